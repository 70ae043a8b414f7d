/* Special functions of single numbers: what BayesMath gives its names to, and what the kernels call
   where they have no vectors of their own. */
#ifndef CVM_SCALAR_FUNCTIONS_H
#define CVM_SCALAR_FUNCTIONS_H

/* log|Gamma(x)|, infinity at the poles: the library's below 10, Stirling's series above. */
double cvm_lgamma(double x);
/* Its derivative, and the second: shifted above 10, then the asymptotic series (Abramowitz and Stegun
   6.3.18, 6.4.12). */
double cvm_digamma(double x);
double cvm_trigamma(double x);

/* log Gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2) for x >= 10 (6.1.41). */
double cvm_stirling(double x);
/* Its derivative, digamma(x) - log x + 1 / (2x). */
double cvm_stirling_slope(double x);
/* Its second derivative, trigamma(x) - 1 / x - 1 / (2x^2). */
double cvm_stirling_curvature(double x);

/* log Gamma(x + d) - log Gamma(x) for positive x and d, with all its digits where both are large and
   alike: shifted above 10, where Stirling's formula is subtracted term by term. */
double cvm_log_rising(double x, double d);
/* Its derivative in x, digamma(x + d) - digamma(x), likewise. */
double cvm_digamma_rise(double x, double d);

/* log Phi(x): on the left, where Phi underflows, by the scaled complementary error function. */
double cvm_log_phi(double x);
/* Its derivative, phi(x) / Phi(x). */
double cvm_log_phi_slope(double x);

/* log I0(x): the power series to 30 (9.6.12), beyond it the asymptotic series (9.7.1). */
double cvm_log_bessel_i0(double x);
/* log(exp(-|x|) I0(x)). */
double cvm_log_scaled_bessel_i0(double x);
/* I1(x) / I0(x), the derivative of log I0. */
double cvm_bessel_ratio(double x);
/* I1(x) / I0(x) - 1 for x >= 0, which vanishes as 1 / (2x). */
double cvm_bessel_ratio_less_one(double x);

#endif
