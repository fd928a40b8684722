#define _GNU_SOURCE
#include "kurukan_sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "The system call filter knows x86_64 and aarch64 only."
#endif

// The low half of an argument stands first on both architectures, which are little-endian.
#define LOW_HALF(index) (offsetof(struct seccomp_data, args) + 8 * (index))
#define HIGH_HALF(index) (LOW_HALF(index) + 4)

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (offset))
#define LOAD_NUMBER LOAD(offsetof(struct seccomp_data, nr))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define SKIP_UNLESS_EQUAL(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
#define SKIP_IF_ANY_BIT(bits, count) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (count), 0)
#define SKIP_UNLESS_ANY_BIT(bits, count) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, (count))
#define SKIP_IF_GREATER(value, count) BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, (value), (count), 0)

#define REFUSE ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW(call) SKIP_UNLESS_EQUAL(__NR_##call, 1), ANSWER(SECCOMP_RET_ALLOW)
#define DENY(call) SKIP_UNLESS_EQUAL(__NR_##call, 1), REFUSE
// The C library then falls back to the older call, whose arguments a filter can see.
#define ABSENT(call) SKIP_UNLESS_EQUAL(__NR_##call, 1), ANSWER(SECCOMP_RET_ERRNO | ENOSYS)

// Only for reading: any of these flags in argument `index` refuses.
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))
#define ALLOW_READING(call, index)                                                                          \
  SKIP_UNLESS_EQUAL(__NR_##call, 4), LOAD(LOW_HALF(index)), SKIP_IF_ANY_BIT(WRITING, 1),                     \
      ANSWER(SECCOMP_RET_ALLOW), REFUSE

#define CHECK_ARCHITECTURE                                                                                   \
  LOAD(offsetof(struct seccomp_data, arch)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0),  \
      ANSWER(SECCOMP_RET_KILL_PROCESS), LOAD_NUMBER

static int install(struct sock_filter *filter, size_t count) {
  struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
  return (int)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
}

int kurukan_hide_process(void) {
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) < 0) return -1;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int kurukan_sandbox_enter(void) {
  if (kurukan_hide_process() < 0) return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;

  struct sock_filter filter[] = {
      CHECK_ARCHITECTURE,
      // Open descriptors. Passing descriptors (sendmsg, recvmsg) is not among it.
      ALLOW(read), ALLOW(write), ALLOW(readv), ALLOW(writev), ALLOW(pread64), ALLOW(lseek), ALLOW(close),
      ALLOW(fstat), ALLOW(recvfrom), ALLOW(sendto), ALLOW(ppoll),
#ifdef __NR_poll
      ALLOW(poll),
#endif
      // Memory.
      ALLOW(mmap), ALLOW(munmap), ALLOW(mprotect), ALLOW(mremap), ALLOW(madvise), ALLOW(brk),
      // Threads and signals of this process.
      ALLOW(futex), ALLOW(sched_yield), ALLOW(sched_getaffinity), ALLOW(set_robust_list), ALLOW(rseq),
      ALLOW(set_tid_address), ALLOW(membarrier), ALLOW(rt_sigaction), ALLOW(rt_sigprocmask),
      ALLOW(rt_sigreturn), ALLOW(sigaltstack), ALLOW(restart_syscall), ALLOW(exit), ALLOW(exit_group),
      // Who and where am I, what time is it.
      ALLOW(getpid), ALLOW(gettid), ALLOW(getuid), ALLOW(geteuid), ALLOW(getgid), ALLOW(getegid), ALLOW(uname),
      ALLOW(getrusage), ALLOW(sysinfo), ALLOW(getrandom), ALLOW(clock_gettime), ALLOW(clock_getres),
      ALLOW(clock_nanosleep), ALLOW(nanosleep), ALLOW(gettimeofday),
      // Loading: kurukan_sandbox_close_files takes these back.
      ALLOW(newfstatat), ALLOW(statx), ALLOW(readlinkat), ALLOW(faccessat), ALLOW(getcwd), ALLOW(seccomp),
#ifdef __NR_faccessat2
      ALLOW(faccessat2),
#endif
#ifdef __NR_stat
      ALLOW(stat), ALLOW(lstat), ALLOW(access), ALLOW(readlink), ALLOW_READING(open, 1),
#endif
      ALLOW_READING(openat, 2),
      ABSENT(openat2), ABSENT(clone3),
      // Threads, never processes.
      SKIP_UNLESS_EQUAL(__NR_clone, 4), LOAD(LOW_HALF(0)), SKIP_UNLESS_ANY_BIT(CLONE_THREAD, 1),
      ANSWER(SECCOMP_RET_ALLOW), REFUSE,
      // abort() and raise(): to this process only.
      SKIP_UNLESS_EQUAL(__NR_tgkill, 4), LOAD(LOW_HALF(0)), SKIP_UNLESS_EQUAL((uint32_t)getpid(), 1),
      ANSWER(SECCOMP_RET_ALLOW), REFUSE,
      // Asking for limits; not setting them.
      SKIP_UNLESS_EQUAL(__NR_prlimit64, 6), LOAD(LOW_HALF(2)), SKIP_UNLESS_EQUAL(0, 3), LOAD(HIGH_HALF(2)),
      SKIP_UNLESS_EQUAL(0, 1), ANSWER(SECCOMP_RET_ALLOW), REFUSE,
      // F_GETFD, F_SETFD, F_GETFL, F_SETFL; the others can send signals to strangers.
      SKIP_UNLESS_EQUAL(__NR_fcntl, 5), LOAD(LOW_HALF(1)), SKIP_IF_GREATER(F_SETFL, 2),
      SKIP_UNLESS_ANY_BIT(7, 1), ANSWER(SECCOMP_RET_ALLOW), REFUSE,
      REFUSE,
  };
  return install(filter, sizeof filter / sizeof filter[0]);
}

int kurukan_sandbox_close_files(void) {
  struct sock_filter filter[] = {
      CHECK_ARCHITECTURE,
      DENY(openat), DENY(newfstatat), DENY(statx), DENY(readlinkat), DENY(faccessat), DENY(getcwd),
      DENY(seccomp),
#ifdef __NR_faccessat2
      DENY(faccessat2),
#endif
#ifdef __NR_stat
      DENY(open), DENY(stat), DENY(lstat), DENY(access), DENY(readlink),
#endif
      ANSWER(SECCOMP_RET_ALLOW),
  };
  return install(filter, sizeof filter / sizeof filter[0]);
}
