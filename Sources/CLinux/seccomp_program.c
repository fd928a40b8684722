#define _GNU_SOURCE
#include <sched.h>
#include <sys/ioctl.h>

#include "call_filter.h"
#include "confinement.h"

// Both halves of argument 0 as they are here, or it is refused.
#define ALLOW_ADDRESS(call, address)                                                                         \
  SKIP_UNLESS_EQUAL(__NR_##call, 6), LOAD(LOW_HALF(0)), SKIP_UNLESS_EQUAL((uint32_t)(address), 3),           \
      LOAD(HIGH_HALF(0)), SKIP_UNLESS_EQUAL((uint32_t)((uint64_t)(address) >> 32), 1),                       \
      ANSWER(SECCOMP_RET_ALLOW), REFUSE

int kurukan_restrict_calls_of_program(const char *path) {
  uintptr_t address = (uintptr_t)path;
  struct sock_filter filter[] = {
      CHECK_ARCHITECTURE,
      COMPUTING_CALLS,
      // Files may be mapped as they are, which costs no memory: none can be opened for writing. Shared memory without a
      // file is in nobody's limits.
      SKIP_UNLESS_EQUAL(__NR_mmap, 5), LOAD(LOW_HALF(3)),
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, MAP_SHARED | MAP_ANONYMOUS),
      SKIP_UNLESS_EQUAL(MAP_SHARED | MAP_ANONYMOUS, 1), REFUSE, ANSWER(SECCOMP_RET_ALLOW),
      // Threads; no process.
      SKIP_UNLESS_EQUAL(__NR_clone, 4), LOAD(LOW_HALF(0)), SKIP_IF_ANY_BIT(CLONE_THREAD, 1), REFUSE,
      ANSWER(SECCOMP_RET_ALLOW),
      ALLOW(set_robust_list), ALLOW(set_tid_address),
#ifdef __NR_rseq
      ALLOW(rseq),
#endif
#ifdef __NR_arch_prctl
      ALLOW(arch_prctl),
#endif
      // The one program, by where its name stands now: nobody finds that place again once this memory is gone.
      ALLOW_ADDRESS(execve, address),
      // What lies in folders that may be read, and what a descriptor is.
      ALLOW(getdents64), ALLOW(readlinkat), ALLOW(faccessat), ALLOW(statx), ALLOW(getcwd),
#ifdef __NR_readlink
      ALLOW(readlink), ALLOW(access),
#endif
#ifdef __NR_faccessat2
      ALLOW(faccessat2),
#endif
      SKIP_UNLESS_EQUAL(__NR_ioctl, 5), LOAD(LOW_HALF(1)), SKIP_IF_EQUAL(TCGETS, 2), SKIP_IF_EQUAL(FIOCLEX, 1),
      REFUSE, ANSWER(SECCOMP_RET_ALLOW),
      REFUSE,
  };
  return INSTALL(filter);
}
