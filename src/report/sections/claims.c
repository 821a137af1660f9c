/* The claims of the spec and their verdicts. */
#include "rendering/words/figure_text.h"
#include "report/sections/sections.h"
#include "report/verdict.h"

static bool has_claims(const struct report *report) {
    return report->n_verdicts > 0;
}

/* "✗ wrong", in bold because it does not hold, or "✓ holds, rounded". */
static char *make_word(const struct spec *spec, enum verdict_kind verdict) {
    const char *word = verdict_word(verdict, (enum language)spec->figure.language);
    return g_strdup_printf(
        verdict_holds(verdict) ? WRITER_HOLDS " %s" : "<b>" WRITER_FAILS " %s</b>", word);
}

/* "✗ wrong: 57.7 is right", or "✓ holds, rounded". */
static char *make_verdict(const struct spec *spec, const struct claim *claim,
                          const struct verdict *verdict) {
    char *word = make_word(spec, verdict->verdict);
    char *detail = verdict_detail(claim, verdict, (enum language)spec->figure.language);

    if (*detail == '\0') {
        g_free(detail);
        return word;
    }
    return figure_text_about(spec, word, detail);
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

/* ---- the verdict on all ---- */

static size_t count_failed(const struct report *report) {
    size_t n = 0;

    for (size_t i = 0; i < report->n_verdicts; i++) {
        n += verdict_holds(report->verdicts[i].verdict) ? 0 : 1;
    }
    return n;
}

static void write_sum(struct writer *writer, size_t n, size_t n_failed) {
    const struct spec *spec = writer->spec;
    char *sum = verdict_sum(n, n_failed, (enum language)spec->figure.language);

    *sum = g_ascii_toupper(*sum); /* which leaves Chinese as it is */
    writer_paragraph(
        writer, figure_text_fill(
                    spec, TEXT_CLAIMS_SENTENCE,
                    TEXT_FIELDS({"mark", g_strdup(n_failed == 0 ? WRITER_HOLDS : WRITER_FAILS)},
                                {"verdict", sum})));
}

/* "✗ wrong, “an improvement of about 57.8 times”: 57.7 is right" */
static void write_failed(struct writer *writer, const struct claim *claim,
                         const struct verdict *verdict) {
    const struct spec *spec = writer->spec;
    char *name =
        claim->text != NULL ? g_markup_escape_text(claim->text, -1) : make_quantity(spec, claim);
    char *detail = verdict_detail(claim, verdict, (enum language)spec->figure.language);

    writer_item(writer, figure_text_fill(spec, TEXT_CLAIM_FAILED,
                                         TEXT_FIELDS({"verdict", make_word(spec, verdict->verdict)},
                                                     {"claim", name}, {"detail", detail})));
}

void write_verdict(struct writer *writer) {
    enum { FAILED_MAX = 8 };
    const struct report *report = writer->report;
    size_t n_failed = count_failed(report);
    size_t n_written = 0;

    if (report->n_verdicts == 0) {
        return;
    }
    write_sum(writer, report->n_verdicts, n_failed);
    for (size_t i = 0; i < report->n_verdicts && n_written < FAILED_MAX; i++) {
        const struct verdict *verdict = &report->verdicts[i];
        if (!verdict_holds(verdict->verdict)) {
            write_failed(writer, claims_at(report->claims, i), verdict);
            n_written++;
        }
    }
    writer_end_list(writer);
    if (n_written < n_failed) {
        writer_paragraph(writer, g_strdup(figure_text(writer->spec, TEXT_CLAIMS_MORE)));
    }
}

/* ---- the table ---- */

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
    static const enum text headings[] = {TEXT_CLAIM_TEXT, TEXT_CLAIM_VERDICT, TEXT_CLAIM_PRINTED,
                                         TEXT_CLAIM_COMPUTED, TEXT_REPORT_QUANTITY};
    const struct report *report = writer->report;

    writer_headings(writer, headings, G_N_ELEMENTS(headings), "llrrl");
    for (size_t i = 0; i < report->n_verdicts; i++) {
        write_claim(writer, claims_at(report->claims, i), &report->verdicts[i]);
    }
}

const struct section section_claims = {TEXT_SECTION_CLAIMS, has_claims, write_claims};
