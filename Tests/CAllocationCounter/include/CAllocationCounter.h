#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/* Whether allocations are counted here: by taking the place of glibc's own functions. */
bool allocations_are_counted(void);

/* How often this thread has asked for memory. */
uint64_t allocation_count(void);

#endif
