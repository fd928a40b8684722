#ifndef KURUKAN_CONFINEMENT_H
#define KURUKAN_CONFINEMENT_H

// The two halves of the sandbox. Each returns 0, or -1 with errno set.

/// Lets this process open nothing but the shared libraries of the runtime and of the system, and those only for
/// reading (Landlock).
int kurukan_restrict_files(void);

/// Lets this process make no system calls but a few (seccomp).
int kurukan_restrict_calls(void);

/// Lets this process execute the program at `path`, and read what lies in `folders`, which end with NULL, and the
/// libraries of the system; nothing else (Landlock).
int kurukan_restrict_files_to_program(const char *path, const char *const *folders);

/// Lets this process execute the program whose path stands at `path`, this very place in memory, and then make threads
/// and a few system calls (seccomp).
int kurukan_restrict_calls_of_program(const char *path);

#endif
