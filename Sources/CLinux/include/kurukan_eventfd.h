#ifndef KURUKAN_EVENTFD_H
#define KURUKAN_EVENTFD_H

/// A non-blocking, close-on-exec event descriptor; -1 with errno set when there is none to be had.
int kurukan_eventfd_create(void);

/// Makes the descriptor readable. Safe from any thread.
void kurukan_eventfd_signal(int descriptor);

/// Makes the descriptor unreadable again.
void kurukan_eventfd_clear(int descriptor);

#endif
