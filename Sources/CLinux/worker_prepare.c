#include "kurukan_worker_protocol.h"

#include <signal.h>
#include <stdio.h>

void kurukan_worker_prepare(void) {
  (void)signal(SIGPIPE, SIG_IGN);
  (void)setvbuf(stdout, NULL, _IOLBF, 0);
}
