#define _GNU_SOURCE
#include "CVectorMath.h"

#include <float.h>
#include <math.h>

#pragma clang fp contract(off)
#pragma clang diagnostic ignored "-Wpsabi"
#pragma clang diagnostic ignored "-Wgnu-label-as-value"

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

#define CVM_INLINE static inline __attribute__((always_inline))
#define V NAME(v)
#define L NAME(l)
#define ALL(x) ((V)(x))
#define FMA(a, b, c) __builtin_elementwise_fma((V)(a), (V)(b), (V)(c))

#include "operations.inc"

#define INSTRUCTIONS portable
#include "kernels.inc"

static const cvm_table portable = {
    portable_run, portable_kick_drift, portable_kick, portable_span, portable_stretch,
    portable_matrix, "portable"};

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define INSTRUCTIONS avx2
#include "kernels.inc"
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl"))), apply_to = function)
#define INSTRUCTIONS avx512
#include "kernels.inc"
#pragma clang attribute pop

static const cvm_table avx2 = {
    avx2_run, avx2_kick_drift, avx2_kick, avx2_span, avx2_stretch, avx2_matrix, "avx2"};
static const cvm_table avx512 = {
    avx512_run, avx512_kick_drift, avx512_kick, avx512_span, avx512_stretch, avx512_matrix,
    "avx512"};
#endif

const cvm_table *cvm_portable(void) { return &portable; }

const cvm_table *cvm_best(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl"))
    return &avx512;
  if (has_avx2) return &avx2;
#endif
  return &portable;
}

const char *cvm_code_name(int32_t code) {
  static const char *const names[] = {
      "end", "copy", "gather", "scatterAdd", "segmentAdd", "chain", "call", "matrix", "sum", "dot",
      "logisticSum",
      "product", "transposedProduct", "add", "subtract", "multiply", "divide", "negate", "square",
      "reciprocal", "sqrt", "abs", "floor", "sign", "multiplyAdd", "multiplySubtract",
      "subtractProduct", "less", "lessOrEqual", "equal", "and", "or", "not", "select", "exp",
      "log", "log1p", "expm1", "log1pExp", "invLogit", "tanh", "logPositive",
      "log1pPositive", "reciprocalPositive", "logisticPair", "pow", "sin",
      "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "asinh", "acosh", "atanh", "logGamma",
      "digamma", "trigamma", "erf", "erfc", "logPhi", "logPhiSlope", "logBesselI0", "besselRatio",
      "logRising", "digammaRise", "logBeta", "logChoose"};
  _Static_assert(sizeof names / sizeof *names == CVM_CODE_COUNT, "a name for every code");
  return code >= 0 && code < CVM_CODE_COUNT ? names[code] : "none";
}
