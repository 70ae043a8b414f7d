#define _GNU_SOURCE
#include "scalar_functions.h"

#include <math.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

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

/* Shift above 10, then the asymptotic series (Abramowitz and Stegun 6.3.18). */
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
  double z = 1 / (x * x);
  double series =
      z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 -
      z * (691.0 / 32760 - z / 12))))));
  return shift + log(x) - 0.5 / x - series;
}

/* The same for the second derivative (6.4.12). */
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
  double z = 1 / (x * x);
  double series =
      z * (1.0 / 6 - z * (1.0 / 30 - z * (1.0 / 42 - z * (1.0 / 30 - z * (5.0 / 66 -
      z * (691.0 / 2730 - z * 7 / 6))))));
  return shift + (1 + 0.5 / x + series) / x;
}

/* log|gamma(x)|: the library's below 10, Stirling's series above. */
double cvm_lgamma(double x) {
  if (x >= 10 && x < 1e300) {
    double y = 1 / (x * x);
    double series =
        1.0 / 12 + y * (-1.0 / 360 + y * (1.0 / 1260 + y * (-1.0 / 1680 + y * (1.0 / 1188 +
        y * (-691.0 / 360360 + y / 156)))));
    return (x - 0.5) * log(x) - x + 0.918938533204672742 + series / x;
  }
#if defined(__GLIBC__) || defined(__APPLE__)
  int sign;
  return lgamma_r(x, &sign);
#else
  return lgamma(x);
#endif
}

/* exp(x^2) erfc(x) for x >= 0: directly to 5, beyond by the continued fraction (7.1.14). */
static double scaled_erfc(double x) {
  if (x < 5) {
    double square = x * x;
    return exp(square) * (1 + fma(x, x, -square)) * erfc(x);
  }
  if (x > 1e8) return 0.5641895835477563 / x;
  double fraction = 0;
  for (int k = 60; k >= 1; --k) fraction = 0.5 * k / (x + fraction);
  return 0.5641895835477563 / (x + fraction);
}

double cvm_log_phi(double x) {
  if (x < -1) return log(0.5 * scaled_erfc(-x * 0.7071067811865476)) - 0.5 * x * x;
  return log1p(-0.5 * erfc(x * 0.7071067811865476));
}

double cvm_log_phi_slope(double x) {
  if (x < -1) return 0.7978845608028654 / scaled_erfc(-x * 0.7071067811865476);
  return 0.3989422804014327 * exp(-0.5 * x * x) / (1 - 0.5 * erfc(x * 0.7071067811865476));
}

/* I_order(x) over the first term of its power series, less one (9.6.10): near zero the sum itself
   would lose it. */
static double bessel_series_tail(double x, int order) {
  double q = x * x / 4, term = q / (1 + order), sum = term;
  for (int k = 2; term > sum * 1e-18 && k < 1000; ++k) {
    term *= q / ((double)k * (k + order));
    sum += term;
  }
  return sum;
}

/* I_order(x) sqrt(2 pi x) exp(-x) less one, by its asymptotic series (9.7.1). */
static double bessel_asymptotic_tail(double x, int order) {
  double mu = 4.0 * order * order, term = 1, sum = 0;
  for (int k = 1; k <= 40; ++k) {
    double odd = 2.0 * k - 1;
    double next = -term * (mu - odd * odd) / (8 * x * k);
    if (fabs(next) >= fabs(term) || fabs(next) < fabs(sum) * 1e-18) break;
    term = next;
    sum += term;
  }
  return sum;
}

double cvm_log_bessel_i0(double x) {
  x = fabs(x);
  if (x <= 30) return log1p(bessel_series_tail(x, 0));
  return x + log1p(bessel_asymptotic_tail(x, 0)) - 0.5 * log(2 * M_PI * x);
}

double cvm_bessel_ratio(double x) {
  double y = fabs(x);
  double ratio = y <= 30
                     ? y / 2 * (1 + bessel_series_tail(y, 1)) / (1 + bessel_series_tail(y, 0))
                     : (1 + bessel_asymptotic_tail(y, 1)) / (1 + bessel_asymptotic_tail(y, 0));
  return x < 0 ? -ratio : ratio;
}
