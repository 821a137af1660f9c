/* The data of a gallery's page. */
#ifndef GRADFIG_BATCH_GALLERY_DATA_H
#define GRADFIG_BATCH_GALLERY_DATA_H

#include <stdio.h>

#include "batch/gallery_page.h"

/** Writes the data as JSON that a script element can hold. */
void gallery_data_write(const struct gallery_page *page, FILE *stream);

#endif
