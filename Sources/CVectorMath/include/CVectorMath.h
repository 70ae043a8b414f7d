/* Vector kernels over doubles, chosen once at run time for the machine's instruction set.

   Everything is computed on eight doubles at a time, whatever the width of the machine's vectors, so
   that all instruction sets give the same bits: reductions add element i to accumulator i mod 8, in
   order of i, and the eight by a fixed tree. Contraction is off; fused multiply-adds are written.
   What is computed on single numbers gets the bits it would get among eight. */
#ifndef C_VECTOR_MATH_H
#define C_VECTOR_MATH_H

#include <stddef.h>
#include <stdint.h>

#include "matrix_functions.h"
#include "scalar_functions.h"

/* What an operation computes. `a`, `b`, `c` are read and `d` is written. */
enum cvm_code {
  CVM_END, /* of a region */
  /* Memory. */
  CVM_COPY,        /* d[i] = a[i] for `size` numbers, once for a region */
  CVM_GATHER,      /* d[i] = a[index[i]], `a` a whole vector */
  CVM_SCATTER_ADD, /* d[index[i]] += a[i] in order of i, `size` zeros in d before */
  CVM_SEGMENT_ADD, /* the same run by run of equal positions: `index` has for each block where its runs
                      begin, then triples of first, end and position */
  CVM_CHAIN, /* sums over the paths of Markov chains, once for a region of no elements: see chain.inc */
  CVM_CALL, /* d[i] = function(size, the i-th of a, b, c and e) */
  CVM_MATRIX, /* a function of matrices, once for a region */
  /* Sums over all elements; eight copies of the result. */
  CVM_SUM,          /* d = sum of a */
  CVM_DOT,          /* d = sum of a * b */
  CVM_LOGISTIC_SUM, /* d = sum of log(1 + exp(a)), and e[i] = invLogit(a[i]) */
  /* Products with a column-major matrix of `size` columns, `stride` apart. */
  CVM_PRODUCT,            /* d = a b, `b` a whole vector */
  CVM_TRANSPOSED_PRODUCT, /* d = a' b, `d` a whole vector; `sums` has eight for each column */
  /* Arithmetic. */
  CVM_ADD, CVM_SUBTRACT, CVM_MULTIPLY, CVM_DIVIDE,
  CVM_NEGATE, CVM_SQUARE, CVM_RECIPROCAL, CVM_SQRT, CVM_ABS, CVM_FLOOR, CVM_SIGN,
  CVM_MULTIPLY_ADD,          /* a * b + c */
  CVM_MULTIPLY_SUBTRACT,     /* a * b - c */
  CVM_SUBTRACT_PRODUCT,      /* c - a * b */
  /* Comparison: 1 or 0. */
  CVM_LESS, CVM_LESS_EQUAL, CVM_EQUAL, CVM_AND, CVM_OR, CVM_NOT,
  CVM_SELECT, /* a != 0 ? b : c */
  /* Functions. */
  CVM_EXP, CVM_LOG, CVM_LOG1P, CVM_EXPM1, CVM_LOG1P_EXP, CVM_INV_LOGIT, CVM_TANH,
  CVM_LOG_POSITIVE, CVM_LOG1P_POSITIVE, CVM_RECIPROCAL_POSITIVE, /* -inf, -inf, 0 elsewhere */
  CVM_LOGISTIC_PAIR, /* d = log(1 + exp(a)) and e = invLogit(a) */
  CVM_POW, CVM_SIN, CVM_COS, CVM_TAN, CVM_ASIN, CVM_ACOS, CVM_ATAN, CVM_SINH, CVM_COSH,
  CVM_ASINH, CVM_ACOSH, CVM_ATANH,
  CVM_LGAMMA, CVM_DIGAMMA, CVM_TRIGAMMA, CVM_ERF, CVM_ERFC,
  CVM_LOG_PHI, CVM_LOG_PHI_SLOPE, CVM_LOG_BESSEL_I0, CVM_BESSEL_RATIO,
  CVM_LOG_RISING,   /* log Gamma(a + b) - log Gamma(a) */
  CVM_DIGAMMA_RISE, /* digamma(a + b) - digamma(a) */
  CVM_LOG_BETA,     /* log B(a, b) */
  CVM_LOG_CHOOSE,   /* log C(a, b) */
  CVM_CODE_COUNT
};

/* The number of elements a region computes before it goes on to the next ones. */
#define CVM_BLOCK 128

/* One operation. A vector in memory has room for a multiple of eight doubles; a single number stands
   there eight times. Masks are all ones or zero. */
typedef struct {
  int32_t code;
  int32_t is_partial; /* in a loop: whether only `n` numbers may be written to d, not whole eights */
  double *d;
  const double *a, *b, *c;
  double *e;
  const int32_t *index;
  double *sums;
  double (*function)(intptr_t which, const double *x);
  const cvm_matrix *matrix;
  size_t size;
  size_t stride;
  /* Ones where the pointer moves on with the blocks: vectors in memory, not a block's own. In a loop:
     how far it moves on with a step. */
  intptr_t d_block, a_block, b_block, c_block, e_block;
  /* Ones where it moves within a block: not for a number's copies. */
  intptr_t a_lane, b_lane, c_lane, e_lane;
  /* In a loop: how far `index` moves on with a step, and the number of elements. */
  intptr_t index_block;
  size_t n;
} cvm_op;

