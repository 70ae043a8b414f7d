/* What the decompositions share. */
#ifndef CVM_DECOMPOSITIONS_H
#define CVM_DECOMPOSITIONS_H

#include "matrix_functions.h"

/* d += A B with n rows, p columns and m products, elements of A and B at given strides. */
void cvm_accumulate(
    size_t n, size_t m, size_t p, const double *a, size_t a_row, size_t a_column, const double *b,
    size_t b_row, size_t b_column, double *d);

/* P A = L U in place, by partial pivoting. */
void cvm_lu(size_t n, double *a, double *pivots);
/* Solves A X = B in place, m columns. */
void cvm_lu_solve(size_t n, size_t m, const double *lu, const double *pivots, double *x);

/* Eigenvalues in ascending order and vectors in columns, of the lower triangle. */
void cvm_eigen_sym(size_t n, const double *a, double *values, double *vectors, double *work);
void cvm_eigen_sym_adjoint(
    size_t n, const double *values, const double *vectors, const double *seed, double *out,
    double *work);

/* Q: n m, R: m m, its diagonal not negative. */
void cvm_qr(size_t n, size_t m, const double *a, double *q, double *r, double *work);
void cvm_qr_adjoint(
    size_t n, size_t m, const double *result, const double *seed, double *out, double *work);

/* U, the values and V, one behind the other. */
void cvm_svd(size_t n, size_t m, const double *a, double *result, double *work);
void cvm_svd_adjoint(
    size_t n, size_t m, const double *result, const double *seed, double *out, double *work);

/* exp(A), with 7 n n + n numbers of work space. */
void cvm_matrix_exp(size_t n, const double *a, double *result, double *work);

#endif
