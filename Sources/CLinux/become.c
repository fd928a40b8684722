#define _GNU_SOURCE
#include "kurukan_become.h"
#include "kurukan_sandbox.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int has_one_thread(void) {
  // proc(5) counts the threads as links of this folder, beside its own two.
  struct stat threads;
  return stat("/proc/self/task", &threads) == 0 && threads.st_nlink == 3;
}

// The change of user takes them, too, unless whoever started the process said otherwise (securebits).
static int drop_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
  return (int)syscall(SYS_capset, &header, none);
}

// Root in any of the three ids would be enough to become root again.
static int is_only(uid_t user, gid_t group) {
  uid_t users[3];
  gid_t groups[3];
  if (getresuid(&users[0], &users[1], &users[2]) < 0 || getresgid(&groups[0], &groups[1], &groups[2]) < 0) return 0;
  for (int index = 0; index < 3; index++) {
    if (users[index] != user || groups[index] != group) return 0;
  }
  return setuid(0) < 0 && seteuid(0) < 0 && setgid(0) < 0 && setegid(0) < 0;
}

int kurukan_become(const char *name, uid_t user, gid_t group) {
  if (!has_one_thread()) {
    errno = EBUSY;
    return -1;
  }
  if (initgroups(name, group) < 0) return -1;
  if (setresgid(group, group, group) < 0 || setresuid(user, user, user) < 0) return -1;
  if (drop_capabilities() < 0) return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
  if (!is_only(user, group)) {
    errno = EPERM;
    return -1;
  }
  // What hid the process before is set anew by a change of user.
  return kurukan_hide_process();
}
