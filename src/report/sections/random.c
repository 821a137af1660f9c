/* What is typical of random layers, beside their mean, in closed form and in samples. */
#include <math.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "report/sections/sections.h"
#include "simulation/network.h"

static bool has_random(const struct report *report) {
    return networks_have_random(report->spec);
}

static void write_note(struct writer *writer) {
    const struct random_options *random = &writer->spec->random;

    writer_paragraph(writer,
                     figure_text_fill(writer->spec, TEXT_RANDOM_NOTE,
                                      TEXT_FIELDS({"n", formatted_whole(random->samples)},
                                                  {"seed", formatted_whole(random->seed)})));
}

/* A number, or "none". */
static void write_double(struct writer *writer, double value) {
    writer_cell(writer, isfinite(value) ? writer_number(number_from_double(value))
                                        : g_strdup(figure_text(writer->spec, TEXT_REPORT_NONE)));
}

static void write_change(struct writer *writer, double half_life, double exponent) {
    writer_cell(writer, section_change(writer->spec, half_life, exponent > 0));
}

/* "−0.0216 ± 0.0004" */
static void write_sampled(struct writer *writer, const struct random_quantities *random) {
    if (!isfinite(random->sample_exponent)) {
        write_double(writer, random->sample_exponent);
        return;
    }
    writer_cell(
        writer,
        figure_text_fill(
            writer->spec, TEXT_NUMBER_ERROR,
            TEXT_FIELDS({"value", writer_number(number_from_double(random->sample_exponent))},
                        {"error", writer_number(number_from_double(random->sample_error))})));
}

/* ---- the tables ---- */

static void write_gradient(struct writer *writer, const struct random_quantities *random) {
    struct number share = number_from_double(random->negative_share);

    writer_number_cell(writer, random->gradient[QUANTILE_LOW]);
    writer_number_cell(writer, random->gradient[QUANTILE_MEDIAN]);
    writer_number_cell(writer, random->gradient[QUANTILE_HIGH]);
    writer_number_cell(writer, random->mean);
    writer_number_cell(writer, random->second_moment);
    writer_cell(writer, figure_text_percent(writer->spec, share, WRITER_PERCENT_DIGITS));
}

static void write_exponent(struct writer *writer, const struct random_quantities *random) {
    write_double(writer, random->exponent);
    write_sampled(writer, random);
    write_change(writer, random->half_life, random->exponent);
    write_change(writer, random->sample_half_life, random->sample_exponent);
}

/* A row for each network with random layers. */
static void write_rows(struct writer *writer,
                       void (*write)(struct writer *, const struct random_quantities *)) {
    const struct report *report = writer->report;

    for (size_t i = 0; i < report->spec->n_networks; i++) {
        if (report->derived[i].is_random) {
            writer_network_cell(writer, i, "");
            write(writer, &report->derived[i].random);
            writer_end_row(writer);
        }
    }
    writer_end_table(writer);
}

static void write_random(struct writer *writer) {
    static const enum text gradient[] = {TEXT_REPORT_NETWORK,        TEXT_RANDOM_COLUMN_LOW,
                                         TEXT_RANDOM_COLUMN_MEDIAN,  TEXT_RANDOM_COLUMN_HIGH,
                                         TEXT_RANDOM_COLUMN_MEAN,    TEXT_RANDOM_COLUMN_MOMENT,
                                         TEXT_RANDOM_COLUMN_NEGATIVE};
    static const enum text exponent[] = {TEXT_REPORT_NETWORK, TEXT_RANDOM_COLUMN_EXPONENT,
                                         TEXT_RANDOM_COLUMN_SAMPLED, TEXT_RANDOM_COLUMN_CHANGE,
                                         TEXT_RANDOM_COLUMN_SAMPLED_CHANGE};

    write_note(writer);
    writer_headings(writer, gradient, G_N_ELEMENTS(gradient), "lr");
    write_rows(writer, write_gradient);
    writer_headings(writer, exponent, G_N_ELEMENTS(exponent), "lrrl");
    write_rows(writer, write_exponent);
}

const struct section section_random = {TEXT_SECTION_RANDOM, has_random, write_random};
