#ifndef KURUKAN_BECOME_H
#define KURUKAN_BECOME_H

#include <sys/types.h>

/// Turns this process, which root started, into one of an ordinary user for good: the user's own groups and no others,
/// all of its user and group ids, no capability, no new privileges, its memory hidden from others of the same user.
///
/// To be called with one thread: capabilities and the refusal of new privileges belong to a thread, and those that are
/// started later inherit them. Returns 0 once it is seen that the way back is closed, or -1 with errno set, EBUSY with
/// several threads; the process is then half of what it was and must end.
int kurukan_become(const char *_Nonnull name, uid_t user, gid_t group);

#endif
