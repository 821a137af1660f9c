/* The objects of gradfig.h, which are opaque to its users, and shared functions. */
#ifndef GRADFIG_LIBRARY_LIBRARY_H
#define GRADFIG_LIBRARY_LIBRARY_H

#include <glib.h>

#include "gradfig.h"

#include "base/bytes.h"
#include "rendering/figure/renderer.h"
#include "spec/claims.h"
#include "spec/spec.h"

/** A spec and the claims of the file that was read last. */
struct gradfig_spec {
    struct spec spec;      /**< valid */
    GPtrArray *mistakes;   /**< char *, of the last call */
    struct claims *claims; /**< as they were read */
    bool has_found_claims; /**< the claims match the current `spec` */
    GPtrArray *sentences;  /**< char *, of each claim, or NULL: not checked yet */
};

/** Finds the claims of `spec`, unless they are found already. */
MUST_CHECK bool find_claims(struct gradfig_spec *spec, struct gradfig_error *error);

/** Hands over `data`, which was allocated with malloc. Returns true. */
bool give_bytes(struct gradfig_bytes *bytes, char *data, size_t n_bytes);

/** Hands over a text that ends with NUL; false if it is NULL. */
bool give_text(struct gradfig_bytes *bytes, char *text);

#endif
