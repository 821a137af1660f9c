/* The effect of each slope of the sweep on the gradient, and the limits of the classes. */
#include <math.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "report/sections/sections.h"
#include "simulation/network.h"
#include "spec/gradient_class.h"

/* Fills the gaps of a text on classes. The limits are those of the slopes of `n_layers` equal
 * blocks whose product is the gradient. */
static char *fill_classes(const struct spec *spec, enum text text, int64_t n_layers) {
    static const char *const classes[N_CLASSES] = {"class_1", "class_2", "class_3", "class_4",
                                                   "class_5"};
    static const char *const limits[CLASS_AMPLIFYING] = {"limit_1", "limit_2", "limit_3",
                                                         "limit_4"};
    struct markup_field fields[2 + N_CLASSES + CLASS_AMPLIFYING] = {
        {"n", formatted_whole(spec->depth), spec->depth != 1},
        {"block", formula_sweep_block(&spec->sweep)},
    };
    size_t n = 2;

    for (int i = 0; i < N_CLASSES; i++) {
        char *word = g_strdup(figure_text_class(spec, (enum gradient_class)i));
        fields[n++] = (struct markup_field){classes[i], word};
    }
    for (int i = 0; i < CLASS_AMPLIFYING; i++) {
        double log10_limit = gradient_class_limit((enum gradient_class)i);
        double limit = pow(10, log10_limit / (double)n_layers);
        fields[n++] = (struct markup_field){limits[i], writer_number(number_from_double(limit))};
    }
    return figure_text_fill(spec, text, fields, n);
}

static void write_classes(struct writer *writer) {
    const struct spec *spec = writer->spec;
    GString *text = g_string_new(NULL);

    figure_text_append(text, fill_classes(spec, TEXT_SWEEP_CLASSES, 1));
    if (spec->depth > 0 && spec->sweep.slope_sd.value == 0) {
        figure_text_append(text, fill_classes(spec, TEXT_SWEEP_BLOCK_CLASSES, spec->depth));
    }
    writer_paragraph(writer, g_string_free(text, FALSE));
}

static void write_slope(struct writer *writer, size_t index) {
    const struct sweep *sweep = &writer->spec->sweep;
    const struct curve *curve = report_curve(writer->report, PANEL_SWEEP, index);
    struct number gradient = curve->points[curve->n_points - 1].y;

    writer_cell(writer, formatted_typed(sweep->slopes.values[index].text));
    writer_number_cell(writer, sweep_block_slope(sweep, index));
    writer_number_cell(writer, gradient);
    writer_cell(writer, g_strdup(figure_text_class(writer->spec, gradient_class_of(gradient))));
    writer_end_row(writer);
}

static void write_sweep(struct writer *writer) {
    char *block = formula_sweep_block(&writer->spec->sweep);
    g_autofree char *depth = formatted_whole(writer->spec->depth);
    g_autofree char *power = g_strdup_printf("(%s)<sup>%s</sup>", block, depth);

    write_classes(writer);
    writer_text_cell(writer, TEXT_SWEEP_SLOPE);
    writer_cell(writer, block);
    if (writer->spec->sweep.slope_sd.value == 0) {
        writer_cell(writer, g_strdup(power));
    } else {
        writer_text_cell(writer, TEXT_RANDOM_COLUMN_MEDIAN);
    }
    writer_text_cell(writer, TEXT_REPORT_CLASS);
    writer_end_headings(writer, 4, "rrrl");
    for (size_t i = 0; i < writer->spec->sweep.slopes.n_values; i++) {
        write_slope(writer, i);
    }
}

static bool is_due(const struct report *report) {
    return section_is_of_blocks(report, PANEL_SWEEP);
}

const struct section section_sweep = {TEXT_SECTION_SWEEP, is_due, write_sweep};
