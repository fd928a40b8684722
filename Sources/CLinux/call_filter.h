#ifndef KURUKAN_CALL_FILTER_H
#define KURUKAN_CALL_FILTER_H

// The words in which the filters of system calls are written (seccomp(2)), and what all of them allow.

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
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
#define SKIP_IF_EQUAL(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (count), 0)
#define SKIP_IF_ANY_BIT(bits, count) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (count), 0)
#define SKIP_IF_GREATER(value, count) BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, (value), (count), 0)

#define REFUSE ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW(call) SKIP_UNLESS_EQUAL(__NR_##call, 1), ANSWER(SECCOMP_RET_ALLOW)
// The C library then falls back to the older call, whose arguments a filter can see.
#define ABSENT(call) SKIP_UNLESS_EQUAL(__NR_##call, 1), ANSWER(SECCOMP_RET_ERRNO | ENOSYS)
// Any of these bits in argument `index` refuses.
#define ALLOW_WITHOUT(call, index, bits)                                                                     \
  SKIP_UNLESS_EQUAL(__NR_##call, 4), LOAD(LOW_HALF(index)), SKIP_IF_ANY_BIT(bits, 1),                        \
      ANSWER(SECCOMP_RET_ALLOW), REFUSE

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

#define CHECK_ARCHITECTURE                                                                                   \
  LOAD(offsetof(struct seccomp_data, arch)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0),  \
      ANSWER(SECCOMP_RET_KILL_PROCESS), LOAD_NUMBER

#ifdef __NR_poll
#define ALLOW_POLL ALLOW(poll),
#else
#define ALLOW_POLL
#endif
#ifdef __NR_open
#define ALLOW_OPEN ALLOW_WITHOUT(open, 1, WRITING),
#else
#define ALLOW_OPEN
#endif

// What computing, reading and talking over open descriptors needs, all but mmap and the making of threads.
#define COMPUTING_CALLS                                                                                      \
  /* Open descriptors. Passing descriptors (sendmsg, recvmsg) is not among it. */                            \
  ALLOW(read), ALLOW(write), ALLOW(readv), ALLOW(writev), ALLOW(pread64), ALLOW(lseek), ALLOW(close),        \
      ALLOW(fstat), ALLOW(recvfrom), ALLOW(sendto), ALLOW(ppoll), ALLOW_POLL                                 \
      /* Memory of this process's own. */                                                                    \
      ALLOW(munmap), ALLOW(mprotect), ALLOW(mremap), ALLOW(madvise), ALLOW(brk),                             \
      /* One thread needs these, too. */                                                                     \
      ALLOW(futex), ALLOW(sched_yield), ALLOW(sched_getaffinity), ALLOW(rt_sigaction),                       \
      ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(sigaltstack), ALLOW(restart_syscall), ALLOW(exit),   \
      ALLOW(exit_group),                                                                                     \
      /* Who and where am I, what time is it. */                                                             \
      ALLOW(getpid), ALLOW(gettid), ALLOW(getuid), ALLOW(geteuid), ALLOW(getgid), ALLOW(getegid),            \
      ALLOW(uname), ALLOW(getrusage), ALLOW(sysinfo), ALLOW(getrandom), ALLOW(clock_gettime),                \
      ALLOW(clock_getres), ALLOW(clock_nanosleep), ALLOW(nanosleep), ALLOW(gettimeofday),                    \
      /* Loading a library. What can be opened is restricted elsewhere. */                                   \
      ALLOW(newfstatat), ALLOW_WITHOUT(openat, 2, WRITING), ALLOW_OPEN ABSENT(openat2), ABSENT(clone3),      \
      /* abort() and raise(): to this process only. */                                                       \
      SKIP_UNLESS_EQUAL(__NR_tgkill, 4), LOAD(LOW_HALF(0)), SKIP_UNLESS_EQUAL((uint32_t)getpid(), 1),        \
      ANSWER(SECCOMP_RET_ALLOW), REFUSE, /* Asking for limits; not setting them. */                          \
      SKIP_UNLESS_EQUAL(__NR_prlimit64, 6), LOAD(LOW_HALF(2)), SKIP_UNLESS_EQUAL(0, 3), LOAD(HIGH_HALF(2)),  \
      SKIP_UNLESS_EQUAL(0, 1), ANSWER(SECCOMP_RET_ALLOW), REFUSE,                                            \
      /* F_GETFD, F_SETFD, F_GETFL; the others change what the server's end of a socket does, or signal      \
         strangers. */                                                                                       \
      SKIP_UNLESS_EQUAL(__NR_fcntl, 5), LOAD(LOW_HALF(1)), SKIP_IF_GREATER(F_GETFL, 2),                      \
      SKIP_IF_EQUAL(F_DUPFD, 1), ANSWER(SECCOMP_RET_ALLOW), REFUSE

#define INSTALL(filter)                                                                                      \
  (int)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0,                                                     \
               &(struct sock_fprog){.len = sizeof(filter) / sizeof(filter)[0], .filter = (filter)})

#endif
