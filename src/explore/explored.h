/* What `gradfig explore` shows: one spec, and what its figures are drawn with. */
#ifndef GRADFIG_EXPLORE_EXPLORED_H
#define GRADFIG_EXPLORE_EXPLORED_H

#include "base/error.h"
#include "rendering/figure/renderer.h"
#include "spec/claims.h"
#include "spec/spec.h"

/** Everything is borrowed. */
struct explored {
    const struct spec *spec; /**< which a query changes */
    struct claims *claims;   /**< of the spec */
    const char *file;        /**< the spec's file as the user wrote it, or NULL */
    struct renderer *renderer;
    stop_flag *stop; /**< once set, ends the work */
};

#endif
