#ifndef KURUKAN_CLIBPQ_SHIM_H
#define KURUKAN_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
