/* The timer of stanli's library: the one C interface that its Python package calls. Linked with
 * libstanli.so of the wheel. */

#include <stdint.h>
#include <string.h>

#include "timing.h"

/* As the package's __init__.py declares them for ctypes (stanli 0.24). */
struct model_options {
  uint32_t seed;
  int threads_per_chain;
  int fast_math;
};
void stanli_model_opts_init(struct model_options *options);
void *stanli_model_new_from_stan_with_opts(
    const char *program, const char *data, const struct model_options *options, char *error,
    size_t size);
int64_t stanli_n_unconstrained(void *model);
int stanli_grad(void *model, const double *position, double *log_density, double *gradient);

struct timed {
  void *model;
  struct points points;
};

static double evaluate(void *context, size_t point, double *gradient) {
  struct timed *timed = context;
  double value = NAN;
  const double *position = timed->points.coordinates + point * timed->points.dimension;
  return stanli_grad(timed->model, position, &value, gradient) ? NAN : value;
}

static char *contents(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) {
    perror(path);
    exit(2);
  }
  long size = ftell(file);
  rewind(file);
  char *text = calloc((size_t)size + 1, 1);
  if (fread(text, 1, (size_t)size, file) != (size_t)size) {
    perror(path);
    exit(2);
  }
  fclose(file);
  return text;
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: %s MODEL DATA POINTS SECONDS\n", arguments[0]);
    return 2;
  }
  struct model_options options = {1, 1, 0};
  stanli_model_opts_init(&options);
  char error[8192] = "";
  void *model = stanli_model_new_from_stan_with_opts(
      contents(arguments[1]), contents(arguments[2]), &options, error, sizeof error);
  if (!model) {
    fprintf(stderr, "%s\n", error);
    return 3;
  }
  struct timed timed = {model, read_points(arguments[3])};
  if ((size_t)stanli_n_unconstrained(model) != timed.points.dimension) {
    fprintf(stderr, "%lld coordinates, not %zu\n", (long long)stanli_n_unconstrained(model),
            timed.points.dimension);
    return 2;
  }
  return run_timer(evaluate, &timed, timed.points, atof(arguments[4]));
}
