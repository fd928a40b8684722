#define _GNU_SOURCE
#include "kurukan_libraries.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

int kurukan_library_folder(const char *symbol, char *folder, size_t capacity) {
  Dl_info library;
  void *address = dlsym(RTLD_DEFAULT, symbol);
  const char *end = NULL;
  if (address != NULL && dladdr(address, &library) != 0 && library.dli_fname != NULL) {
    end = strrchr(library.dli_fname, '/');
  }
  if (end == NULL) {
    errno = ENOENT;
    return -1;
  }
  size_t length = (size_t)(end - library.dli_fname);
  if (length >= capacity) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(folder, library.dli_fname, length);
  folder[length] = 0;
  return 0;
}
