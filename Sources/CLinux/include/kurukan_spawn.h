#ifndef KURUKAN_SPAWN_H
#define KURUKAN_SPAWN_H

#include <sys/types.h>

/// Starts `path`: own session, environment and working folder, standard input from /dev/null, standard output and error
/// to `output`, no other descriptor inherited.
///
/// Returns the process id, or -1 with errno set, also when the program could not be executed.
pid_t kurukan_spawn(const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
                    char *_Nullable const *_Nonnull environment, const char *_Nonnull folder, int output);

#endif
