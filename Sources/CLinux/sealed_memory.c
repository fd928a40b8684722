// Swift's Glibc module does not offer memfd_create(2).
#define _GNU_SOURCE
#include "kurukan_sealed_memory.h"

#include <fcntl.h>
#include <sys/mman.h>

int kurukan_memory_file_create(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }

int kurukan_memory_file_seal(int file) {
  return fcntl(file, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}
