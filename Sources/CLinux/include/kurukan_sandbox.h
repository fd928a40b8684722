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

/// Confines this process for good and turns it into another program, which stays confined: the first to go when memory
/// runs out, no core dump, no new privileges, no file but what lies in `folders` and the libraries of the system, all of
/// it for reading, no other program than that one, no network, no process, and few system calls beside those of
/// `kurukan_sandbox_enter`, among them the one that makes a thread.
///
/// `arguments`, `environment` and `folders` end with NULL. To be called with one thread. `without_landlock` as above.
/// Returns -1 with errno set if that fails, ENOSYS without Landlock.
int kurukan_sandbox_execute(const char *_Nonnull path, const char *_Nullable const *_Nonnull arguments,
                            const char *_Nullable const *_Nonnull environment,
                            const char *_Nullable const *_Nonnull folders, int without_landlock);

#endif
