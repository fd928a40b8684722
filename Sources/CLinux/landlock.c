#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
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
#define ACCESS_EXECUTE (1ULL << 0)
#define ACCESS_READ_FILE (1ULL << 2)
#define ACCESS_READ_FOLDER (1ULL << 3)
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

static int allow(int ruleset, const char *path, uint64_t access) {
  int place = open(path, O_PATH | O_CLOEXEC);
  // What is not there needs no permission.
  if (place < 0) return errno == ENOENT ? 0 : -1;
  struct path_beneath rule = {.allowed_access = access, .parent_fd = place};
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
  return allow(ruleset, folder, ACCESS_READ_FILE);
}

static int allow_libraries(int ruleset) {
  if (allow_library_folder(ruleset, "getpid") < 0) return -1;
  // Where the loader looks up libraries that are not loaded yet.
  return allow(ruleset, "/etc/ld.so.cache", ACCESS_READ_FILE);
}

static int allow_program(int ruleset, const char *path, const char *const *folders) {
  if (allow(ruleset, path, ACCESS_READ_FILE | ACCESS_EXECUTE) < 0) return -1;
  // The kernel executes the loader, which loads the program.
  Dl_info loader;
  if (dladdr((void *)getauxval(AT_BASE), &loader) == 0 || loader.dli_fname == NULL) {
    errno = ENOENT;
    return -1;
  }
  if (allow(ruleset, loader.dli_fname, ACCESS_READ_FILE | ACCESS_EXECUTE) < 0) return -1;
  for (; *folders != NULL; folders++) {
    if (allow(ruleset, *folders, ACCESS_READ_FILE | ACCESS_READ_FOLDER) < 0) return -1;
  }
  return 0;
}

static int create_ruleset(void) {
  struct ruleset attributes = {.handled_access_fs = ACCESS_ALL};
  return (int)syscall(landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

// Applies the rules unless `answer`, that of making them, is a failure already.
static int enforce(int ruleset, int answer) {
  if (answer == 0) answer = (int)syscall(landlock_restrict_self, ruleset, 0);
  int fault = errno;
  close(ruleset);
  errno = fault;
  return answer < 0 ? -1 : 0;
}

int kurukan_restrict_files(void) {
  int ruleset = create_ruleset();
  if (ruleset < 0) return -1;
  int answer = allow_library_folder(ruleset, KURUKAN_RUNTIME_SYMBOL);
  if (answer == 0) answer = allow_libraries(ruleset);
  return enforce(ruleset, answer);
}

int kurukan_restrict_files_to_program(const char *path, const char *const *folders) {
  int ruleset = create_ruleset();
  if (ruleset < 0) return -1;
  int answer = allow_libraries(ruleset);
  if (answer == 0) answer = allow_program(ruleset, path, folders);
  return enforce(ruleset, answer);
}
