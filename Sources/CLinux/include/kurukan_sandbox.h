#ifndef KURUKAN_SANDBOX_H
#define KURUKAN_SANDBOX_H

/// Hides this process's memory and environment from others of the same user (PR_SET_DUMPABLE) and forbids
/// core dumps. Returns 0, or -1 with errno set.
int kurukan_hide_process(void);

/// The version of Landlock that this kernel offers (landlock_create_ruleset(2)); 0 if it offers none.
int kurukan_landlock_version(void);

/// Confines this process for good, before foreign code is loaded: the first to go when memory runs out, not
/// dumpable, no new privileges, no thread, no file but the libraries of the runtime and of the system, and only
/// those system calls that computing, reading and talking over open descriptors need. All others answer EPERM.
///
/// To be called with one thread. `without_landlock` other than 0 goes on where the kernel has no Landlock: then
/// files can be read that this user may read. Returns 0, or -1 with errno set, ENOSYS without Landlock.
int kurukan_sandbox_enter(int without_landlock);

#endif
