// Tries, while it is loaded, what no plugin may do, and tells in its title what came of it: `name=errno`, 0 where it
// succeeded.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CReportPlugin.h"

static char found[2048];
static char description[4096];

static void note(const char *name, long answer) {
  size_t length = strlen(found);
  snprintf(found + length, sizeof found - length, "%s=%d ", name, answer < 0 ? errno : 0);
}

static void *run_nothing(void *argument) { return argument; }

static long install_filter(void) {
  static struct sock_filter all[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  static struct sock_fprog program = {.len = 1, .filter = all};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

static long map(int flags, int file) {
  return mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, flags, file, 0) == MAP_FAILED ? -1 : 0;
}

static long pass_descriptor(void) {
  char byte = 0;
  struct iovec piece = {.iov_base = &byte, .iov_len = 1};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  return sendmsg(3, &message, 0);
}

static long start_thread(void) {
  pthread_t thread;
  int answer = pthread_create(&thread, NULL, run_nothing, NULL);
  errno = answer;
  return answer == 0 ? 0 : -1;
}

static void read_files(void) {
  signal(SIGXFSZ, SIG_IGN);
  note("file", open("/etc/hostname", O_RDONLY));
  note("folder", open("/etc", O_RDONLY | O_DIRECTORY));
  note("others", open("/proc/1/environ", O_RDONLY));
  note("environment", open("/proc/self/environ", O_RDONLY));
  note("write", open("/tmp/kurukan-fixture", O_WRONLY | O_CREAT, 0600));
  note("truncate", truncate("/tmp/kurukan-fixture", 0));
  note("rewrite", write(5, "x", 1));
}

__attribute__((constructor)) static void run_at_load(void) {
  read_files();
  note("filter", install_filter());
  note("privileges", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
  note("socket", socket(AF_INET, SOCK_STREAM, 0));
  note("descriptor", pass_descriptor());
  note("blocking", fcntl(3, F_SETFL, O_NONBLOCK));
  note("duplicate", fcntl(3, F_DUPFD, 10));
  note("shared", map(MAP_SHARED | MAP_ANONYMOUS, -1));
  note("sharedfile", map(MAP_SHARED, 5));
  note("segment", shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600));
  note("memoryfile", memfd_create("fixture", 0));
  note("thread", start_thread());
  note("fork", syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
  note("parent", getppid());
  note("signal", kill(1, 0));
  note("trace", ptrace(PTRACE_ATTACH, 1, NULL, NULL));
  struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
  note("limit", setrlimit(RLIMIT_DATA, &more));
}

static kurukan_bytes describe(void *context) {
  (void)context;
  int length = snprintf(
      description, sizeof description,
      "{\"id\":\"constructor\",\"version\":\"1.0.0\",\"donor\":{\"en\":\"Nobody\",\"fr\":\"Personne\"},"
      "\"title\":{\"en\":\"%s\",\"fr\":\"%s\"},"
      "\"reports\":[{\"id\":\"constructor/none\",\"title\":{\"en\":\"None\",\"fr\":\"Aucun\"},"
      "\"languages\":[\"fr\"],\"media\":[\"html\"],\"level\":\"public\","
      "\"parameters\":{\"type\":\"object\",\"properties\":{}},\"queries\":[]}]}",
      found, found);
  return (kurukan_bytes){.bytes = (const uint8_t *)description, .count = (size_t)length};
}

static int32_t compose(void *context, const kurukan_host *host, kurukan_bytes request) {
  (void)context;
  (void)host;
  (void)request;
  return 1;
}

static const kurukan_plugin table = {
    .size = sizeof(kurukan_plugin),
    .abi_version = KURUKAN_ABI_VERSION,
    .describe = describe,
    .compose = compose,
};

const kurukan_plugin *kurukan_plugin_FixtureConstructor(void);
const kurukan_plugin *kurukan_plugin_FixtureConstructor(void) { return &table; }
