/* Vector kernels over doubles, chosen once at run time for the machine's instruction set.

   Reductions have one shape whatever the width of a vector: element i goes to accumulator i mod 8,
   in order of i, and the eight are added by a fixed tree. The scalar form of a function is one lane
   of its vector form: the source is the same. Contraction is off; fused multiply-adds are written. */
#ifndef C_VECTOR_MATH_H
#define C_VECTOR_MATH_H

#include <stddef.h>
#include <stdint.h>

/* What an operation of a group does. `a`, `b`, `c` and `dst` are slots of the group. */
enum cvm_code {
  /* Memory to slot. */
  CVM_LOAD,      /* dst[i] = base[i] */
  CVM_BROADCAST, /* dst[i] = base[0], once for all blocks */
  CVM_CONSTANT,  /* dst[i] = value, once for all blocks */
  CVM_GATHER,    /* dst[i] = base[index[i]] */
  /* Slot to memory. */
  CVM_STORE,       /* base[i] = a[i] */
  CVM_SCATTER_ADD, /* base[index[i]] += a[i], in order of i */
  CVM_SUM,         /* base[0] = sum of a */
  CVM_DOT,         /* base[0] = sum of a * b */
  /* Arithmetic. */
  CVM_ADD, CVM_SUBTRACT, CVM_MULTIPLY, CVM_DIVIDE,
  CVM_NEGATE, CVM_SQUARE, CVM_RECIPROCAL, CVM_SQRT, CVM_ABS, CVM_FLOOR, CVM_SIGN,
  CVM_MULTIPLY_ADD, /* a * b + c */
  /* Comparison: 1 or 0. */
  CVM_LESS, CVM_LESS_EQUAL, CVM_EQUAL, CVM_AND, CVM_OR, CVM_NOT,
  CVM_SELECT, /* a != 0 ? b : c */
  /* Functions. */
  CVM_EXP, CVM_LOG, CVM_LOG1P, CVM_EXPM1, CVM_LOG1P_EXP, CVM_INV_LOGIT, CVM_TANH,
  CVM_POW, CVM_SIN, CVM_COS, CVM_TAN, CVM_ASIN, CVM_ACOS, CVM_ATAN, CVM_SINH, CVM_COSH,
  CVM_ASINH, CVM_ACOSH, CVM_ATANH,
  CVM_LGAMMA, CVM_DIGAMMA, CVM_TRIGAMMA, CVM_ERF, CVM_ERFC,
  CVM_LOG_PHI, CVM_LOG_PHI_SLOPE, CVM_LOG_BESSEL_I0, CVM_BESSEL_RATIO,
  CVM_CODE_COUNT
};

/* One operation of a group. */
typedef struct {
  int32_t code;
  int32_t dst;
  int32_t a, b, c;
  /* Which of the base pointers memory operations start from, and how far behind it. */
  int32_t base;
  int64_t offset;
  double value;
  const int32_t *index;
} cvm_op;

/* The number of elements a slot holds. */
#define CVM_BLOCK 128

/* Runs a straight-line program over `n` elements, block by block. Slots stand in `scratch` (slots *
   CVM_BLOCK doubles, 64-byte aligned), eight accumulators for each sum in `sums`. Operations stand in
   the order: broadcasts and constants (`setup` of them), then the rest. */
typedef void (*cvm_group_function)(
    const cvm_op *ops, int32_t setup, int32_t count, double *const *bases, double *scratch,
    double *sums, size_t n);

/* y = X b for column-major X with `stride` doubles from column to column. */
typedef void (*cvm_gemv_function)(
    const double *x, size_t stride, size_t rows, size_t columns, const double *b, double *y);

/* g = X' r for the same X. */
typedef void (*cvm_gemvt_function)(
    const double *x, size_t stride, size_t rows, size_t columns, const double *r, double *g);

/* The kernels of one instruction set. */
typedef struct {
  cvm_group_function group;
  cvm_gemv_function gemv;
  cvm_gemvt_function gemvt;
  const char *name;
} cvm_table;

/* The best table for this machine. */
const cvm_table *cvm_best(void);
/* The table that needs nothing beyond the architecture's baseline. */
const cvm_table *cvm_portable(void);

#endif
