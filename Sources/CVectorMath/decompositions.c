/* Decompositions of small dense matrices without vector kernels of their own. */
#include "decompositions.h"

#include <math.h>
#include <string.h>

#pragma clang fp contract(off)

/* d += A B, elements of A and B at given strides. */
void cvm_accumulate(
    size_t n, size_t m, size_t p, const double *a, size_t a_row, size_t a_column, const double *b,
    size_t b_row, size_t b_column, double *d) {
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < m; ++j) {
      double factor = a[i * a_row + j * a_column];
      for (size_t k = 0; k < p; ++k) d[i * p + k] += factor * b[j * b_row + k * b_column];
    }
}

static void swap_rows(size_t m, double *x, double *y) {
  for (size_t k = 0; k < m; ++k) {
    double other = x[k];
    x[k] = y[k];
    y[k] = other;
  }
}

void cvm_lu(size_t n, double *a, double *pivots) {
  for (size_t j = 0; j < n; ++j) {
    size_t best = j;
    for (size_t i = j + 1; i < n; ++i)
      if (fabs(a[i * n + j]) > fabs(a[best * n + j])) best = i;
    pivots[j] = (double)best;
    if (best != j) swap_rows(n, a + j * n, a + best * n);
    for (size_t i = j + 1; i < n; ++i) {
      if (a[i * n + j] == 0.0) continue;
      double factor = a[i * n + j] / a[j * n + j];
      a[i * n + j] = factor;
      for (size_t k = j + 1; k < n; ++k) a[i * n + k] -= factor * a[j * n + k];
    }
  }
}

void cvm_lu_solve(size_t n, size_t m, const double *lu, const double *pivots, double *x) {
  for (size_t j = 0; j < n; ++j)
    if ((size_t)pivots[j] != j) swap_rows(m, x + j * m, x + (size_t)pivots[j] * m);
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < i; ++j)
      for (size_t k = 0; k < m; ++k) x[i * m + k] -= lu[i * n + j] * x[j * m + k];
  for (size_t i = n; i-- > 0;) {
    for (size_t j = i + 1; j < n; ++j)
      for (size_t k = 0; k < m; ++k) x[i * m + k] -= lu[i * n + j] * x[j * m + k];
    for (size_t k = 0; k < m; ++k) x[i * m + k] /= lu[i * n + i];
  }
}

/* Solves with the transposed matrix. */
static void lu_solve_transposed(
    size_t n, size_t m, const double *lu, const double *pivots, double *x) {
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < i; ++j)
      for (size_t k = 0; k < m; ++k) x[i * m + k] -= lu[j * n + i] * x[j * m + k];
    for (size_t k = 0; k < m; ++k) x[i * m + k] /= lu[i * n + i];
  }
  for (size_t i = n; i-- > 0;)
    for (size_t j = i + 1; j < n; ++j)
      for (size_t k = 0; k < m; ++k) x[i * m + k] -= lu[j * n + i] * x[j * m + k];
  for (size_t j = n; j-- > 0;)
    if ((size_t)pivots[j] != j) swap_rows(m, x + j * m, x + (size_t)pivots[j] * m);
}

static void identity(size_t n, double *x) {
  memset(x, 0, n * n * sizeof(double));
  for (size_t i = 0; i < n; ++i) x[i * n + i] = 1.0;
}

static void fill_nan(size_t n, double *x) {
  for (size_t i = 0; i < n; ++i) x[i] = NAN;
}

static int is_finite(size_t n, const double *x) {
  for (size_t i = 0; i < n; ++i)
    if (!isfinite(x[i])) return 0;
  return 1;
}

static void log_determinant(size_t n, const double *a, double *result, double *kept) {
  double *lu = kept, *pivots = kept + n * n;
  memcpy(lu, a, n * n * sizeof(double));
  cvm_lu(n, lu, pivots);
  double sign = 1.0, sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    double pivot = lu[i * n + i];
    if ((size_t)pivots[i] != i) sign = -sign;
    if (pivot < 0.0) sign = -sign;
    if (pivot == 0.0) sign = 0.0;
    sum += log(fabs(pivot));
  }
  result[0] = sum;
  result[1] = sign;
}

/* exp(A) by the diagonal Pade approximant of degree 13, scaled and squared (Higham 2005). */
void cvm_matrix_exp(size_t n, const double *a, double *result, double *work) {
  static const double b[] = {
      64764752532480000.0, 32382376266240000.0, 7771770303897600.0, 1187353796428800.0,
      129060195264000.0, 10559470521600.0, 670442572800.0, 33522128640.0, 1323241920.0,
      40840800.0, 960960.0, 16380.0, 182.0, 1.0};
  size_t count = n * n;
  double *x = work, *x2 = x + count, *x4 = x2 + count, *x6 = x4 + count, *u = x6 + count,
         *v = u + count, *t = v + count, *pivots = t + count;
  double norm = 0.0;
  for (size_t j = 0; j < n; ++j) {
    double sum = 0.0;
    for (size_t i = 0; i < n; ++i) sum += fabs(a[i * n + j]);
    if (!(sum <= norm)) norm = sum;
  }
  if (!isfinite(norm)) {
    fill_nan(count, result);
    return;
  }
  int squarings = norm > 5.371920351148152 ? (int)ceil(log2(norm / 5.371920351148152)) : 0;
  for (size_t i = 0; i < count; ++i) x[i] = ldexp(a[i], -squarings);
  memset(x2, 0, 3 * count * sizeof(double));
  cvm_accumulate(n, n, n, x, n, 1, x, n, 1, x2);
  cvm_accumulate(n, n, n, x2, n, 1, x2, n, 1, x4);
  cvm_accumulate(n, n, n, x4, n, 1, x2, n, 1, x6);
  for (size_t i = 0; i < count; ++i) {
    double one = i / n == i % n ? 1.0 : 0.0;
    u[i] = b[7] * x6[i] + b[5] * x4[i] + b[3] * x2[i] + b[1] * one;
    v[i] = b[6] * x6[i] + b[4] * x4[i] + b[2] * x2[i] + b[0] * one;
    t[i] = b[13] * x6[i] + b[11] * x4[i] + b[9] * x2[i];
  }
  cvm_accumulate(n, n, n, x6, n, 1, t, n, 1, u);
  for (size_t i = 0; i < count; ++i) t[i] = b[12] * x6[i] + b[10] * x4[i] + b[8] * x2[i];
  cvm_accumulate(n, n, n, x6, n, 1, t, n, 1, v);
  memset(t, 0, count * sizeof(double));
  cvm_accumulate(n, n, n, x, n, 1, u, n, 1, t);
  for (size_t i = 0; i < count; ++i) {
    result[i] = v[i] + t[i];
    v[i] = v[i] - t[i];
  }
  cvm_lu(n, v, pivots);
  cvm_lu_solve(n, n, v, pivots, result);
  for (int k = 0; k < squarings; ++k) {
    memset(t, 0, count * sizeof(double));
    cvm_accumulate(n, n, n, result, n, 1, result, n, 1, t);
    memcpy(result, t, count * sizeof(double));
  }
}

