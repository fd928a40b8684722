#ifndef KURUKAN_COMPILER_H
#define KURUKAN_COMPILER_H

/// The compiler with which this program was built, as it names itself.
const char *_Nonnull kurukan_compiler(void);

#endif
