/* The limits of what is read and drawn. The section LIMITS of the manual lists them. */
#ifndef GRADFIG_BASE_LIMITS_H
#define GRADFIG_BASE_LIMITS_H

#include <stddef.h>

#define MEBIBYTE ((size_t)1 << 20)

/* ---- files, in bytes; a larger one is refused before it is read ---- */

/** A spec, or a base of one. */
#define SPEC_FILE_MAX (1 * MEBIBYTE)

/** The recipe in a figure, which has the bases of the spec resolved. */
#define RECIPE_MAX (1 * MEBIBYTE)

/** A figure. No figure of gradfig is larger. */
#define FIGURE_FILE_MAX (32 * MEBIBYTE)

/** A document in pandoc's JSON. */
#define PANDOC_DOCUMENT_MAX (32 * MEBIBYTE)

/** A document with embedded figures. */
#define DOCUMENT_MAX (8 * MEBIBYTE)

/** Measurements, each file; the columns and values of all, and the layers of a stack. */
#define MEASUREMENTS_FILE_MAX (32 * MEBIBYTE)
#define MEASURED_COLUMNS_MAX 100000
#define MEASURED_VALUES_MAX 4000000
#define MEASURED_LAYERS_MAX 10000

/** The manifests of a batch, those of its shards together, and the rows of one. */
#define MANIFEST_MAX (240 * MEBIBYTE)
#define MANIFEST_ROWS_MAX 2000000

/* ---- a spec ---- */

/** Nested lists and maps. */
#define NESTING_MAX 16

/** Bases, one of another. */
#define BASES_MAX 8

/** A text in bytes, without the NUL. */
#define TEXT_LABEL_MAX 200

#define NETWORKS_MAX 8
#define NETWORK_NAME_MAX 32

/** Curves of measured gradients, and the gradients of one. */
#define MEASURED_MAX 8
#define MEASURED_GRADIENTS_MAX MEASURED_LAYERS_MAX

#define SWEEP_MAX 16
#define DEPTH_MAX 10000000

/** Random layers: the key of the generator, the realisations, and all draws for a figure. */
#define SEED_MAX 9007199254740992 /* 2^53 */
#define SAMPLES_MIN 100
#define SAMPLES_MAX 100000
#define DRAWS_MAX 200000000

/** The side of a figure in px, the number of pixels for each px, and all pixels. */
#define FIGURE_SIDE_MAX 8000
#define FIGURE_SCALE_MAX 4
#define FIGURE_PIXELS_MAX 64000000

/** Layers that the claims of one spec compute, those of equal networks once. */
#define CLAIM_LAYERS_MAX 200000000

/** Mistakes that are reported in one run. */
#define MISTAKES_MAX 20

/* ---- a batch ---- */

#define VARIANTS_MAX 1000000

/** The values of all varied keys together. */
#define VARIED_VALUES_MAX 2000000

#endif
