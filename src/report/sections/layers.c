/* Activations and gradients, layer by layer. */
#include "rendering/words/figure_text.h"
#include "report/sections/sections.h"

/* A column of each network. */
static const struct {
    enum panel_kind panel;
    const char *symbol; /* after the network's name */
} columns[] = {
    {PANEL_ACTIVATION, " <i>x</i><sub><i>n</i></sub>"},
    {PANEL_GRADIENT, " <i>g</i><sub><i>n</i></sub>"},
};

/* A row of the networks from `begin` up to, but without, `end`. */
static void write_layer(struct writer *writer, guint row, size_t begin, size_t end) {
    const struct report *report = writer->report;

    writer_whole_cell(writer, g_array_index(report->layers, int64_t, row));
    for (size_t k = 0; k < G_N_ELEMENTS(columns); k++) {
        for (size_t i = begin; i < end; i++) {
            const struct curve *curve = report_curve(report, columns[k].panel, i);
            writer_number_cell(writer, curve->points[row].y);
        }
    }
    writer_end_row(writer);
}

static void write_table(struct writer *writer, size_t begin, size_t end) {
    writer_cell(writer, g_strdup("<i>n</i>"));
    for (size_t k = 0; k < G_N_ELEMENTS(columns); k++) {
        for (size_t i = begin; i < end; i++) {
            writer_network_cell(writer, i, columns[k].symbol);
        }
    }
    writer_end_headings(writer, G_N_ELEMENTS(columns) * (end - begin) + 1, "r");
    for (guint row = 0; row < writer->report->layers->len; row++) {
        write_layer(writer, row, begin, end);
    }
    writer_end_table(writer);
}

/* One table for every few networks, because more columns do not fit on paper. */
static void write_layers(struct writer *writer) {
    static const size_t networks_max = 3;
    size_t n = writer->spec->n_networks;

    writer_paragraph(writer, g_strdup(figure_text(writer->spec, TEXT_LAYERS_NOTE)));
    for (size_t i = 0; i < n; i += networks_max) {
        write_table(writer, i, MIN(i + networks_max, n));
    }
}

const struct section section_layers = {TEXT_SECTION_LAYERS, NULL, write_layers};
