#define _GNU_SOURCE
#include "call_filter.h"
#include "confinement.h"

int kurukan_restrict_calls(void) {
  struct sock_filter filter[] = {
      CHECK_ARCHITECTURE,
      COMPUTING_CALLS,
      // Memory that its limits count: shared memory is in nobody's. There is no call that makes a second thread.
      ALLOW_WITHOUT(mmap, 3, MAP_SHARED),
      REFUSE,
  };
  return INSTALL(filter);
}
