/* Writes the gallery page: a template with its texts and the data of a batch. */
#include "batch/gallery_page.h"

#include <string.h>

#include <glib.h>

#include "base/texts.h"
#include "batch/gallery_data.h"
#include "batch/gallery_html.h"
#include "batch/gallery_words.h"

static void write_escaped(FILE *stream, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    fputs(escaped, stream);
}

/* What tells pages apart before their script runs. */
static void write_head(FILE *stream, const struct gallery_page *page) {
    g_autofree char *title = gallery_title(page->spec, page->manifest);

    fputs("<meta name=\"batch\" content=\"", stream);
    write_escaped(stream, page->digest != NULL ? page->digest : "");
    fputs("\">\n<title>", stream);
    write_escaped(stream, title);
    fputs("</title>", stream);
}

/* A line with a text in the place of each @name@. */
static void write_line(FILE *stream, const char *line, enum language language) {
    const char *at;

    while ((at = strchr(line, '@')) != NULL) {
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
        enum text text = at[1 + length] == '@' ? gallery_find_text(at + 1, length) : N_TEXTS;
        fwrite(line, 1, (size_t)(at - line), stream);
        if (text == N_TEXTS) {
            fputc('@', stream);
            line = at + 1;
        } else {
            write_escaped(stream, texts_get(language, text));
            line = at + length + 2;
        }
    }
    fputs(line, stream);
}

void gallery_page_write(const struct gallery_page *page, FILE *stream) {
    enum language language = (enum language)page->spec->figure.language;

    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        if (strcmp(page_lines[i], "@DATA@") == 0) {
            gallery_data_write(page, stream);
        } else if (strcmp(page_lines[i], "@HEAD@") == 0) {
            write_head(stream, page);
        } else {
            write_line(stream, page_lines[i], language);
        }
        fputc('\n', stream);
    }
}

bool gallery_page_is_of(const char *text, const char *digest) {
    g_autofree char *meta = g_strdup_printf("<meta name=\"batch\" content=\"%s\">", digest);
    return strstr(text, meta) != NULL;
}

bool gallery_page_is_ours(const char *text) {
    return strstr(text, "<meta name=\"generator\" content=\"gradfig\">") != NULL;
}
