#define _GNU_SOURCE
#include "kurukan_hand_over.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static kurukan_handed give(int entry, uid_t user, gid_t group, uid_t *owner) {
  struct stat facts;
  if (fstat(entry, &facts) < 0) return KURUKAN_NOT_HANDED_FAULT;
  *owner = facts.st_uid;
  if (facts.st_uid != 0 && facts.st_uid != user) return KURUKAN_NOT_HANDED_FOREIGN;
  int is_folder = S_ISDIR(facts.st_mode);
  if (facts.st_uid == 0) {
    if (S_ISBLK(facts.st_mode) || S_ISCHR(facts.st_mode)) return KURUKAN_NOT_HANDED_DEVICE;
    if (!is_folder && facts.st_nlink > 1) return KURUKAN_NOT_HANDED_LINKED;
    if (fchownat(entry, "", user, group, AT_EMPTY_PATH) < 0) return KURUKAN_NOT_HANDED_FAULT;
  }
  return is_folder ? KURUKAN_HANDED_FOLDER : KURUKAN_HANDED_ENTRY;
}

kurukan_handed kurukan_hand_over(int folder, const char *name, uid_t user, gid_t group, uid_t *owner) {
  // Opened for nothing but to hold on to it: no device is touched and no FIFO waited for.
  int entry = openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (entry < 0) return KURUKAN_NOT_HANDED_FAULT;
  kurukan_handed handed = give(entry, user, group, owner);
  int fault = errno;
  (void)close(entry);
  errno = fault;
  return handed;
}
