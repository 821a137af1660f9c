/* Ends a local variable where its scope ends, as g_autofree does with memory. */
#ifndef GRADFIG_BASE_SCOPE_H
#define GRADFIG_BASE_SCOPE_H

/** Before a local that is initialized. `finish` takes its address. */
#define ENDED_BY(finish) __attribute__((cleanup(finish)))

#endif
