/* The page of a gallery. */
#ifndef GRADFIG_BATCH_GALLERY_PAGE_H
#define GRADFIG_BATCH_GALLERY_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/gallery_faults.h"
#include "batch/gallery_results.h"
#include "batch/manifest.h"
#include "spec/spec.h"

/** The part of the pictures that the small ones show, in parts of their width and height. */
struct gallery_crop {
    double left, top, width, height;
    double ratio; /**< width by height of the part in pixels */
};

/** The contents of a page. */
struct gallery_page {
    const struct manifest *manifest;
    const char *recipe;      /**< with the first value of each varied key, or NULL */
    const struct spec *spec; /**< of the first variant, or the default one */
    const struct gallery_results *results;
    const struct gallery_crop *crop;  /**< of the small pictures, or NULL */
    const char *digest;               /**< of the batch, or NULL */
    const enum gallery_fault *faults; /**< of each row */
    bool is_joined; /**< manifest.csv lists the pictures of the page; otherwise shards do */
    const struct gallery *counts; /**< of shards, and of pictures of earlier specs */
    stop_flag *stop;              /**< once set, ends the writing */
};

/** Writes the page. */
void gallery_page_write(const struct gallery_page *page, FILE *stream);

/** Whether a page that begins with `text` shows the batch with this digest. */
bool gallery_page_is_of(const char *text, const char *digest);

/** Whether a file that begins with `text` is a page of gradfig's. */
bool gallery_page_is_ours(const char *text);

#endif
