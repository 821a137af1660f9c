/* The derived quantities of all networks, a row a network. */
#include <stddef.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "report/sections/sections.h"

/* The input for one cell. */
struct cell_input {
    const struct spec *spec;
    size_t index; /* of the network */
    const struct derived *derived;
    const void *field; /* of `derived`, which the row shows */
};

static char *make_none(const struct cell_input *source) {
    return g_strdup(figure_text(source->spec, TEXT_REPORT_NONE));
}

static char *make_layer(const struct cell_input *source) {
    GString *cell = g_string_new("<i>y</i> = ");
    figure_text_append_layer(cell, source->spec, source->index);
    return g_string_free(cell, FALSE);
}

static char *make_number(const struct cell_input *source) {
    const struct number *number = source->field;
    return number_exists(*number) ? writer_number(*number) : make_none(source);
}

static char *make_class(const struct cell_input *source) {
    return g_strdup(figure_text_class(source->spec, source->derived->class));
}

static char *make_decades(const struct cell_input *source) {
    double decades = source->derived->decades;

    if (isnan(decades)) {
        return make_none(source);
    }
    return isinf(decades) ? g_strdup("\u2212∞") : writer_number(number_from_double(decades));
}

char *section_change(const struct spec *spec, double half_life, bool grows) {
    if (isnan(half_life)) {
        return g_strdup(figure_text(spec, TEXT_REPORT_NONE));
    }
    if (isinf(half_life)) {
        return g_strdup(figure_text(spec, TEXT_CHANGE_NONE));
    }
    char *n = formatted_number(number_from_double(half_life), WRITER_DIGITS);
    return figure_text_fill(spec, grows ? TEXT_CHANGE_DOUBLES : TEXT_CHANGE_HALVES,
                            TEXT_FIELDS({"n", n, !g_str_equal(n, "1")}));
}

static char *make_change(const struct cell_input *source) {
    const struct derived *derived = source->derived;
    bool grows =
        derived->is_random ? derived->random.exponent > 0 : derived->gradient.log10_abs > 0;

    if (derived->zero_layer != NO_LAYER) {
        return figure_text_fill(source->spec, TEXT_CHANGE_ZERO,
                                TEXT_FIELDS({"layer", formatted_whole(derived->zero_layer)}));
    }
    return section_change(source->spec, derived->half_life, grows);
}

static char *make_first_outside(const struct cell_input *source) {
    static const double whole_max = 1e15;
    double layer = *(const double *)source->field;

    if (isinf(layer)) {
        return make_none(source);
    }
    return layer < whole_max ? formatted_whole((int64_t)layer)
                             : writer_number(number_from_double(layer));
}

static char *make_fixed_point(const struct cell_input *source) {
    static const enum text texts[] = {
        [STABILITY_ATTRACTING] = TEXT_FIXED_POINT_ATTRACTING,
        [STABILITY_NEUTRAL] = TEXT_FIXED_POINT_NEUTRAL,
        [STABILITY_REPELLING] = TEXT_FIXED_POINT_REPELLING,
    };
    enum stability stability = source->derived->stability;
    char *number = make_number(source);

    return stability == STABILITY_NONE
               ? number
               : figure_text_fill(source->spec, texts[stability], TEXT_FIELDS({"value", number}));
}

static char *make_line(const struct cell_input *source) {
    GString *cell = g_string_new("<i>y</i> = ");
    formula_append_line(cell, *(const struct line *)source->field, WRITER_DIGITS);
    return g_string_free(cell, FALSE);
}

static char *make_angle(const struct cell_input *source) {
    GString *cell = g_string_new(NULL);
    figure_text_append(cell, make_number(source));
    g_string_append(cell, "°");
    return g_string_free(cell, FALSE);
}

/* ---- the tables ---- */

/* A column of a table. */
struct column {
    enum text name;
    char *(*make)(const struct cell_input *source);
    size_t offset; /* of the field in struct derived */
};

#define FIELD(name) offsetof(struct derived, name)
#define OUTSIDE(range) FIELD(first_outside) + (range) * sizeof(double)

/* What most readers look for, and the rest: one table would be wider than any page. */
static const struct column results[] = {
    {TEXT_DERIVED_LAYER, make_layer, 0},
    {TEXT_DERIVED_GRADIENT, make_number, FIELD(gradient)},
    {TEXT_REPORT_CLASS, make_class, 0},
    {TEXT_DERIVED_CHANGE, make_change, 0},
    {TEXT_DERIVED_IMPROVEMENT, make_number, FIELD(improvement)},
    {TEXT_ACTIVATION_AXIS, make_number, FIELD(activation)},
    {TEXT_DERIVED_FIXED_POINT, make_fixed_point, FIELD(fixed_point)},
};
static const struct column details[] = {
    {TEXT_DERIVED_COMPOSED, make_line, FIELD(composed)},
    {TEXT_DERIVED_EFFECTIVE_SLOPE, make_number, FIELD(effective_slope)},
    {TEXT_DERIVED_DECADES, make_decades, 0},
    {TEXT_DERIVED_LAYER_ANGLE, make_angle, FIELD(layer_angle)},
    {TEXT_DERIVED_COMPOSED_ANGLE, make_angle, FIELD(composed_angle)},
    {TEXT_DERIVED_OUTSIDE_THOUSAND, make_first_outside, OUTSIDE(RANGE_THOUSAND)},
    {TEXT_DERIVED_OUTSIDE_HALF, make_first_outside, OUTSIDE(RANGE_HALF)},
    {TEXT_DERIVED_OUTSIDE_FLOAT, make_first_outside, OUTSIDE(RANGE_FLOAT)},
    {TEXT_DERIVED_OUTSIDE_DOUBLE, make_first_outside, OUTSIDE(RANGE_DOUBLE)},
};
#undef FIELD
#undef OUTSIDE

static void write_network(struct writer *writer, size_t index, const struct column *columns,
                          size_t n_columns) {
    const struct derived *derived = &writer->report->derived[index];

    writer_network_cell(writer, index, "");
    for (size_t i = 0; i < n_columns; i++) {
        const void *field = (const char *)derived + columns[i].offset;
        const struct cell_input source = {writer->spec, index, derived, field};
        writer_cell(writer, columns[i].make(&source));
    }
    writer_end_row(writer);
}

/* `alignment` is that of the columns, the network's name first. */
static void write_table(struct writer *writer, const struct column *columns, size_t n_columns,
                        const char *alignment) {
    const struct spec *spec = writer->spec;

    writer_text_cell(writer, TEXT_REPORT_NETWORK);
    for (size_t i = 0; i < n_columns; i++) {
        writer_cell(writer,
                    figure_text_fill(spec, columns[i].name,
                                     TEXT_FIELDS({"first", figure_text_full_network(spec, 0)})));
    }
    writer_end_headings(writer, n_columns + 1, alignment);
    for (size_t i = 0; i < spec->n_networks; i++) {
        write_network(writer, i, columns, n_columns);
    }
    writer_end_table(writer);
}

static void write_results(struct writer *writer) {
    write_table(writer, results, G_N_ELEMENTS(results), "llrllrrl");
}

static void write_details(struct writer *writer) {
    write_table(writer, details, G_N_ELEMENTS(details), "llr");
}

const struct section section_networks = {TEXT_SECTION_NETWORKS, NULL, write_results};
const struct section section_networks_details = {TEXT_SECTION_NETWORKS_DETAILS, NULL,
                                                 write_details};
