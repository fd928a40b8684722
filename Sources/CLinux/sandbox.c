#define _GNU_SOURCE
#include "kurukan_sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "confinement.h"

int kurukan_hide_process(void) {
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) < 0) return -1;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// When memory runs out, a report is worth less than the server and its database. It can be asked for again.
static int offer_to_go_first(void) {
  static const char score[] = "1000";
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t written = write(file, score, sizeof score - 1);
  int fault = errno;
  close(file);
  errno = fault;
  return written < 0 ? -1 : 0;
}

static int begin(void) {
  // Before the process is hidden: its own files in /proc are root's from then on.
  if (offer_to_go_first() < 0) return -1;
  if (kurukan_hide_process() < 0) return -1;
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// Whether files are to be restricted: 1 or 0, or -1 where that is wanted and the kernel cannot.
static int wants_landlock(int without_landlock) {
  if (kurukan_landlock_version() > 0) return 1;
  if (without_landlock) return 0;
  errno = ENOSYS;
  return -1;
}

int kurukan_sandbox_enter(int without_landlock) {
  if (begin() < 0) return -1;
  int restricts_files = wants_landlock(without_landlock);
  if (restricts_files < 0) return -1;
  if (restricts_files && kurukan_restrict_files() < 0) return -1;
  return kurukan_restrict_calls();
}

int kurukan_sandbox_execute(const char *path, const char *const *arguments, const char *const *environment,
                            const char *const *folders, int without_landlock) {
  if (begin() < 0) return -1;
  int restricts_files = wants_landlock(without_landlock);
  if (restricts_files < 0) return -1;
  if (restricts_files && kurukan_restrict_files_to_program(path, folders) < 0) return -1;
  if (kurukan_restrict_calls_of_program(path) < 0) return -1;
  return execve(path, (char *const *)arguments, (char *const *)environment);
}
