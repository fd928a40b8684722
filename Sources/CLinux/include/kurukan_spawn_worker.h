#ifndef KURUKAN_SPAWN_WORKER_H
#define KURUKAN_SPAWN_WORKER_H

#include <stdint.h>
#include <sys/types.h>

/// What the kernel holds a worker to.
typedef struct kurukan_worker_limits {
  /// RLIMIT_AS.
  uint64_t address_space_bytes;
  /// RLIMIT_DATA.
  uint64_t data_bytes;
  /// RLIMIT_CPU; one more second until SIGKILL.
  uint64_t processor_seconds;
  /// RLIMIT_NOFILE.
  uint64_t open_files;
} kurukan_worker_limits;

/// A started worker and the caller's ends of its descriptors, all close-on-exec and non-blocking.
typedef struct kurukan_worker_process {
  pid_t process;
  /// Readable once the process has ended.
  int process_descriptor;
  /// The socket that is descriptor 3 in the worker.
  int control;
  /// The end for reading of the pipe that is descriptor 4 in the worker.
  int output;
  /// The end for reading of the pipe that is descriptor 1 and 2 in the worker.
  int errors;
} kurukan_worker_process;

/// Starts a worker: leader of its own session and process group, in the folder `/`, standard input from
/// /dev/null, no descriptor inherited but those above, killed when the calling thread ends, unable to gain
/// privileges, to write a file or to leave a core dump.
///
/// `arguments` and `environment` end with NULL. `plugin` becomes descriptor 5 in the worker, unless it is -1; it stays
/// the caller's. Returns 0, or -1 with errno set, also when the program could not be executed.
int kurukan_spawn_worker(const char *_Nonnull path, const char *_Nullable const *_Nonnull arguments,
                         const char *_Nullable const *_Nonnull environment, int plugin,
                         const kurukan_worker_limits *_Nonnull limits,
                         kurukan_worker_process *_Nonnull worker);

/// Kills the worker's process group, then collects the worker if it has ended.
///
/// To be called while the worker has not been collected, so that its number cannot belong to another process.
/// Returns 1 and the status of waitpid(2) when it was collected, 0 when it has not ended yet, -1 with errno
/// set.
int kurukan_collect_worker(pid_t process, int *_Nonnull status);

#endif
