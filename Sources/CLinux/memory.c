#include "kurukan_memory.h"

#include <malloc.h>

void kurukan_return_memory(void) { malloc_trim(0); }
