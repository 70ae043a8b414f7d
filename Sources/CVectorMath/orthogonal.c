/* QR and singular values, and their adjoints. */
#include "decompositions.h"

#include <math.h>
#include <string.h>

#pragma clang fp contract(off)

/* Householder's reflections: those of column j stand below the diagonal of `own`, their leading elements
   and scales in `heads` and `scales`. */
void cvm_qr(size_t n, size_t m, const double *a, double *q, double *r, double *work) {
  double *own = work, *heads = work + n * m, *scales = heads + m;
  memcpy(own, a, n * m * sizeof(double));
  memset(r, 0, m * m * sizeof(double));
  for (size_t j = 0; j < m; ++j) {
    double square = 0.0;
    for (size_t i = j; i < n; ++i) square += own[i * m + j] * own[i * m + j];
    double diagonal = own[j * m + j], length = sqrt(square);
    double image = diagonal < 0.0 ? length : -length;
    heads[j] = diagonal - image;
    scales[j] = length > 0.0 ? -1.0 / (image * heads[j]) : 0.0;
    own[j * m + j] = image;
    for (size_t k = j + 1; k < m; ++k) {
      double sum = heads[j] * own[j * m + k];
      for (size_t i = j + 1; i < n; ++i) sum += own[i * m + j] * own[i * m + k];
      sum *= scales[j];
      own[j * m + k] -= sum * heads[j];
      for (size_t i = j + 1; i < n; ++i) own[i * m + k] -= sum * own[i * m + j];
    }
  }
  for (size_t i = 0; i < n; ++i)
    for (size_t k = 0; k < m; ++k) q[i * m + k] = i == k ? 1.0 : 0.0;
  for (size_t j = m; j-- > 0;)
    for (size_t k = 0; k < m; ++k) {
      double sum = heads[j] * q[j * m + k];
      for (size_t i = j + 1; i < n; ++i) sum += own[i * m + j] * q[i * m + k];
      sum *= scales[j];
      q[j * m + k] -= sum * heads[j];
      for (size_t i = j + 1; i < n; ++i) q[i * m + k] -= sum * own[i * m + j];
    }
  for (size_t j = 0; j < m; ++j) {
    double sign = own[j * m + j] < 0.0 ? -1.0 : 1.0;
    for (size_t k = j; k < m; ++k) r[j * m + k] = sign * own[j * m + k];
    for (size_t i = 0; i < n; ++i) q[i * m + j] *= sign;
  }
}

/* (S + Q C) inverse(R') with M = R T' - S'Q, S and T the seeds of Q and R, and C the lower triangle of M
   with its mirror image (Walter and Lehmann 2018). */
void cvm_qr_adjoint(
    size_t n, size_t m, const double *result, const double *seed, double *out, double *work) {
  const double *q = result, *r = result + n * m, *t = seed + n * m;
  double *whole = work, *c = work + n * m;
  memset(c, 0, m * m * sizeof(double));
  cvm_accumulate(m, n, m, seed, 1, m, q, m, 1, c);
  for (size_t i = 0; i < m * m; ++i) c[i] = -c[i];
  cvm_accumulate(m, m, m, r, m, 1, t, 1, m, c);
  for (size_t i = 0; i < m; ++i)
    for (size_t j = 0; j < i; ++j) c[j * m + i] = c[i * m + j];
  memcpy(whole, seed, n * m * sizeof(double));
  cvm_accumulate(n, m, m, q, m, 1, c, m, 1, whole);
  for (size_t i = 0; i < n; ++i) {
    double *row = whole + i * m;
    for (size_t j = m; j-- > 0;) {
      for (size_t k = j + 1; k < m; ++k) row[j] -= r[j * m + k] * row[k];
      row[j] /= r[j * m + j];
      out[i * m + j] += row[j];
    }
  }
}

/* Turns columns i and j of `u` (n rows) so that they are orthogonal, and those of `v` (m rows) with them;
   columns stand in rows here. 0 where they were. */
static int turn(size_t n, size_t m, double *ui, double *uj, double *vi, double *vj) {
  double a = 0.0, b = 0.0, c = 0.0;
  for (size_t k = 0; k < n; ++k) {
    a += ui[k] * ui[k];
    b += uj[k] * uj[k];
    c += ui[k] * uj[k];
  }
  if (fabs(c) <= 1e-17 * sqrt(a) * sqrt(b) || fabs(c) <= 1e-300) return 0;
  double theta = (b - a) / (2.0 * c);
  double t = (theta < 0.0 ? -1.0 : 1.0) / (fabs(theta) + sqrt(theta * theta + 1.0));
  double cosine = 1.0 / sqrt(t * t + 1.0), sine = t * cosine;
  for (size_t k = 0; k < n + m; ++k) {
    double *x = k < n ? ui + k : vi + (k - n), *y = k < n ? uj + k : vj + (k - n);
    double first = *x, second = *y;
    *x = cosine * first - sine * second;
    *y = sine * first + cosine * second;
  }
  return 1;
}

