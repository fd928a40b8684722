// Says in its stamp that it is of another contract, and ends its process if it is loaded all the same.
#include <stdlib.h>

__attribute__((section(".kurukan.stamp"), used)) static const char stamp[] = "abi=9 swift=Clang 3.0";

__attribute__((constructor)) static void run_at_load(void) { abort(); }
