/* The report in Markdown: its head and the order of its sections. */

#include "rendering/figure/alt.h"
#include "rendering/figure/figure_subtitle.h"
#include "rendering/figure/headline.h"
#include "rendering/panels/panel_types.h"
#include "rendering/words/figure_text.h"
#include "report/sections/sections.h"
#include "report/writer.h"
#include "spec/recipe.h"

/* ---- the head ---- */

/* "plain, residual" */
static char *list_networks(const struct spec *spec) {
    GString *list = g_string_new(NULL);

    for (size_t i = 0; i < spec->n_networks; i++) {
        figure_text_append_item(list, spec, TEXT_NAME_SEPARATOR, figure_text_full_network(spec, i));
    }
    return g_string_free(list, FALSE);
}

/* The names of the networks, whose formulas are in their table, or the user's subtitle. */
static char *make_subtitle(const struct spec *spec) {
    if (spec->labels.subtitle != NULL) {
        return figure_text_of_user(spec->labels.subtitle);
    }
    return figure_text_about(spec, figure_subtitle_layers(spec), list_networks(spec));
}

static void write_head(struct writer *writer, const char *figure) {
    g_string_append(writer->text, "# ");
    writer_paragraph(writer, headline_text(writer->report->figure, TITLE_LONG));
    writer_paragraph(writer, make_subtitle(writer->spec));
    write_verdict(writer);
    if (figure != NULL) {
        g_autofree char *alt = alt_text(writer->report->figure);
        g_string_append(writer->text, "![");
        writer_plain(writer, alt);
        g_string_append_printf(writer->text, "](%s)\n\n", figure);
    }
}

/* ---- sections without a table ---- */

static void write_findings(struct writer *writer) {
    const struct choices *panels = &writer->spec->figure.panels;

    for (size_t i = 0; i < panels->n_values; i++) {
        writer_item(writer, panel_type_of((enum panel_kind)panels->values[i])
                                ->title(writer->report->figure, TITLE_LONG));
    }
}

static bool has_notices(const struct report *report) {
    return report->notices->len + report->left_out->len > 0;
}

static void write_notices(struct writer *writer) {
    const GArray *notices = writer->report->notices;
    guint n = 0; /* of one kind */

    for (guint i = 0; i < notices->len; i += n) {
        const struct notice *notice = &g_array_index(notices, struct notice, i);
        n = 1;
        while (i + n < notices->len && notice[n].kind == notice->kind) {
            n++;
        }
        writer_item(writer, notice_text(writer->report, notice, n));
    }
    for (guint i = 0; i < writer->report->left_out->len; i++) {
        char *sentence = figure_text_of_user(g_ptr_array_index(writer->report->left_out, i));
        writer_item(writer, figure_text_fill(writer->spec, TEXT_SENTENCE,
                                             TEXT_FIELDS({"sentence", sentence})));
    }
}

static void write_parameters(struct writer *writer) {
    writer_paragraph(writer, g_strdup(figure_text(writer->spec, TEXT_PARAMETERS_NOTE)));
    g_string_append_printf(writer->text, "```yaml\n%s```\n", writer->recipe);
}

static const struct section section_findings = {TEXT_SECTION_FINDINGS, NULL, write_findings};
static const struct section section_notices = {TEXT_SECTION_NOTICES, has_notices, write_notices};
static const struct section section_parameters = {TEXT_SECTION_PARAMETERS, NULL, write_parameters};

/* ---- the report ---- */

static const struct section *const sections[] = {
    &section_findings, &section_networks, &section_random,     &section_measured,
    &section_sweep,    &section_claims,   &section_paths,      &section_networks_details,
    &section_layers,   &section_notices,  &section_parameters,
};

char *report_markdown(const struct report *report, const char *figure,
                      struct gradfig_error *error) {
    g_autofree char *recipe = recipe_write(report->spec, error);

    if (recipe == NULL) {
        return NULL;
    }
    struct writer writer = {report, report->spec, recipe, g_string_new(NULL)};
    write_head(&writer, figure);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
        if (sections[i]->is_due == NULL || sections[i]->is_due(report)) {
            writer_heading(&writer, sections[i]->heading);
            sections[i]->write(&writer);
        }
    }
    return g_string_free(writer.text, FALSE);
}
