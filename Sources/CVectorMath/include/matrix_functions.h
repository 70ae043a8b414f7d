/* Functions of dense matrices and their adjoints, each one operation.

   Matrices are row-major. Of a symmetric matrix the lower triangle is read, of a triangular one the
   lower triangle; adjoints of what is not read are zero, so that the adjoint of an element below the
   diagonal of a symmetric matrix is that of both. What cannot be computed (a matrix that is not
   positive definite, say) is NaN. Nothing is allocated: the caller gives the work space. */
#ifndef CVM_MATRIX_FUNCTIONS_H
#define CVM_MATRIX_FUNCTIONS_H

#include <stddef.h>
#include <stdint.h>

/* Inputs and results; n, m and p are the sizes of a shape. */
enum cvm_matrix_code {
  CVM_CHOLESKY,              /* A: n n. L: n n with A = L L' */
  CVM_SOLVE_LOWER,           /* L: n n, B: n m. inverse(L) B */
  CVM_SOLVE_LOWER_TRANSPOSED, /* L: n n, B: n m. inverse(L') B */
  CVM_QUADRATIC,             /* A: n n, x: n, y: n. (x - y)' inverse(A) (x - y), log det(A) / 2 */
  CVM_QUADRATIC_CHOLESKY,    /* the same of A = L L', given L */
  CVM_QUADRATIC_PRECISION,   /* L: n n, x: n, y: n. |L' (x - y)|^2, log det(L) */
  CVM_TIMES,                 /* A: n m, B: m p. A B */
  CVM_SOLVE,                 /* A: n n, B: n m. inverse(A) B */
  CVM_INVERSE,               /* A: n n. inverse(A) */
  CVM_LOG_DETERMINANT,       /* A: n n. log |det(A)|, the sign of det(A) */
  CVM_EIGEN_SYM,             /* A: n n. n values in ascending order, n n vectors in columns */
  CVM_QR,                    /* A: n m, n >= m. Q: n m, R: m m, its diagonal not negative */
  CVM_SVD,                   /* A: n m, p the smaller. U: n p, p values in descending order, V: m p */
  CVM_MATRIX_EXP             /* A: n n. exp(A) */
};

/* What is computed, for how many matrices. Where there are several, each element of an input stands
   there once for every one of them, next to each other, but for inputs that all share. */
typedef struct {
  int32_t code;
  int32_t is_adjoint;
  int32_t shared; /* bits: which inputs are the same for all */
  int32_t active; /* bits: which inputs' adjoints are wanted */
  size_t n, m, p;
  size_t batch;
  double *work;
} cvm_matrix;

/* How many numbers input `k` has, for one of the batch; 0 for inputs there are not. */
size_t cvm_matrix_input(const cvm_matrix *shape, int k);
/* How many numbers the result has, for one of the batch. */
size_t cvm_matrix_result(const cvm_matrix *shape);
/* How many numbers more its adjoint wants kept: they stand behind all results. */
size_t cvm_matrix_kept(const cvm_matrix *shape);
/* How many numbers of work space it takes, its adjoint or not. */
size_t cvm_matrix_work(const cvm_matrix *shape);

/* The value at inputs a, b, c: results and what is kept go to d. The adjoint: a and b are the first two
   inputs, c is the value with what was kept and e the adjoint of the results; the adjoints of active
   inputs go to d, one after the other, summed over the batch where an input is shared. */
typedef void (*cvm_matrix_function)(
    const cvm_matrix *shape, double *d, const double *a, const double *b, const double *c,
    const double *e);

/* The functions without vector kernels of their own, for one of a batch. Adjoints are added. */
void cvm_decompose(
    const cvm_matrix *shape, const double *const *in, double *result, double *kept, double *work);
void cvm_decompose_adjoint(
    const cvm_matrix *shape, const double *const *in, const double *result, const double *kept,
    const double *seed, double *const *out, double *work);

#endif
