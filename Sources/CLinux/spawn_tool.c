// Swift's Glibc module offers neither closing all other descriptors nor a new session.
#define _GNU_SOURCE
#include "kurukan_spawn_tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

static int add_files(posix_spawn_file_actions_t *actions, const int descriptors[4]) {
  int fault = 0;
  for (int number = 0; number < 3 && fault == 0; number++) {
    fault = descriptors[number] >= 0
                ? posix_spawn_file_actions_adddup2(actions, descriptors[number], number)
                : posix_spawn_file_actions_addopen(actions, number, "/dev/null", number == 0 ? O_RDONLY : O_WRONLY, 0);
  }
  if (fault == 0 && descriptors[3] >= 0) fault = posix_spawn_file_actions_adddup2(actions, descriptors[3], 3);
  if (fault == 0) fault = posix_spawn_file_actions_addclosefrom_np(actions, descriptors[3] >= 0 ? 4 : 3);
  return fault;
}

pid_t kurukan_spawn_tool(const char *path, char *const *arguments, char *const *environment,
                         const int descriptors[4]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int fault = posix_spawn_file_actions_init(&actions);
  if (fault != 0) {
    errno = fault;
    return -1;
  }
  fault = posix_spawnattr_init(&attributes);
  if (fault != 0) {
    posix_spawn_file_actions_destroy(&actions);
    errno = fault;
    return -1;
  }
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  pid_t process = -1;
  fault = add_files(&actions, descriptors);
  if (fault == 0) fault = posix_spawn(&process, path, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (fault == 0) return process;
  errno = fault;
  return -1;
}

int kurukan_await_end(pid_t process) {
  siginfo_t ended;
  int result;
  do {
    result = waitid(P_PID, (id_t)process, &ended, WEXITED | WNOWAIT);
  } while (result < 0 && errno == EINTR);
  return result;
}
