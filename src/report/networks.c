/* The derived quantities of all networks: a table of rows, each with the field that it shows. */
#include <stddef.h>

#include "base/format.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "report/writer.h"

/* What one cell is written from. */
struct source {
    const struct writer *writer;
    size_t index; /* of the network */
    const struct derived *derived;
    const void *field; /* of `derived`, that the row is about */
};

static const char *choose(const struct source *source, const char *english, const char *chinese) {
    return writer_choose(source->writer, english, chinese);
}

static void write_layer(const struct source *source, GString *cell) {
    g_string_append(cell, "<i>y</i> = ");
    formula_append_layer(cell, &source->writer->spec->networks[source->index]);
}

static void write_number(const struct source *source, GString *cell) {
    const struct number *number = source->field;

    if (number_exists(*number)) {
        format_number(cell, *number, WRITER_FULL_DIGITS);
    } else {
        g_string_append(cell, choose(source, "none", "无"));
    }
}

static void write_class(const struct source *source, GString *cell) {
    g_string_append(cell, figure_text_class(source->writer->spec, source->derived->class));
}

static void write_decades(const struct source *source, GString *cell) {
    double decades = source->derived->decades;

    if (isnan(decades)) {
        g_string_append(cell, choose(source, "none", "无"));
    } else if (isinf(decades)) {
        g_string_append(cell, "\u2212∞");
    } else {
        format_double(cell, decades, WRITER_FULL_DIGITS);
    }
}

static void write_half_life(const struct source *source, GString *cell) {
    const struct derived *derived = source->derived;
    bool grows = derived->gradient.log10_abs > 0;

    if (derived->zero_layer != NO_LAYER) {
        g_string_append(cell, choose(source, "is 0 from layer ", "归零起始层："));
        format_whole(cell, derived->zero_layer);
        g_string_append(cell, choose(source, " on", ""));
    } else if (isnan(derived->half_life)) {
        g_string_append(cell, choose(source, "none", "无"));
    } else if (isinf(derived->half_life)) {
        g_string_append(cell, choose(source, "keeps its size", "大小不变"));
    } else {
        const char *unit = derived->half_life == 1 ? "layer" : "layers";
        g_string_append(cell, grows ? choose(source, "doubles every ", "加倍所需层数：")
                                    : choose(source, "halves every ", "减半所需层数："));
        format_double(cell, derived->half_life, WRITER_FULL_DIGITS);
        g_string_append_printf(cell, choose(source, " %s", ""), unit);
    }
}

static void write_first_outside(const struct source *source, GString *cell) {
    static const double whole_max = 1e15;
    double layer = *(const double *)source->field;

    if (isinf(layer)) {
        g_string_append(cell, choose(source, "none", "无"));
    } else if (layer < whole_max) {
        format_whole(cell, (int64_t)layer);
    } else {
        format_double(cell, layer, WRITER_TABLE_DIGITS);
    }
}

static void write_fixed_point(const struct source *source, GString *cell) {
    static const char *const words[][N_LANGUAGES] = {
        [STABILITY_ATTRACTING] = {", attracting", "，吸引"},
        [STABILITY_NEUTRAL] = {", neutral", "，中性"},
        [STABILITY_REPELLING] = {", repelling", "，排斥"},
    };
    enum stability stability = source->derived->stability;

    write_number(source, cell);
    if (stability != STABILITY_NONE) {
        g_string_append(cell, words[stability][source->writer->spec->figure.language]);
    }
}

static void write_line(const struct source *source, GString *cell) {
    g_string_append(cell, "<i>y</i> = ");
    formula_append_line(cell, *(const struct line *)source->field, WRITER_FULL_DIGITS);
}

static void write_angle(const struct source *source, GString *cell) {
    write_number(source, cell);
    g_string_append(cell, "°");
}

