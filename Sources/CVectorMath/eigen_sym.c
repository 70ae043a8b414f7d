/* Symmetric eigenvalues by Jacobi's rotations, and their adjoint. */
#include "decompositions.h"

#include <math.h>
#include <string.h>

#pragma clang fp contract(off)

/* Turns rows and columns i and j of A, and columns of V, so that A[i][j] vanishes (Rutishauser 1966). */
static void rotate(size_t n, size_t i, size_t j, double *a, double *v) {
  double theta = (a[j * n + j] - a[i * n + i]) / (2.0 * a[i * n + j]);
  double t = (theta < 0.0 ? -1.0 : 1.0) / (fabs(theta) + sqrt(theta * theta + 1.0));
  double c = 1.0 / sqrt(t * t + 1.0), s = t * c, own = a[i * n + j];
  a[i * n + i] -= t * own;
  a[j * n + j] += t * own;
  a[i * n + j] = a[j * n + i] = 0.0;
  for (size_t k = 0; k < n; ++k) {
    if (k == i || k == j) continue;
    double x = a[i * n + k], y = a[j * n + k];
    a[i * n + k] = a[k * n + i] = c * x - s * y;
    a[j * n + k] = a[k * n + j] = s * x + c * y;
  }
  for (size_t k = 0; k < n; ++k) {
    double x = v[i * n + k], y = v[j * n + k];
    v[i * n + k] = c * x - s * y;
    v[j * n + k] = s * x + c * y;
  }
}

/* Sweeps until what is left off the diagonal changes no eigenvalue. */
static void diagonalise(size_t n, double *a, double *v) {
  for (int sweep = 0; sweep < 60; ++sweep) {
    int is_done = 1;
    for (size_t i = 0; i + 1 < n; ++i)
      for (size_t j = i + 1; j < n; ++j) {
        double own = fabs(a[i * n + j]);
        double scale = sqrt(fabs(a[i * n + i])) * sqrt(fabs(a[j * n + j]));
        double largest = fmax(fabs(a[i * n + i]), fabs(a[j * n + j]));
        if (own <= 1e-17 * scale || own <= 1e-300 || (sweep > 8 && own <= 1e-17 * largest))
          continue;
        is_done = 0;
        rotate(n, i, j, a, v);
      }
    if (is_done) return;
  }
}

void cvm_eigen_sym(size_t n, const double *a, double *values, double *vectors, double *work) {
  double *own = work, *v = work + n * n;
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < n; ++j) {
      own[i * n + j] = i >= j ? a[i * n + j] : a[j * n + i];
      v[i * n + j] = i == j ? 1.0 : 0.0;
    }
  diagonalise(n, own, v);
  for (size_t place = 0; place < n; ++place) {
    size_t best = n;
    for (size_t i = 0; i < n; ++i) {
      if (own[i * n + i] != own[i * n + i]) continue;
      if (best == n || own[i * n + i] < own[best * n + best]) best = i;
    }
    if (best == n) {
      values[place] = NAN;
      continue;
    }
    values[place] = own[best * n + best];
    own[best * n + best] = NAN;
    /* A vector's sign is free: its largest element is positive. */
    double largest = 0.0;
    for (size_t k = 0; k < n; ++k)
      if (fabs(v[best * n + k]) > fabs(largest) * (1.0 + 1e-9)) largest = v[best * n + k];
    double sign = largest < 0.0 ? -1.0 : 1.0;
    for (size_t k = 0; k < n; ++k) vectors[k * n + place] = sign * v[best * n + k];
  }
}

/* V (diag(w) + F o V'W) V' with F[i][j] = 1 / (values[j] - values[i]) (Giles 2008, section 3.1), where
   equal values have no say in each other's vectors. */
void cvm_eigen_sym_adjoint(
    size_t n, const double *values, const double *vectors, const double *seed, double *out,
    double *work) {
  double *inner = work, *left = work + n * n, *whole = left + n * n;
  memset(work, 0, 3 * n * n * sizeof(double));
  cvm_accumulate(n, n, n, vectors, 1, n, seed + n, n, 1, inner);
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < n; ++j) {
      double gap = values[j] - values[i];
      if (i == j) {
        inner[i * n + j] = seed[i];
      } else {
        inner[i * n + j] = gap == 0.0 ? 0.0 : inner[i * n + j] / gap;
      }
    }
  cvm_accumulate(n, n, n, vectors, n, 1, inner, n, 1, left);
  cvm_accumulate(n, n, n, left, n, 1, vectors, 1, n, whole);
  for (size_t i = 0; i < n; ++i) {
    out[i * n + i] += whole[i * n + i];
    for (size_t j = 0; j < i; ++j) out[i * n + j] += whole[i * n + j] + whole[j * n + i];
  }
}
