/* Log densities with their gradients as one would write them by hand for speed: one fused loop over the
 * data, forwards and backwards by hand, numbers only.
 *
 *   PROGRAM MODEL DATA POINTS SECONDS
 *
 * MODEL names one of the functions below, DATA holds two counts (rows, and trials or 0) and the data. The
 * unconstrained coordinates are those of each function's comment. */

#include <string.h>

#include "timing.h"

struct problem {
  size_t rows;
  double trials, *data, *work;
  struct points points;
};

static double logistic(double x) { return 1.0 / (1.0 + exp(-x)); }

/* log(x (1 - x)) of x = 1 / (1 + exp(-q)), the Jacobian's share, and its slope. */
static double interval(double x, double *slope) {
  *slope = 1.0 - 2.0 * x;
  return log(x * (1.0 - x));
}

/* Two states: logits of staying probabilities theta1[1] and theta2[1], log mu[1], log (mu[2] - mu[1]).
   The forward recursion in scaled numbers, and the backward one for its gradient. */
static double hidden_states(void *model, size_t point, double *gradient) {
  struct problem *p = model;
  const double *q = p->points.coordinates + 4 * point;
  double a = logistic(q[0]), b = logistic(q[1]);
  double first = exp(q[2]), gap = exp(q[3]), mu[2] = {first, first + gap};
  double move[2][2] = {{a, 1.0 - a}, {b, 1.0 - b}};
  double *emission = p->work, *forward = emission + 2 * p->rows, *scales = forward + 2 * p->rows;
  double total = -0.918938533204672742 * (double)p->rows, last[2] = {1.0, 1.0};
  for (size_t t = 0; t < p->rows; t++) {
    double z0 = p->data[t] - mu[0], z1 = p->data[t] - mu[1];
    double l0 = -0.5 * z0 * z0, l1 = -0.5 * z1 * z1, top = l0 > l1 ? l0 : l1;
    double e0 = exp(l0 - top), e1 = exp(l1 - top);
    double x0 = t ? last[0] * move[0][0] + last[1] * move[1][0] : 1.0;
    double x1 = t ? last[0] * move[0][1] + last[1] * move[1][1] : 1.0;
    double f0 = e0 * x0, f1 = e1 * x1, scale = 1.0 / (f0 + f1);
    emission[2 * t] = e0;
    emission[2 * t + 1] = e1;
    forward[2 * t] = last[0] = f0 * scale;
    forward[2 * t + 1] = last[1] = f1 * scale;
    scales[t] = scale;
    total += top - log(scale);
  }
  double back[2] = {1.0, 1.0}, slope_mu[2] = {0.0, 0.0}, pairs[2][2] = {{0.0, 0.0}, {0.0, 0.0}};
  for (size_t t = p->rows; t-- > 0;) {
    double share0 = forward[2 * t] * back[0], share1 = forward[2 * t + 1] * back[1];
    slope_mu[0] += share0 * (p->data[t] - mu[0]);
    slope_mu[1] += share1 * (p->data[t] - mu[1]);
    if (t == 0) break;
    double g0 = emission[2 * t] * back[0] * scales[t], g1 = emission[2 * t + 1] * back[1] * scales[t];
    const double *before = forward + 2 * (t - 1);
    pairs[0][0] += before[0] * g0;
    pairs[0][1] += before[0] * g1;
    pairs[1][0] += before[1] * g0;
    pairs[1][1] += before[1] * g1;
    back[0] = move[0][0] * g0 + move[0][1] * g1;
    back[1] = move[1][0] * g0 + move[1][1] * g1;
  }
  double prior[2] = {mu[0] - 3.0, mu[1] - 10.0}, slope_a, slope_b;
  total += -0.5 * (prior[0] * prior[0] + prior[1] * prior[1]) + q[2] + q[3];
  total += interval(a, &slope_a) + interval(b, &slope_b);
  slope_mu[0] -= prior[0];
  slope_mu[1] -= prior[1];
  gradient[0] = (pairs[0][0] - pairs[0][1]) * a * (1.0 - a) + slope_a;
  gradient[1] = (pairs[1][0] - pairs[1][1]) * b * (1.0 - b) + slope_b;
  gradient[2] = (slope_mu[0] + slope_mu[1]) * first + 1.0;
  gradient[3] = slope_mu[1] * gap + 1.0;
  return total;
}

