#define _GNU_SOURCE
#include "CVectorMath.h"

#include <math.h>

#include "scalar_functions.h"

#pragma clang fp contract(off)

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

#define NAME(x) JOIN(portable_, x)
#include "elementary.inc"
#include "group.inc"
#include "products.inc"
#undef NAME
#undef CVM_INLINE

static const cvm_table portable = {portable_group, portable_gemv, portable_gemvt, "portable"};

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(x) JOIN(avx2_, x)
#include "elementary.inc"
#include "group.inc"
#include "products.inc"
#undef NAME
#undef CVM_INLINE
#pragma clang attribute pop

static const cvm_table avx2 = {avx2_group, avx2_gemv, avx2_gemvt, "avx2"};
#endif

const cvm_table *cvm_portable(void) { return &portable; }

const cvm_table *cvm_best(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &avx2;
#endif
  return &portable;
}
