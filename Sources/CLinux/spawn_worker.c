#define _GNU_SOURCE
#include "kurukan_spawn_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  control_in_worker = 3,
  output_in_worker = 4,
  plugin_in_worker = 5,
  // Above every number that is laid out for the worker.
  first_free_descriptor = 16,
  child_stack_bytes = 64 * 1024,
};

// Shared with the child, which runs in the caller's memory until it executes the program.
struct order {
  const char *path;
  char *const *arguments;
  char *const *environment;
  const kurukan_worker_limits *limits;
  pid_t parent;
  int control;
  int output;
  int errors;
  int plugin;
  int fault;
};

static int set_limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit limit = {.rlim_cur = soft, .rlim_max = hard};
  return setrlimit(resource, &limit);
}

static int apply_limits(const kurukan_worker_limits *limits) {
  if (set_limit(RLIMIT_AS, limits->address_space_bytes, limits->address_space_bytes) < 0) return -1;
  if (set_limit(RLIMIT_DATA, limits->data_bytes, limits->data_bytes) < 0) return -1;
  if (set_limit(RLIMIT_CPU, limits->processor_seconds, limits->processor_seconds + 1) < 0) return -1;
  if (set_limit(RLIMIT_NOFILE, limits->open_files, limits->open_files) < 0) return -1;
  if (set_limit(RLIMIT_FSIZE, 0, 0) < 0) return -1;
  return set_limit(RLIMIT_CORE, 0, 0);
}

static int lay_out_descriptors(const struct order *order) {
  int empty = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (empty < 0) return -1;
  // The sources first move out of the way of the numbers that are about to be replaced.
  int control = fcntl(order->control, F_DUPFD_CLOEXEC, first_free_descriptor);
  int output = fcntl(order->output, F_DUPFD_CLOEXEC, first_free_descriptor);
  int errors = fcntl(order->errors, F_DUPFD_CLOEXEC, first_free_descriptor);
  int input = fcntl(empty, F_DUPFD_CLOEXEC, first_free_descriptor);
  if (control < 0 || output < 0 || errors < 0 || input < 0) return -1;
  if (dup2(input, 0) < 0 || dup2(errors, 1) < 0 || dup2(errors, 2) < 0) return -1;
  int last = output_in_worker;
  int plugin = -1;
  if (order->plugin >= 0) {
    plugin = fcntl(order->plugin, F_DUPFD_CLOEXEC, first_free_descriptor);
    if (plugin < 0) return -1;
    last = plugin_in_worker;
  }
  if (dup2(control, control_in_worker) < 0 || dup2(output, output_in_worker) < 0) return -1;
  if (plugin >= 0 && dup2(plugin, plugin_in_worker) < 0) return -1;
  return close_range(last + 1, ~0U, 0);
}

static int run_child(void *argument) {
  struct order *order = argument;
  struct sigaction standard = {.sa_handler = SIG_DFL};
  // The C library keeps two signals for itself and refuses those; that is no fault.
  for (int number = 1; number < NSIG; number++) (void)sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);

  if (setsid() < 0) goto failed;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) goto failed;
  // A parent that ended before the line above sends no signal any more.
  if (getppid() != order->parent) {
    errno = ESRCH;
    goto failed;
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) goto failed;
  if (lay_out_descriptors(order) < 0) goto failed;
  if (chdir("/") < 0) goto failed;
  if (apply_limits(order->limits) < 0) goto failed;
  if (sigprocmask(SIG_SETMASK, &none, NULL) < 0) goto failed;
  execve(order->path, order->arguments, order->environment);
failed:
  order->fault = errno;
  _exit(127);
}

static void close_if_open(int descriptor) {
  if (descriptor >= 0) (void)close(descriptor);
}

static int open_channels(int control[2], int output[2], int errors[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control) < 0) return -1;
  if (pipe2(output, O_CLOEXEC) < 0 || pipe2(errors, O_CLOEXEC) < 0) return -1;
  // Only the caller's ends: the flag belongs to each end of its own.
  int own[3] = {control[0], output[0], errors[0]};
  for (int index = 0; index < 3; index++) {
    if (fcntl(own[index], F_SETFL, O_NONBLOCK) < 0) return -1;
  }
  return 0;
}

static pid_t start(struct order *order, int *process_descriptor) {
  char *stack = malloc(child_stack_bytes);
  if (stack == NULL) return -1;
  sigset_t all, before;
  sigfillset(&all);
  // No handler of ours may run in the child, which shares this memory.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  uintptr_t top = ((uintptr_t)stack + child_stack_bytes) & ~(uintptr_t)63;
  // As vfork(2), with a stack of its own and a descriptor of the process, both without a race.
  pid_t child = clone(run_child, (void *)top, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, order,
                      process_descriptor);
  int fault = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  free(stack);
  if (child > 0 && order->fault != 0) {
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
    close_if_open(*process_descriptor);
    *process_descriptor = -1;
    fault = order->fault;
    child = -1;
  }
  if (child < 0) errno = fault;
  return child;
}

int kurukan_spawn_worker(const char *path, const char *const *arguments, const char *const *environment, int plugin,
                         const kurukan_worker_limits *limits, kurukan_worker_process *worker) {
  int control[2] = {-1, -1}, output[2] = {-1, -1}, errors[2] = {-1, -1};
  int process_descriptor = -1;
  pid_t child = -1;
  if (open_channels(control, output, errors) == 0) {
    struct order order = {
        .path = path,
        .arguments = (char *const *)arguments,
        .environment = (char *const *)environment,
        .limits = limits,
        .parent = getpid(),
        .control = control[1],
        .output = output[1],
        .errors = errors[1],
        .plugin = plugin,
    };
    child = start(&order, &process_descriptor);
  }
  int fault = errno;
  close_if_open(control[1]);
  close_if_open(output[1]);
  close_if_open(errors[1]);
  if (child < 0) {
    close_if_open(control[0]);
    close_if_open(output[0]);
    close_if_open(errors[0]);
    errno = fault;
    return -1;
  }
  (void)fcntl(process_descriptor, F_SETFL, O_NONBLOCK);
  *worker = (kurukan_worker_process){
      .process = child,
      .process_descriptor = process_descriptor,
      .control = control[0],
      .output = output[0],
      .errors = errors[0],
  };
  return 0;
}

int kurukan_collect_worker(pid_t process, int *status) {
  // The leader may have left others of its group behind. Nobody is left to kill: no fault.
  (void)kill(-process, SIGKILL);
  pid_t collected;
  do {
    collected = waitpid(process, status, WNOHANG);
  } while (collected < 0 && errno == EINTR);
  if (collected < 0) return -1;
  return collected == process ? 1 : 0;
}
