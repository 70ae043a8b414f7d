/* Functions that are called element by element. */
#ifndef CVM_SCALAR_FUNCTIONS_H
#define CVM_SCALAR_FUNCTIONS_H

double cvm_digamma(double x);
double cvm_trigamma(double x);
double cvm_lgamma(double x);
double cvm_log_phi(double x);
double cvm_log_phi_slope(double x);
double cvm_log_bessel_i0(double x);
double cvm_bessel_ratio(double x);

#endif