/* One-sided Jacobi (Hestenes 1958) on the columns, of the transposed matrix where it is wide. */
void cvm_svd(size_t n, size_t m, const double *a, double *result, double *work) {
  int is_wide = n < m;
  size_t rows = is_wide ? m : n, p = is_wide ? n : m;
  double *u = work, *v = work + rows * p, *lengths = v + p * p;
  double *out_u = result, *values = result + n * p, *out_v = values + p;
  for (size_t j = 0; j < p; ++j) {
    for (size_t i = 0; i < rows; ++i) u[j * rows + i] = is_wide ? a[j * m + i] : a[i * m + j];
    for (size_t i = 0; i < p; ++i) v[j * p + i] = i == j ? 1.0 : 0.0;
  }
  for (int sweep = 0, turned = 1; sweep < 60 && turned; ++sweep) {
    turned = 0;
    for (size_t i = 0; i + 1 < p; ++i)
      for (size_t j = i + 1; j < p; ++j)
        turned |= turn(rows, p, u + i * rows, u + j * rows, v + i * p, v + j * p);
  }
  for (size_t j = 0; j < p; ++j) {
    double square = 0.0;
    for (size_t i = 0; i < rows; ++i) square += u[j * rows + i] * u[j * rows + i];
    lengths[j] = sqrt(square);
  }
  for (size_t place = 0; place < p; ++place) {
    size_t best = 0;
    for (size_t j = 1; j < p; ++j) if (lengths[j] > lengths[best]) best = j;
    double length = lengths[best], largest = 0.0;
    values[place] = length;
    lengths[best] = -1.0;
    /* The signs of a pair are free: the largest element of the shorter vector is positive. */
    for (size_t k = 0; k < p; ++k)
      if (fabs(v[best * p + k]) > fabs(largest) * (1.0 + 1e-9)) largest = v[best * p + k];
    double sign = largest < 0.0 ? -1.0 : 1.0;
    double scale = length > 0.0 ? sign / length : 0.0;
    double *far = is_wide ? out_v : out_u, *near = is_wide ? out_u : out_v;
    for (size_t i = 0; i < rows; ++i) far[i * p + place] = scale * u[best * rows + i];
    for (size_t i = 0; i < p; ++i) near[i * p + place] = sign * v[best * p + i];
  }
}

/* x -= U U'x for x: n p. */
static void project_away(size_t n, size_t p, const double *u, double *x, double *work) {
  memset(work, 0, p * p * sizeof(double));
  cvm_accumulate(p, n, p, u, 1, p, x, p, 1, work);
  for (size_t i = 0; i < p * p; ++i) work[i] = -work[i];
  cvm_accumulate(n, p, p, u, p, 1, work, p, 1, x);
}

/* Townsend (2016): with X and Y the seeds of U and V, F[i][j] = 1 / (s[j]^2 - s[i]^2),
   U (F o (U'X - X'U)) S V' + U S (F o (V'Y - Y'V)) V' + U diag(w) V'
   + (1 - UU') X inverse(S) V' + U inverse(S) Y' (1 - VV'). */
void cvm_svd_adjoint(
    size_t n, size_t m, const double *result, const double *seed, double *out, double *work) {
  size_t p = n < m ? n : m;
  const double *u = result, *s = result + n * p, *v = s + p;
  const double *x = seed, *w = seed + n * p, *y = w + p;
  double *core = work, *ux = core + p * p, *vy = ux + p * p, *left = vy + p * p,
         *right = left + n * p, *room = right + (n < m ? m : n) * p;
  memset(work, 0, (3 * p * p + n * p) * sizeof(double));
  cvm_accumulate(p, n, p, u, 1, p, x, p, 1, ux);
  cvm_accumulate(p, m, p, v, 1, p, y, p, 1, vy);
  for (size_t i = 0; i < p; ++i)
    for (size_t j = 0; j < p; ++j) {
      double gap = (s[j] - s[i]) * (s[j] + s[i]);
      double f = i == j || gap == 0.0 ? 0.0 : 1.0 / gap;
      core[i * p + j] = f * (ux[i * p + j] - ux[j * p + i]) * s[j]
                        + s[i] * f * (vy[i * p + j] - vy[j * p + i]) + (i == j ? w[i] : 0.0);
    }
  cvm_accumulate(n, p, p, u, p, 1, core, p, 1, left);
  memcpy(right, x, n * p * sizeof(double));
  project_away(n, p, u, right, room);
  for (size_t i = 0; i < n * p; ++i)
    left[i] += s[i % p] > 0.0 ? right[i] / s[i % p] : 0.0;
  cvm_accumulate(n, p, m, left, p, 1, v, 1, p, out);
  memcpy(right, y, m * p * sizeof(double));
  project_away(m, p, v, right, room);
  for (size_t i = 0; i < m * p; ++i) right[i] = s[i % p] > 0.0 ? right[i] / s[i % p] : 0.0;
  cvm_accumulate(n, p, m, u, p, 1, right, 1, p, out);
}