/* Operations that are run `count` times, the last of them CVM_END; all on single numbers or not. */
typedef struct {
  const cvm_op *ops;
  size_t count;
  int32_t is_scalar;
} cvm_phase;

/* What a solution is of: a differential equation by either method, a root, an integral. */
enum cvm_problem { CVM_DORMAND_PRINCE, CVM_RADAU, CVM_ROOT, CVM_INTEGRAL };

/* Why there is no solution. */
enum cvm_failure {
  CVM_TOO_MANY_STEPS = 1, CVM_STEP_TOO_SMALL, CVM_NOT_FINITE, CVM_TIMES_OUT_OF_ORDER, CVM_SINGULAR
};

/* What a column is along: an element of the initial state where this is not negative, else a number
   that the function reads, the start, or an end of an integral. */
enum cvm_column { CVM_NUMBER = -1, CVM_START = -2, CVM_LOWER = -3, CVM_UPPER = -4 };

/* The solution of an equation, plate by plate, with its derivatives along `columns`, of which the first
   `moving` are computed with it and the rest are those in the output times. */
typedef struct {
  int32_t problem;
  const cvm_op *ops; /* the function; on single numbers */
  size_t plates, times, size, columns, moving;
  size_t padded, width; /* `size` and `moving` as multiples of eight */
  /* For each plate `row_count` numbers: the start, the output times and the initial state; or the guess;
     or both ends; then what the function reads. */
  const double *rows;
  size_t row_count;
  double *row;       /* where the function reads its plate's */
  double *time;      /* where it reads the time, or an integral's variable */
  double *stage;     /* where it reads the state, which its columns follow */
  double *values;    /* what it writes: values, derivatives in the state and along columns */
  double *jacobian;
  double *partials;
  const int32_t *starts, *places; /* the derivatives of each row, and in what */
  const int32_t *initials;        /* a cvm_column for each that moves */
  double *result;                 /* the states of all plates; then each column's derivatives */
  double *status;                 /* a cvm_failure, or 0 */
  double *work;
  const double *constants; /* of the method */
  double relative, absolute;
  size_t max_steps;
} cvm_solution;

/* Operations over the same number of elements, in order, the last of them CVM_END; or the phases of a
   loop, in order, and the solution that they make ready. */
typedef struct {
  const cvm_op *ops;
  size_t n;
  const cvm_phase *phases;
  size_t phase_count;
  const cvm_solution *solution;
} cvm_region;

/* Numbers on their way between a vector of the caller's and memory. */
typedef struct {
  double *memory;
  size_t offset;
  size_t count;
  int32_t is_number; /* one number here, eight copies or `count` there */
} cvm_transfer;

/* A whole program. */
typedef struct {
  const cvm_transfer *inputs;
  size_t input_count;
  const cvm_region *regions;
  size_t region_count;
  const cvm_transfer *outputs;
  size_t output_count;
} cvm_program;

/* Reads `inputs` from `x`, runs all regions, writes `outputs` to `y`. */
typedef void (*cvm_run_function)(const cvm_program *program, const double *x, double *y);

/* The first part of a leapfrog step: p_out = p + half g, x_out = x + step metric p_out. This and the
   next three take lengths that are multiples of eight, with zeros beyond a vector's end. */
typedef void (*cvm_kick_drift_function)(
    size_t n, double half, double step, const double *metric, const double *x, const double *p,
    const double *g, double *x_out, double *p_out);

/* The last part: p += half g; gives the sum of metric p^2. */
typedef double (*cvm_kick_function)(
    size_t n, double half, const double *metric, const double *g, double *p);

/* products = (y - x)'p, (y - x)'q. */
typedef void (*cvm_span_function)(
    size_t n, const double *x, const double *p, const double *y, const double *q,
    double *products);

/* What a few directions add to a metric: x += step surplus_j d_j (d_j'p) for each of them, where there
   is an x; gives the sum of surplus_j (d_j'p)^2. */
typedef double (*cvm_stretch_function)(
    size_t n, size_t rank, double step, const double *directions, const double *surplus,
    const double *p, double *x);

/* The kernels of one instruction set. */
typedef struct {
  cvm_run_function run;
  cvm_kick_drift_function kick_drift;
  cvm_kick_function kick;
  cvm_span_function span;
  cvm_stretch_function stretch;
  cvm_matrix_function matrix;
  const char *name;
} cvm_table;

/* The best table for this machine. */
const cvm_table *cvm_best(void);
/* The table that needs nothing beyond the architecture's baseline. */
const cvm_table *cvm_portable(void);
/* The name of a code, for listings. */
const char *cvm_code_name(int32_t code);

#endif
