#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "confinement.h"
#include "kurukan_libraries.h"
#include "kurukan_sandbox.h"

// Headers of the build machine may be older than the kernel, so what is used of landlock(7), whose first version
// suffices, is spelled out here. The numbers are the same on all architectures.
enum {
  landlock_create_ruleset = 444,
  landlock_add_rule = 445,
  landlock_restrict_self = 446,
  create_ruleset_version = 1,
  rule_path_beneath = 1,
};
#define ACCESS_READ_FILE (1ULL << 2)
// Execute, write, read, list, remove and make, everything that version 1 knows.
#define ACCESS_ALL ((1ULL << 13) - 1)

struct ruleset {
  uint64_t handled_access_fs;
};

struct path_beneath {
  uint64_t allowed_access;
  int32_t parent_fd;
} __attribute__((packed));

int kurukan_landlock_version(void) {
  long version = syscall(landlock_create_ruleset, NULL, 0, create_ruleset_version);
  return version < 0 ? 0 : (int)version;
}

static int allow_reading(int ruleset, const char *path) {
  int place = open(path, O_PATH | O_CLOEXEC);
  // What is not there needs no permission.
  if (place < 0) return errno == ENOENT ? 0 : -1;
  struct path_beneath rule = {.allowed_access = ACCESS_READ_FILE, .parent_fd = place};
  long answer = syscall(landlock_add_rule, ruleset, rule_path_beneath, &rule, 0);
  int fault = errno;
  close(place);
  errno = fault;
  return answer < 0 ? -1 : 0;
}

// The folder of the shared library that defines `symbol`.
static int allow_library_folder(int ruleset, const char *symbol) {
  char folder[PATH_MAX];
  if (kurukan_library_folder(symbol, folder, sizeof folder) < 0) return -1;
  return allow_reading(ruleset, folder);
}

static int allow_libraries(int ruleset) {
  if (allow_library_folder(ruleset, KURUKAN_RUNTIME_SYMBOL) < 0) return -1;
  if (allow_library_folder(ruleset, "getpid") < 0) return -1;
  // Where the loader looks up libraries that are not loaded yet.
  return allow_reading(ruleset, "/etc/ld.so.cache");
}

int kurukan_restrict_files(void) {
  struct ruleset attributes = {.handled_access_fs = ACCESS_ALL};
  int ruleset = (int)syscall(landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (ruleset < 0) return -1;
  int answer = allow_libraries(ruleset);
  if (answer == 0) answer = (int)syscall(landlock_restrict_self, ruleset, 0);
  int fault = errno;
  close(ruleset);
  errno = fault;
  return answer < 0 ? -1 : 0;
}
