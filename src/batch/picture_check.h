/* Checks the picture of a variant without drawing. */
#ifndef GRADFIG_BATCH_PICTURE_CHECK_H
#define GRADFIG_BATCH_PICTURE_CHECK_H

#include "base/bytes.h"
#include "output/formats.h"
#include "spec/spec.h"

/** Size in bytes of a SHA-256 in hexadecimal digits, with the NUL. */
#define SHA256_SIZE 65

/** Writes the SHA-256 of a file. */
void picture_digest(const struct bytes *bytes, char sha256[SHA256_SIZE]);

/** Whether a file has this SHA-256. */
bool picture_has_digest(const struct bytes *bytes, const char *sha256);

/** The state of a picture's file. */
enum picture_state {
    PICTURE_GOOD,
    PICTURE_UNPROVEN, /**< complete, but only drawing it again shows whether it is undamaged */
    PICTURE_DAMAGED,
    PICTURE_FOREIGN, /**< not written by gradfig */
    PICTURE_OTHER,   /**< drawn with other parameters */
};

/** Compares the recipe in the file with the variant's. */
enum picture_state picture_check_recipe(const struct bytes *bytes,
                                        const struct figure_format *format,
                                        const struct spec *spec);

/** Checks the content, too: by `sha256`, which a manifest has of it, or if that is "" by what its
 * format has. */
enum picture_state picture_check(const struct bytes *bytes, const struct figure_format *format,
                                 const struct spec *spec, const char *sha256);

#endif
