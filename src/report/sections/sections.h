/* The sections of the report in Markdown. */
#ifndef GRADFIG_REPORT_SECTIONS_SECTIONS_H
#define GRADFIG_REPORT_SECTIONS_SECTIONS_H

#include <stdbool.h>

#include "base/texts.h"
#include "report/writer.h"

/** One section. */
struct section {
    enum text heading;
    bool (*is_due)(const struct report *report); /**< NULL: always */
    void (*write)(struct writer *writer);        /**< writes the text below the heading */
};

extern const struct section section_networks;
extern const struct section section_networks_details;
extern const struct section section_measured;
extern const struct section section_random;
extern const struct section section_sweep;
extern const struct section section_paths;
extern const struct section section_claims;
extern const struct section section_layers;

/** "halves every 3.1 layers"; freed with g_free. */
char *section_change(const struct spec *spec, double half_life, bool grows);

/** Whether the figure has the panel, or a network has blocks with a skip connection, which it is
 * about. */
bool section_is_of_blocks(const struct report *report, enum panel_kind panel);

/** Writes whether the claims of the spec hold, and the first of those that do not. */
void write_verdict(struct writer *writer);

#endif
