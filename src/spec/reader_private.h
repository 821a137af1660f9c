/* What a reader has read, shared by the files that read and that finish. */
#ifndef GRADFIG_SPEC_READER_PRIVATE_H
#define GRADFIG_SPEC_READER_PRIVATE_H

#include "spec/claims.h"
#include "spec/reader.h"
#include "spec/vary.h"

struct reader {
    struct settings *settings;
    struct vary vary;
    struct claims *claims;
    size_t n_in_claims; /* the number of mistakes that only concern claims */
    struct mistakes mistakes;
    struct mistakes warnings;
    GPtrArray *lines; /* char *: the mistakes, once the reader has finished */
};

#endif
