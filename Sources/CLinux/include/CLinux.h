#ifndef KURUKAN_CLINUX_H
#define KURUKAN_CLINUX_H

#include "kurukan_become.h"
#include "kurukan_compiler.h"
#include "kurukan_eventfd.h"
#include "kurukan_hand_over.h"
#include "kurukan_libraries.h"
#include "kurukan_memory.h"
#include "kurukan_sandbox.h"
#include "kurukan_sealed_memory.h"
#include "kurukan_spawn.h"
#include "kurukan_spawn_tool.h"
#include "kurukan_spawn_worker.h"
#include "kurukan_worker_protocol.h"

#endif
