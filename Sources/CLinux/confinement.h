#ifndef KURUKAN_CONFINEMENT_H
#define KURUKAN_CONFINEMENT_H

// The two halves of the sandbox. Each returns 0, or -1 with errno set.

/// Lets this process open nothing but the shared libraries of the runtime and of the system, and those only for
/// reading (Landlock).
int kurukan_restrict_files(void);

/// Lets this process make no system calls but a few (seccomp).
int kurukan_restrict_calls(void);

#endif
