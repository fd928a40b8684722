#ifndef KURUKAN_SEALED_MEMORY_H
#define KURUKAN_SEALED_MEMORY_H

/// An empty file in memory (memfd_create(2)), close-on-exec; -1 with errno set when there is none to be had.
int kurukan_memory_file_create(const char *_Nonnull name);

/// Forbids everybody for good to change the file's content or size. Returns 0, or -1 with errno set.
int kurukan_memory_file_seal(int file);

#endif
