/* The claims of the spec and their verdicts. */
#include "rendering/figure_text.h"
#include "report/sections/sections.h"
#include "report/verdict_text.h"

static bool has_claims(const struct report *report) {
    return report->verdicts->len > 0;
}

/* "wrong: 57.7 is right", or "holds, rounded". */
static char *make_verdict(const struct spec *spec, const struct claim *claim,
                          const struct verdict *verdict) {
    enum language language = (enum language)spec->figure.language;
    char *word = g_strdup(verdict_word(verdict->verdict, language));
    char *detail = verdict_detail(claim, verdict, language);

    if (*detail == '\0') {
        g_free(detail);
        return word;
    }
    return figure_text_fill(spec, TEXT_CLAIM_WITH_DETAIL,
                            TEXT_FIELDS({"verdict", word}, {"detail", detail}));
}

static char *make_quantity(const struct spec *spec, const struct claim *claim) {
    char *quantity = g_markup_escape_text(claim->quantity_text, -1);

    if (*claim->settings == '\0') {
        return quantity;
    }
    return figure_text_fill(spec, TEXT_CLAIM_WITH_SETTINGS,
                            TEXT_FIELDS({"quantity", quantity},
                                        {"settings", g_markup_escape_text(claim->settings, -1)}));
}

/* Puts text and verdict first, because a narrow screen hides the other columns. */
static void write_claim(struct writer *writer, const struct claim *claim,
                        const struct verdict *verdict) {
    const struct spec *spec = writer->spec;

    writer_cell(writer, g_markup_escape_text(claim->text != NULL ? claim->text : "", -1));
    writer_cell(writer, make_verdict(spec, claim, verdict));
    writer_cell(writer, verdict_claimed(claim));
    writer_cell(writer, verdict_computed(claim, verdict, (enum language)spec->figure.language));
    writer_cell(writer, make_quantity(spec, claim));
    writer_end_row(writer);
}

static void write_claims(struct writer *writer) {
    const struct report *report = writer->report;

    writer_text_cell(writer, TEXT_CLAIM_TEXT);
    writer_text_cell(writer, TEXT_CLAIM_VERDICT);
    writer_text_cell(writer, TEXT_CLAIM_PRINTED);
    writer_text_cell(writer, TEXT_CLAIM_COMPUTED);
    writer_text_cell(writer, TEXT_REPORT_QUANTITY);
    writer_end_headings(writer, 5, 2, 4);
    for (guint i = 0; i < report->verdicts->len; i++) {
        write_claim(writer, claims_at(report->claims, i),
                    &g_array_index(report->verdicts, struct verdict, i));
    }
}

const struct section section_claims = {TEXT_SECTION_CLAIMS, has_claims, write_claims};
