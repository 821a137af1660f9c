/* The words for what is wrong with a picture. */
#include "batch/picture_fault.h"

static const struct {
    const char *code, *words; /* NULL: the status of the row */
} faults_in_words[] = {
    [FAULT_NONE] = {"", ""},
    [FAULT_MISSING] = {"missing", "missing"},
    [FAULT_DAMAGED] = {"damaged", "damaged"},
    [FAULT_OTHER] = {"other", "drawn with other parameters"},
    [FAULT_FAILED] = {NULL, NULL},
};

const char *gallery_fault_words(const struct manifest *manifest, size_t i,
                                enum gallery_fault fault) {
    return fault == FAULT_FAILED ? manifest_status(manifest, i) : faults_in_words[fault].words;
}

const char *gallery_fault_code(const struct manifest *manifest, size_t i,
                               enum gallery_fault fault) {
    return fault == FAULT_FAILED ? manifest_status(manifest, i) : faults_in_words[fault].code;
}

bool gallery_fault_is_listed(const struct manifest *manifest, size_t i, enum gallery_fault fault) {
    return fault == FAULT_FAILED || (fault == FAULT_NONE && manifest_is_done(manifest, i));
}
