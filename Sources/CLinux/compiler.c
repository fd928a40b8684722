#include "kurukan_compiler.h"

const char *kurukan_compiler(void) { return __VERSION__; }
