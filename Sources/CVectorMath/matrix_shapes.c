#include "matrix_functions.h"

static size_t padded(size_t n) { return (n + 7) & ~(size_t)7; }

static size_t smaller(size_t n, size_t m) { return n < m ? n : m; }

size_t cvm_matrix_input(const cvm_matrix *shape, int k) {
  size_t n = shape->n, m = shape->m, p = shape->p;
  switch (shape->code) {
  case CVM_CHOLESKY: case CVM_INVERSE: case CVM_LOG_DETERMINANT: case CVM_EIGEN_SYM:
  case CVM_MATRIX_EXP:
    return k == 0 ? n * n : 0;
  case CVM_SOLVE_LOWER: case CVM_SOLVE_LOWER_TRANSPOSED: case CVM_SOLVE:
    return k == 0 ? n * n : k == 1 ? n * m : 0;
  case CVM_QUADRATIC: case CVM_QUADRATIC_CHOLESKY: case CVM_QUADRATIC_PRECISION:
    return k == 0 ? n * n : n;
  case CVM_TIMES: return k == 0 ? n * m : k == 1 ? m * p : 0;
  case CVM_QR: case CVM_SVD: return k == 0 ? n * m : 0;
  default: return 0;
  }
}

size_t cvm_matrix_result(const cvm_matrix *shape) {
  size_t n = shape->n, m = shape->m, p = shape->p;
  switch (shape->code) {
  case CVM_CHOLESKY: case CVM_INVERSE: case CVM_MATRIX_EXP: return n * n;
  case CVM_SOLVE_LOWER: case CVM_SOLVE_LOWER_TRANSPOSED: case CVM_SOLVE: return n * m;
  case CVM_QUADRATIC: case CVM_QUADRATIC_CHOLESKY: case CVM_QUADRATIC_PRECISION:
  case CVM_LOG_DETERMINANT:
    return 2;
  case CVM_TIMES: return n * p;
  case CVM_EIGEN_SYM: return n + n * n;
  case CVM_QR: return n * m + m * m;
  case CVM_SVD: return (n + m + 1) * smaller(n, m);
  default: return 0;
  }
}

size_t cvm_matrix_kept(const cvm_matrix *shape) {
  size_t n = shape->n, s = padded(n);
  switch (shape->code) {
  case CVM_QUADRATIC: return s + s * s;
  case CVM_QUADRATIC_CHOLESKY: return n;
  case CVM_QUADRATIC_PRECISION: return 2 * n;
  case CVM_SOLVE: case CVM_LOG_DETERMINANT: return n * n + n;
  default: return 0;
  }
}

/* What a function takes for one of a batch. */
static size_t own_work(const cvm_matrix *shape) {
  size_t n = shape->n, m = shape->m, s = padded(n);
  switch (shape->code) {
  case CVM_CHOLESKY: return 2 * s * s;
  case CVM_SOLVE_LOWER: case CVM_SOLVE_LOWER_TRANSPOSED: return n * m;
  case CVM_QUADRATIC: return s + s * s;
  case CVM_QUADRATIC_CHOLESKY: case CVM_QUADRATIC_PRECISION: return n;
  case CVM_SOLVE: return n * m + n;
  case CVM_INVERSE: case CVM_LOG_DETERMINANT: return 2 * n * n + 2 * n;
  case CVM_EIGEN_SYM: return 3 * n * n;
  case CVM_QR: return n * m + 2 * m * m + 2 * n;
  case CVM_SVD: return 6 * (n + m) * (n + m);
  case CVM_MATRIX_EXP: return 9 * 4 * n * n + 2 * n;
  default: return 0;
  }
}

size_t cvm_matrix_work(const cvm_matrix *shape) {
  size_t inputs = 0;
  for (int k = 0; k < 3; ++k) inputs += cvm_matrix_input(shape, k);
  return own_work(shape) + 2 * (inputs + cvm_matrix_result(shape)) + 8;
}
