// Ends its process before anybody could look at it, and tries what a constructor must not be able to do.
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

__attribute__((constructor)) static void run_at_load(void) {
  fprintf(stderr, "constructor: socket %d\n", socket(AF_INET, SOCK_STREAM, 0));
  abort();
}