/* The derivative along E is a block of the exponential of a matrix of twice the size (Najfeld and Havel
   1995); the adjoint is the derivative at A' along the seed. */
static void matrix_exp_adjoint(
    size_t n, const double *a, const double *seed, double *out, double *work) {
  size_t side = 2 * n;
  double *blocks = work, *exponential = work + side * side;
  memset(blocks, 0, side * side * sizeof(double));
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < n; ++j) {
      blocks[i * side + j] = blocks[(n + i) * side + n + j] = a[j * n + i];
      blocks[i * side + n + j] = seed[i * n + j];
    }
  cvm_matrix_exp(side, blocks, exponential, exponential + side * side);
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < n; ++j) out[i * n + j] += exponential[i * side + n + j];
}

void cvm_decompose(
    const cvm_matrix *shape, const double *const *in, double *result, double *kept,
    double *work) {
  size_t n = shape->n, m = shape->m;
  if (!is_finite(cvm_matrix_input(shape, 0), in[0])) {
    fill_nan(cvm_matrix_result(shape), result);
    memset(kept, 0, cvm_matrix_kept(shape) * sizeof(double));
    return;
  }
  switch (shape->code) {
  case CVM_SOLVE:
    memcpy(kept, in[0], n * n * sizeof(double));
    memcpy(result, in[1], n * m * sizeof(double));
    cvm_lu(n, kept, kept + n * n);
    cvm_lu_solve(n, m, kept, kept + n * n, result);
    break;
  case CVM_INVERSE:
    memcpy(work, in[0], n * n * sizeof(double));
    identity(n, result);
    cvm_lu(n, work, work + n * n);
    cvm_lu_solve(n, n, work, work + n * n, result);
    break;
  case CVM_LOG_DETERMINANT: log_determinant(n, in[0], result, kept); break;
  case CVM_EIGEN_SYM: cvm_eigen_sym(n, in[0], result, result + n, work); break;
  case CVM_QR: cvm_qr(n, m, in[0], result, result + n * m, work); break;
  case CVM_SVD: cvm_svd(n, m, in[0], result, work); break;
  case CVM_MATRIX_EXP: cvm_matrix_exp(n, in[0], result, work); break;
  default: fill_nan(cvm_matrix_result(shape), result);
  }
}

void cvm_decompose_adjoint(
    const cvm_matrix *shape, const double *const *in, const double *result, const double *kept,
    const double *seed, double *const *out, double *work) {
  size_t n = shape->n, m = shape->m;
  switch (shape->code) {
  case CVM_SOLVE:
    memcpy(work, seed, n * m * sizeof(double));
    lu_solve_transposed(n, m, kept, kept + n * n, work);
    if (out[1]) for (size_t i = 0; i < n * m; ++i) out[1][i] += work[i];
    if (!out[0]) break;
    for (size_t i = 0; i < n * m; ++i) work[i] = -work[i];
    cvm_accumulate(n, m, n, work, m, 1, result, 1, m, out[0]);
    break;
  case CVM_INVERSE:
    if (!out[0]) break;
    memset(work, 0, n * n * sizeof(double));
    cvm_accumulate(n, n, n, result, 1, n, seed, n, 1, work);
    for (size_t i = 0; i < n * n; ++i) work[i] = -work[i];
    cvm_accumulate(n, n, n, work, n, 1, result, 1, n, out[0]);
    break;
  case CVM_LOG_DETERMINANT:
    if (!out[0]) break;
    identity(n, work);
    lu_solve_transposed(n, n, kept, kept + n * n, work);
    for (size_t i = 0; i < n * n; ++i) out[0][i] += seed[0] * work[i];
    break;
  case CVM_EIGEN_SYM:
    if (out[0]) cvm_eigen_sym_adjoint(n, result, result + n, seed, out[0], work);
    break;
  case CVM_QR: if (out[0]) cvm_qr_adjoint(n, m, result, seed, out[0], work); break;
  case CVM_SVD: if (out[0]) cvm_svd_adjoint(n, m, result, seed, out[0], work); break;
  case CVM_MATRIX_EXP: if (out[0]) matrix_exp_adjoint(n, in[0], seed, out[0], work); break;
  default: break;
  }
}
