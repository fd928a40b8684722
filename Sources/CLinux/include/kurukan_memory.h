#ifndef KURUKAN_MEMORY_H
#define KURUKAN_MEMORY_H

/// Has the allocator give free memory of all its arenas back to the system.
void kurukan_return_memory(void);

#endif
