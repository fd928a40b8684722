#ifndef KURUKAN_SPAWN_TOOL_H
#define KURUKAN_SPAWN_TOOL_H

#include <sys/types.h>

/// Starts a program in a session of its own, with standard signals and no descriptors but `descriptors`: standard input,
/// output and errors, and a third that is given as number 3. Where one is negative, the first three are /dev/null.
///
/// The caller's descriptors must be above 2. Returns the process, or -1 with errno set.
pid_t kurukan_spawn_tool(const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
                         char *_Nullable const *_Nonnull environment, const int descriptors[_Nonnull 4]);

/// Waits until a process has ended, and leaves it to be waited for. Returns 0, or -1 with errno set.
int kurukan_await_end(pid_t process);

#endif
