/* Vector kernels over doubles, chosen once at run time for the machine's instruction set. */
#ifndef C_VECTOR_MATH_H
#define C_VECTOR_MATH_H

#include <stddef.h>
#include <stdint.h>

#endif
