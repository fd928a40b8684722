#define _GNU_SOURCE
#include "kurukan_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

// Only async-signal-safe calls between fork and exec: the caller has many threads.
static void execute(const char *path, char *const *arguments, char *const *environment, const char *folder, int output,
                    int *report) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);

  if (setsid() < 0) return;
  int empty = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (empty < 0) return;
  // Out of the way of 0, 1 and 2, which are replaced now.
  int saved = fcntl(*report, F_DUPFD_CLOEXEC, 3);
  int out = fcntl(output, F_DUPFD_CLOEXEC, 3);
  if (saved < 0 || out < 0) return;
  *report = saved;
  if (dup2(empty, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) return;
  if (saved != 3) {
    if (dup3(saved, 3, O_CLOEXEC) < 0) return;
    *report = 3;
  }
  if (close_range(4, ~0U, 0) < 0) return;
  if (chdir(folder) < 0) return;
  execve(path, arguments, environment);
}

pid_t kurukan_spawn(const char *path, char *const *arguments, char *const *environment, const char *folder,
                    int output) {
  // The child writes its errno here; end of file, by close-on-exec, means that the program runs.
  int report[2];
  if (pipe2(report, O_CLOEXEC) < 0) return -1;
  // Nobody's signal handler may run in the child before it has the standard ones.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t child = fork();
  if (child == 0) {
    execute(path, arguments, environment, folder, output, &report[1]);
    int fault = errno;
    (void)!write(report[1], &fault, sizeof fault);
    _exit(127);
  }
  int fault = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (child > 0) {
    ssize_t got;
    do {
      got = read(report[0], &fault, sizeof fault);
    } while (got < 0 && errno == EINTR);
    if (got == sizeof fault) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
      child = -1;
    }
  }
  close(report[0]);
  if (child < 0) errno = fault;
  return child;
}
