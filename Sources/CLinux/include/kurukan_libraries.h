#ifndef KURUKAN_LIBRARIES_H
#define KURUKAN_LIBRARIES_H

#include <stddef.h>

/// A function of Swift's runtime, to find where it lies.
#define KURUKAN_RUNTIME_SYMBOL "swift_retain"

/// The folder of the shared library in this process that defines `symbol`.
///
/// Returns 0, or -1 with errno set: ENOENT if nothing defines it, ENAMETOOLONG if `folder` is too small.
int kurukan_library_folder(const char *_Nonnull symbol, char *_Nonnull folder, size_t capacity);

#endif
