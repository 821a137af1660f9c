/* Measured gradients: the fits again from the values, how straight they are, and where they bend.
 */
#include "simulation/measured.h"
#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/measured_text.h"
#include "rendering/words/slope_products.h"
#include "report/sections/sections.h"

static bool has_measured(const struct report *report) {
    return report->spec->n_measured > 0;
}

/* ---- the fits ---- */

static char *make_slope(const struct spec *spec, const struct gradient_fit *fit) {
    enum { ERROR_DIGITS = 2 };

    return figure_text_fill(spec, TEXT_NUMBER_ERROR,
                            TEXT_FIELDS({"value", formatted_slope(fit->s, WRITER_DIGITS)},
                                        {"error", formatted_number(fit->se_s, ERROR_DIGITS)}));
}

static char *make_better(const struct spec *spec, const struct gradient_fit *fit) {
    static const enum text texts[] = {
        [FIT_LEVEL] = TEXT_MEASURED_BETTER_NONE,      [FIT_STEADY] = TEXT_MEASURED_BETTER_STEADY,
        [FIT_NEITHER] = TEXT_MEASURED_BETTER_NEITHER, [FIT_SLOPE] = TEXT_MEASURED_BETTER_SLOPE,
        [FIT_POWER] = TEXT_MEASURED_BETTER_POWER,
    };
    return g_strdup(figure_text(spec, texts[fit_law_of(fit)]));
}

static void write_fit(struct writer *writer, size_t index) {
    const struct spec *spec = writer->spec;
    struct gradient_fit fit;

    if (!measured_fit(&spec->measured[index], &fit)) {
        for (int i = 0; i < 5; i++) {
            writer_text_cell(writer, TEXT_REPORT_NONE);
        }
        return;
    }
    writer_cell(writer, make_slope(spec, &fit));
    writer_cell(writer, measured_text_r2(spec, fit.r2));
    writer_cell(writer, writer_number(number_from_double(fit.power)));
    writer_cell(writer, measured_text_r2(spec, fit.power_r2));
    writer_cell(writer, make_better(spec, &fit));
}

static void write_curve(struct writer *writer, size_t index) {
    const struct measured *measured = &writer->spec->measured[index];
    size_t n = measured->gradients.n_values;
    size_t n_points = n - measured_count_left_out(measured);

    writer_cell(writer, measured_text_name(writer->spec, index));
    writer_cell(writer, g_strdup(measured_text_quantity(
                            writer->spec, (enum measured_quantity)measured->quantity)));
    writer_cell(writer, figure_text_fill(writer->spec, TEXT_MEASURED_POINTS_OF,
                                         TEXT_FIELDS({"points", formatted_whole((int64_t)n_points)},
                                                     {"n", formatted_whole((int64_t)n)})));
    write_fit(writer, index);
    writer_end_row(writer);
}

static void write_table(struct writer *writer) {
    static const enum text headings[] = {
        TEXT_MEASURED_CURVE, TEXT_MEASURED_QUANTITY, TEXT_MEASURED_POINTS,   TEXT_MEASURED_SLOPE,
        TEXT_MEASURED_R2,    TEXT_MEASURED_EXPONENT, TEXT_MEASURED_POWER_R2, TEXT_MEASURED_BETTER,
    };

    writer_headings(writer, headings, G_N_ELEMENTS(headings), "llrrrrrl");
    for (size_t i = 0; i < writer->spec->n_measured; i++) {
        write_curve(writer, i);
    }
    writer_end_table(writer);
}

/* ---- straightness ---- */

static void write_straightness(struct writer *writer, size_t index) {
    const struct spec *spec = writer->spec;
    struct straightness found;

    if (!measured_straightness(&spec->measured[index], &found)) {
        return;
    }
    writer_item(writer,
                figure_text_fill(spec, found.breaks ? TEXT_MEASURED_BREAKS : TEXT_MEASURED_UNBROKEN,
                                 TEXT_FIELDS({"name", measured_text_name(spec, index)},
                                             {"start", writer_number(found.start)},
                                             {"factor", writer_number(found.factor)},
                                             {"layer", formatted_whole((int64_t)found.layer)},
                                             {"break", formatted_whole((int64_t)found.break_layer)},
                                             {"before", writer_number(found.s_before)},
                                             {"after", writer_number(found.s_after)})));
}

static void write_measured(struct writer *writer) {
    writer_paragraph(writer, g_strdup(figure_text(writer->spec, TEXT_MEASURED_METHOD)));
    write_table(writer);
    for (size_t i = 0; i < writer->spec->n_measured; i++) {
        write_straightness(writer, i);
    }
    writer_end_list(writer);
}

const struct section section_measured = {TEXT_SECTION_MEASURED, has_measured, write_measured};
