#define _GNU_SOURCE
#include "scalar_functions.h"

#include <math.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

double cvm_stirling(double x) {
  double y = 1 / (x * x);
  double series =
      1.0 / 12 + y * (-1.0 / 360 + y * (1.0 / 1260 + y * (-1.0 / 1680 + y * (1.0 / 1188 +
      y * (-691.0 / 360360 + y / 156)))));
  return series / x;
}

double cvm_stirling_slope(double x) {
  double z = 1 / (x * x);
  return -z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 -
         z * (691.0 / 32760 - z / 12))))));
}

double cvm_stirling_curvature(double x) {
  double z = 1 / (x * x);
  return z * (1.0 / 6 - z * (1.0 / 30 - z * (1.0 / 42 - z * (1.0 / 30 - z * (5.0 / 66 -
         z * (691.0 / 2730 - z * 7 / 6)))))) / x;
}

/* Taylor's series of digamma about its zero near 1.4616, where shifting would cancel. */
static double digamma_near_zero(double x) {
  static const double c[] = {
      0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652,
      0.10782405069126237, -0.07219956125645471, 0.04880428816414311, -0.03316112647484736,
      0.022597648232218104, -0.01542476590494896, 0.010538791616612175, -0.007204534386356869};
  double d = (x - 1.4616321449683622) - 9.549995429965697e-17, sum = 0;
  for (int k = 11; k >= 0; --k) sum = sum * d + c[k];
  return d * sum;
}

double cvm_digamma(double x) {
  if (isnan(x) || x == -INFINITY) return NAN;
  if (x <= 0) {
    if (x == floor(x)) return NAN;
    return cvm_digamma(1 - x) - M_PI / tan(M_PI * (x - rint(x)));
  }
  if (fabs(x - 1.461632144968362341) < 0.05) return digamma_near_zero(x);
  double shift = 0;
  while (x < 10) {
    shift -= 1 / x;
    x += 1;
  }
  return shift + log(x) - 0.5 / x + cvm_stirling_slope(x);
}

double cvm_trigamma(double x) {
  if (isnan(x)) return x;
  if (x <= 0) {
    if (x == floor(x)) return INFINITY;
    double s = sin(M_PI * (x - rint(x)));
    return M_PI * M_PI / (s * s) - cvm_trigamma(1 - x);
  }
  double shift = 0;
  while (x < 10) {
    shift += 1 / (x * x);
    x += 1;
  }
  return shift + (1 + 0.5 / x) / x + cvm_stirling_curvature(x);
}

double cvm_lgamma(double x) {
  if (x > 1e300) return x * (log(x) - 1);
  if (x >= 10) return (x - 0.5) * log(x) - x + 0.918938533204672742 + cvm_stirling(x);
  /* The library's is exact near the zeros, where the series or the reflection cancel. */
#if defined(__GLIBC__) || defined(__APPLE__)
  int sign;
  return lgamma_r(x, &sign);
#else
  return lgamma(x);
#endif
}

double cvm_log_rising(double x, double d) {
  if (d == 0) return 0;
  if (!(x > 0 && d > 0 && x + d < 1e300)) return cvm_lgamma(x + d) - cvm_lgamma(x);
  /* Of small numbers that are not close the two logarithms hardly cancel. */
  if (x < 10 && d > 0.25) return cvm_lgamma(x + d) - cvm_lgamma(x);
  /* The product of 1 + d / y less one, a sum of positive terms: one logarithm serves all steps. */
  double rise = 0, y = x;
  while (y < 10) {
    double ratio = d / y;
    rise += ratio + rise * ratio;
    y += 1;
  }
  double z = y + d;
  double correction = d < 1e-5 * y ? d * cvm_stirling_slope(y + d / 2)
                                   : cvm_stirling(z) - cvm_stirling(y);
  return (y - 0.5) * log1p(d / y) + d * (log(z) - 1) + correction - log1p(rise);
}

double cvm_digamma_rise(double x, double d) {
  if (d == 0) return 0;
  if (!(x > 0 && d > 0 && x + d < 1e300)) return cvm_digamma(x + d) - cvm_digamma(x);
  double rise = 0, y = x;
  while (y < 10) {
    rise += d / (y * (y + d));
    y += 1;
  }
  double z = y + d;
  double correction = d < 1e-5 * y ? d * cvm_stirling_curvature(y + d / 2)
                                   : cvm_stirling_slope(z) - cvm_stirling_slope(y);
  return rise + log1p(d / y) + 0.5 * (d / y) / z + correction;
}
