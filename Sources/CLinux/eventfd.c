// Swift's Glibc module does not offer <sys/eventfd.h>.
#include "kurukan_eventfd.h"

#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int kurukan_eventfd_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void kurukan_eventfd_signal(int descriptor) {
  uint64_t one = 1;
  ssize_t written;
  // EAGAIN means that the counter is full, so the descriptor is readable already.
  do {
    written = write(descriptor, &one, sizeof one);
  } while (written < 0 && errno == EINTR);
}

void kurukan_eventfd_clear(int descriptor) {
  uint64_t count;
  ssize_t got;
  do {
    got = read(descriptor, &count, sizeof count);
  } while (got < 0 && errno == EINTR);
}
