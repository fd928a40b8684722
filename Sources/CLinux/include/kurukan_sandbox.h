#ifndef KURUKAN_SANDBOX_H
#define KURUKAN_SANDBOX_H

/// Hides this process's memory and environment from others of the same user (PR_SET_DUMPABLE) and forbids
/// core dumps. Returns 0, or -1 with errno set.
int kurukan_hide_process(void);

/// Confines this process for good, before foreign code is loaded: no new privileges, not dumpable, and only
/// those system calls that computing, reading files and talking over open descriptors need.
///
/// All others answer EPERM. Returns 0, or -1 with errno set.
int kurukan_sandbox_enter(void);

/// Forbids, after foreign code is loaded and before it is called, to open or look up any file.
///
/// Returns 0, or -1 with errno set.
int kurukan_sandbox_close_files(void);

#endif
