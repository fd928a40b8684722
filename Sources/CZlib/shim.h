#ifndef KURUKAN_CZLIB_SHIM_H
#define KURUKAN_CZLIB_SHIM_H

#include <zlib.h>

#endif
