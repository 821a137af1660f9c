/* Chooses the layers of a stack from measurements, and reads their gradients at one step. */
#ifndef GRADFIG_MEASUREMENTS_STACKS_H
#define GRADFIG_MEASUREMENTS_STACKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "measurements/measurements.h"
#include "simulation/gradient_fit.h"

/** What the user chooses; zeroed: nothing. */
struct stack_choice {
    const char *const *patterns; /**< of --select */
    size_t n_patterns;
    const char *kind;  /**< of --column, or NULL */
    const char *order; /**< names, file, or NULL */
    const char *step;  /**< first, last, a number, or NULL */
};

/** A layer of a stack. */
struct stack_layer {
    const char *name;   /**< without the known prefix */
    struct place place; /**< of the value; without one, of the name */
    const char *text;   /**< as it stands in the file; NULL: missing */
    double value;       /**< NAN if `text` is NULL; may be infinite */
};

/** The layers of one run at one step, in forward order. */
struct stack {
    const char *run;            /**< NULL if the file has no runs */
    double step;                /**< NAN without one */
    double missing_step;        /**< a later one that was wanted, but has no value; else NAN */
    bool has_places;            /**< the names of the layers are their places in a list */
    size_t n_layers;            /**< FIT_POINTS_MIN to MEASURED_LAYERS_MAX */
    struct stack_layer *layers; /**< `n_layers` of them */
    struct gradient_fit fit;
};

/** Ends with stacks_finish. Texts are borrowed from the measurements. */
struct stacks {
    GPtrArray *stacks;  /**< struct stack, one for each run */
    GPtrArray *notices; /**< lines on what was chosen without being asked for */
};

/** Chooses by `choice`, reads and fits. Fails where anything would have to be guessed. */
MUST_CHECK bool stacks_read(struct stacks *stacks, const struct measurements *measurements,
                            const struct stack_choice *choice, struct gradfig_error *error);

void stacks_finish(struct stacks *stacks);

#endif