/* In the names %s is the first network. */
static const struct row {
    const char *names[N_LANGUAGES];
    void (*write)(const struct source *source, GString *cell);
    size_t offset; /* of the field in struct derived */
} rows[] = {
#define FIELD(name) offsetof(struct derived, name)
#define OUTSIDE(range) FIELD(first_outside) + (range) * sizeof(double)
    {{"Layer", "每层"}, write_layer, 0},
    {{"Gradient <i>g</i><sub><i>n</i></sub>", "梯度 <i>g</i><sub><i>n</i></sub>"},
     write_number,
     FIELD(gradient)},
    {{"Class", "类别"}, write_class, 0},
    {{"Decades a layer", "每层数量级变化"}, write_decades, 0},
    {{"Effective slope |<i>g</i><sub><i>n</i></sub>|^(1/<i>n</i>)",
      "等效斜率 |<i>g</i><sub><i>n</i></sub>|^(1/<i>n</i>)"},
     write_number,
     FIELD(effective_slope)},
    {{"The gradient", "梯度变化"}, write_half_life, 0},
    {{"First layer outside 10<sup>−3</sup> to 10<sup>3</sup>",
      "首次超出 10<sup>−3</sup> 至 10<sup>3</sup> 的层"},
     write_first_outside,
     OUTSIDE(RANGE_THOUSAND)},
    {{"First layer outside half precision", "首次超出半精度的层"},
     write_first_outside,
     OUTSIDE(RANGE_HALF)},
    {{"First layer outside single precision", "首次超出单精度的层"},
     write_first_outside,
     OUTSIDE(RANGE_FLOAT)},
    {{"First layer outside double precision", "首次超出双精度的层"},
     write_first_outside,
     OUTSIDE(RANGE_DOUBLE)},
    {{"Activation <i>x</i><sub><i>n</i></sub>", "激活值 <i>x</i><sub><i>n</i></sub>"},
     write_number,
     FIELD(activation)},
    {{"Fixed point", "不动点"}, write_fixed_point, FIELD(fixed_point)},
    {{"All layers as one line", "所有层合成的直线"}, write_line, FIELD(composed)},
    {{"Angle of the first layer", "首层的角度"}, write_angle, FIELD(layer_angle)},
    {{"Angle of all layers", "所有层合成的角度"}, write_angle, FIELD(composed_angle)},
    {{"Improvement over %s", "相对%s的改善倍数"}, write_number, FIELD(improvement)},
#undef FIELD
#undef OUTSIDE
};

/* The networks from `begin` to before `end`. */
static void write_row(struct writer *writer, const struct row *row, size_t begin, size_t end) {
    const char *name = row->names[writer->spec->figure.language];
    char *first = figure_text_full_network(writer->spec, 0);

    writer_cell(writer, g_strdup_printf(name, first));
    for (size_t i = begin; i < end; i++) {
        const struct derived *derived = &writer->report->derived[i];
        const struct source source = {writer, i, derived, (const char *)derived + row->offset};
        GString *cell = g_string_new(NULL);
        row->write(&source, cell);
        writer_cell(writer, g_string_free(cell, FALSE));
    }
    writer_end_row(writer);
    g_free(first);
}

static void write_table(struct writer *writer, size_t begin, size_t end) {
    writer_word_cell(writer, "Quantity", "量");
    for (size_t i = begin; i < end; i++) {
        writer_network_cell(writer, i, "");
    }
    writer_end_headings(writer, end - begin + 1, SIZE_MAX, SIZE_MAX); /* numbers of all kinds */
    for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
        write_row(writer, &rows[k], begin, end);
    }
    writer_end_table(writer);
}

void networks_write(struct writer *writer) {
    size_t n = writer->spec->n_networks;

    writer_heading(writer, "Networks", "网络");
    for (size_t i = 0; i < n; i += WRITER_NETWORKS_MAX) {
        write_table(writer, i, MIN(i + WRITER_NETWORKS_MAX, n));
    }
}