/* Two normal components of scale one: logit theta, mu[1], mu[2]. */
static double mixture(void *model, size_t point, double *gradient) {
  struct problem *p = model;
  const double *q = p->points.coordinates + 3 * point;
  double theta = logistic(q[0]), first = log(theta), second = log1p(-theta);
  double total = -0.918938533204672742 * (double)p->rows, shares = 0.0, slopes[2] = {0.0, 0.0};
  for (size_t i = 0; i < p->rows; i++) {
    double z0 = p->data[i] - q[1], z1 = p->data[i] - q[2];
    double l0 = first - 0.5 * z0 * z0, l1 = second - 0.5 * z1 * z1;
    double small = exp(-fabs(l0 - l1)), near = 1.0 / (1.0 + small);
    double share = l0 > l1 ? near : small * near;
    total += (l0 > l1 ? l0 : l1) + log1p(small);
    shares += share;
    slopes[0] += share * z0;
    slopes[1] += (1.0 - share) * z1;
  }
  double slope;
  total += interval(theta, &slope) - 0.005 * (q[1] * q[1] + q[2] * q[2]);
  gradient[0] = shares * (1.0 - theta) - ((double)p->rows - shares) * theta + slope;
  gradient[1] = slopes[0] - 0.01 * q[1];
  gradient[2] = slopes[1] - 0.01 * q[2];
  return total;
}

/* Capture and recapture with one probability for each animal: logit omega, logit mean_p,
   logit (sigma / 5), standardised effects. */
static double captures(void *model, size_t point, double *gradient) {
  struct problem *p = model;
  const double *q = p->points.coordinates + p->points.dimension * point, *raw = q + 3;
  double omega = logistic(q[0]), mean = logistic(q[1]), unit = logistic(q[2]), sigma = 5.0 * unit;
  double there = log(omega), absent = log1p(-omega);
  double total = 0.0, slope_there = 0.0, slope_mean = 0.0, slope_sigma = 0.0;
  for (size_t i = 0; i < p->rows; i++) {
    double eta = q[1] + sigma * raw[i], count = p->data[i];
    double small = exp(-fabs(eta)), near = 1.0 / (1.0 + small);
    double rate = eta > 0.0 ? near : small * near;
    double density = count * eta - p->trials * ((eta > 0.0 ? eta : 0.0) + log1p(small));
    double share = 1.0;
    if (count > 0.0) {
      total += there + density;
    } else {
      double l0 = there + density, tail = exp(-fabs(l0 - absent)), part = 1.0 / (1.0 + tail);
      share = l0 > absent ? part : tail * part;
      total += (l0 > absent ? l0 : absent) + log1p(tail);
    }
    double slope = share * (count - p->trials * rate);
    slope_there += share;
    slope_mean += slope;
    slope_sigma += slope * raw[i];
    gradient[3 + i] = slope * sigma - raw[i];
    total -= 0.5 * raw[i] * raw[i];
  }
  double jacobian[3];
  total += interval(omega, jacobian) + interval(mean, jacobian + 1) + interval(unit, jacobian + 2);
  gradient[0] = slope_there - (double)p->rows * omega + jacobian[0];
  gradient[1] = slope_mean + jacobian[1];
  gradient[2] = slope_sigma * sigma * (1.0 - unit) + jacobian[2];
  return total;
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: %s MODEL DATA POINTS SECONDS\n", arguments[0]);
    return 2;
  }
  struct problem problem = {0, 0.0, NULL, NULL, read_points(arguments[3])};
  FILE *file = fopen(arguments[2], "r");
  if (!file || fscanf(file, "%zu %lf", &problem.rows, &problem.trials) != 2) {
    fprintf(stderr, "%s: expected two counts\n", arguments[2]);
    return 2;
  }
  problem.data = malloc((problem.rows + 1) * sizeof(double));
  problem.work = malloc((5 * problem.rows + 1) * sizeof(double));
  for (size_t i = 0; i < problem.rows; i++) {
    if (fscanf(file, "%lf", &problem.data[i]) != 1) {
      fprintf(stderr, "%s: %zu numbers where %zu are due\n", arguments[2], i, problem.rows);
      return 2;
    }
  }
  fclose(file);
  const struct { const char *name; log_density density; } known[] = {
    {"hmm_example", hidden_states}, {"normal_mixture", mixture}, {"Mh_model", captures}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (!strcmp(arguments[1], known[i].name)) {
      return run_timer(known[i].density, &problem, problem.points, atof(arguments[4]));
    }
  }
  fprintf(stderr, "no function is called %s\n", arguments[1]);
  return 2;
}
