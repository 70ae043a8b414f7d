#include "scalar_functions.h"

#include <math.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

/* Directly while erfc is a normal number and x^2, whose rounding error is put back, exact enough;
   beyond by the continued fraction (Abramowitz and Stegun 7.1.14). */
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

double cvm_log_scaled_bessel_i0(double x) {
  x = fabs(x);
  if (x <= 30) return log1p(bessel_series_tail(x, 0)) - x;
  return log1p(bessel_asymptotic_tail(x, 0)) - 0.5 * log(2 * M_PI * x);
}

double cvm_log_bessel_i0(double x) {
  x = fabs(x);
  return x <= 30 ? log1p(bessel_series_tail(x, 0)) : x + cvm_log_scaled_bessel_i0(x);
}

double cvm_bessel_ratio(double x) {
  double y = fabs(x);
  double ratio = y <= 30
                     ? y / 2 * (1 + bessel_series_tail(y, 1)) / (1 + bessel_series_tail(y, 0))
                     : 1 + cvm_bessel_ratio_less_one(y);
  return x < 0 ? -ratio : ratio;
}

double cvm_bessel_ratio_less_one(double x) {
  if (x <= 30) return cvm_bessel_ratio(x) - 1;
  double below = bessel_asymptotic_tail(x, 0);
  return (bessel_asymptotic_tail(x, 1) - below) / (1 + below);
}
