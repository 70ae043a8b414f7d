/* What the timers of other programs share: points, the timing loop of `bayes bench`, the output.
 *
 *   PROGRAM MODEL DATA POINTS SECONDS
 *
 * POINTS holds the number of points, the dimension, and the coordinates. With SECONDS 0 the program
 * prints the log density and gradient at each point, else the median time of a log density with its
 * gradient in nanoseconds of this thread's processor time, and the number of evaluations. */

#ifndef TIMING_H
#define TIMING_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The log density at a point and its gradient; not finite where there is none. */
typedef double (*log_density)(void *model, size_t point, double *gradient);

struct points {
  size_t count, dimension;
  double *coordinates;
};

static struct points read_points(const char *path) {
  struct points points = {0, 0, NULL};
  FILE *file = fopen(path, "r");
  if (!file || fscanf(file, "%zu %zu", &points.count, &points.dimension) != 2 || !points.count) {
    fprintf(stderr, "%s: expected a number of points and a dimension\n", path);
    exit(2);
  }
  size_t numbers = points.count * points.dimension;
  points.coordinates = (double *)malloc((numbers + 1) * sizeof(double));
  for (size_t i = 0; i < numbers; i++) {
    if (fscanf(file, "%lf", &points.coordinates[i]) != 1) {
      fprintf(stderr, "%s: %zu numbers where %zu are due\n", path, i, numbers);
      exit(2);
    }
  }
  fclose(file);
  return points;
}

static double clock_seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Seconds of processor time of so many sweeps over the points. */
static double sweeps_seconds(
    log_density density, void *model, struct points points, double *gradient, long sweeps) {
  double start = clock_seconds(CLOCK_THREAD_CPUTIME_ID);
  for (long sweep = 0; sweep < sweeps; sweep++) {
    for (size_t point = 0; point < points.count; point++) density(model, point, gradient);
  }
  return clock_seconds(CLOCK_THREAD_CPUTIME_ID) - start;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void print_values(log_density density, void *model, struct points points, double *gradient) {
  for (size_t point = 0; point < points.count; point++) {
    printf("%.17g", density(model, point, gradient));
    for (size_t i = 0; i < points.dimension; i++) printf(" %.17g", gradient[i]);
    printf("\n");
  }
}

/* Rounds of about a millisecond until the time is up, and the median of their times per call. */
static void print_time(
    log_density density, void *model, struct points points, double *gradient, double seconds) {
  long sweeps = 1;
  while (sweeps_seconds(density, model, points, gradient, sweeps) < 1e-3 && sweeps < 1L << 24) {
    sweeps *= 2;
  }
  size_t rounds = 0, capacity = (size_t)(seconds * 2e3) + 16;
  double *times = (double *)malloc(capacity * sizeof(double));
  double end = clock_seconds(CLOCK_MONOTONIC) + seconds;
  do {
    double time = sweeps_seconds(density, model, points, gradient, sweeps);
    times[rounds++] = time / ((double)sweeps * (double)points.count);
  } while (clock_seconds(CLOCK_MONOTONIC) < end && rounds < capacity);
  qsort(times, rounds, sizeof(double), ascending);
  printf("%.6g %zu\n", 1e9 * times[rounds / 2], rounds * (size_t)sweeps * points.count);
  free(times);
}

static int run_timer(log_density density, void *model, struct points points, double seconds) {
  double *gradient = (double *)malloc((points.dimension + 1) * sizeof(double));
  if (seconds > 0) {
    print_time(density, model, points, gradient, seconds);
  } else {
    print_values(density, model, points, gradient);
  }
  free(gradient);
  return 0;
}

#endif
