/* The gradient of each network as a sum over paths, by their length. */
#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/path_text.h"
#include "report/sections/sections.h"

/* "plain, no-skip: not shown, because ...", at the first network with this reason. */
static void write_reason(struct writer *writer, size_t index) {
    const struct spec *spec = writer->spec;
    const struct paths *paths = writer->report->paths;
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < spec->n_networks; i++) {
        if (paths[i].state == paths[index].state) {
            if (i < index) { /* said before */
                g_string_free(names, TRUE);
                return;
            }
            figure_text_append_item(names, spec, TEXT_NAME_SEPARATOR,
                                    figure_text_full_network(spec, i));
        }
    }
    char *reason = path_text_reason(spec, paths[index].state, g_string_free(names, FALSE), false);
    writer_paragraph(writer,
                     figure_text_fill(spec, TEXT_SENTENCE, TEXT_FIELDS({"sentence", reason})));
}

/* ---- the summary ---- */

static char *percent(const struct spec *spec, struct number share) {
    return figure_text_percent(spec, share, WRITER_PERCENT_DIGITS);
}

/* "residual: 2^10 paths. Length 1 dominates with 32.3%; the mean length is 1.67." */
static char *make_dominating(const struct spec *spec, size_t index, const struct paths *paths) {
    return figure_text_fill(spec, paths->is_shared ? TEXT_PATHS_SUMMARY_SHARED : TEXT_PATHS_SUMMARY,
                            TEXT_FIELDS({"name", figure_text_full_network(spec, index)},
                                        {"n", formatted_whole(spec->depth)},
                                        {"before", formatted_whole(paths->dominating - 1)},
                                        {"length", formatted_whole(paths->dominating)},
                                        {"share", percent(spec, paths->largest_share)},
                                        {"mean", writer_number(number_from_double(paths->mean))}));
}

static char *make_band(const struct spec *spec, size_t index, const struct paths *paths) {
    return figure_text_fill(spec, TEXT_PATHS_SUMMARY_BAND,
                            TEXT_FIELDS({"band", path_text_lengths(spec, paths->band),
                                         !path_text_is_one(spec, paths->band)},
                                        {"share", percent(spec, paths->band_gradient)},
                                        {"whole", g_strdup(path_text_whole(spec, &index, 1))},
                                        {"paths", percent(spec, paths->band_paths)}));
}

static char *make_cancellation(const struct spec *spec, const struct paths *paths) {
    if (!number_exists(paths->cancellation)) {
        return g_strdup(figure_text(spec, TEXT_PATHS_SUMMARY_TO_ZERO));
    }
    return figure_text_fill(spec, TEXT_PATHS_SUMMARY_CANCELLATION,
                            TEXT_FIELDS({"factor", writer_number(paths->cancellation)}));
}

static void write_summary(struct writer *writer, size_t index) {
    const struct paths *paths = &writer->report->paths[index];
    GString *text = g_string_new(NULL);

    figure_text_append(text, make_dominating(writer->spec, index, paths));
    figure_text_append(text, make_band(writer->spec, index, paths));
    if (path_terms_cancel(paths->cancellation)) {
        figure_text_append(text, make_cancellation(writer->spec, paths));
    }
    writer_paragraph(writer, g_string_free(text, FALSE));
}

/* ---- the table ---- */

/* "Shown are lengths 5 to 17 of 0 to 54.", if some are not shown. */
static void write_choice(struct writer *writer, const GArray *terms) {
    const struct spec *spec = writer->spec;
    int64_t first = g_array_index(terms, struct path_term, 0).length;
    int64_t last = g_array_index(terms, struct path_term, terms->len - 1).length;
    bool is_whole = terms->len == (gsize)(last - first) + 1;

    if (terms->len < (gsize)spec->depth + 1) {
        writer_paragraph(
            writer,
            figure_text_fill(spec, is_whole ? TEXT_PATHS_LENGTHS_ALL : TEXT_PATHS_LENGTHS_SOME,
                             TEXT_FIELDS({"first", formatted_whole(first)},
                                         {"last", formatted_whole(last)},
                                         {"n", formatted_whole(spec->depth)})));
    }
}

static void write_term(struct writer *writer, const struct path_term *term) {
    writer_whole_cell(writer, term->length);
    writer_number_cell(writer, term->n_paths);
    writer_cell(writer, percent(writer->spec, term->paths));
    writer_number_cell(writer, term->term);
    writer_cell(writer, percent(writer->spec, term->gradient));
    writer_end_row(writer);
}

static void write_terms(struct writer *writer, size_t index) {
    const GArray *terms = writer->report->terms[index];
    bool is_of_moduli = path_terms_cancel(writer->report->paths[index].cancellation);
    const enum text headings[] = {TEXT_PATHS_COLUMN_LENGTH, TEXT_PATHS_COLUMN_PATHS,
                                  TEXT_PATHS_COLUMN_SHARE, TEXT_PATHS_COLUMN_TERM,
                                  is_of_moduli ? TEXT_PATHS_COLUMN_MODULI
                                               : TEXT_PATHS_COLUMN_GRADIENT};

    write_choice(writer, terms);
    writer_headings(writer, headings, G_N_ELEMENTS(headings), "r");
    for (guint i = 0; i < terms->len; i++) {
        write_term(writer, &g_array_index(terms, struct path_term, i));
    }
    writer_end_table(writer);
}

static void write_paths(struct writer *writer) {
    for (size_t i = 0; i < writer->spec->n_networks; i++) {
        if (writer->report->paths[i].state == PATHS_SHOWN) {
            write_summary(writer, i);
            write_terms(writer, i);
        } else {
            write_reason(writer, i);
        }
    }
}

bool section_is_of_blocks(const struct report *report, enum panel_kind panel) {
    bool is = spec_has_panel(report->spec, panel);

    for (size_t i = 0; i < report->spec->n_networks && !is; i++) {
        is = report->paths[i].state != PATHS_NO_SKIP;
    }
    return is;
}

static bool is_due(const struct report *report) {
    return section_is_of_blocks(report, PANEL_PATHS);
}

const struct section section_paths = {TEXT_SECTION_PATHS, is_due, write_paths};
