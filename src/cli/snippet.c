/* gradfig snippet: what to paste into a document to show a figure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "rendering/alt.h"
#include "rendering/renderer.h"
#include "simulation/series.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/source.h"

/* ---- escaping ---- */

/* A text and what a document has in its place; the end of a table has neither. */
struct replacement {
    const char *text;
    const char *written; /* NULL: the system has no way to write it */
};

/* The first row that `text` begins with, or the end of the table. */
static const struct replacement *find_replacement(const struct replacement *table,
                                                  const char *text) {
    while (table->text != NULL && !g_str_has_prefix(text, table->text)) {
        table++;
    }
    return table;
}

/* Escapes `text` by `table`; freed with g_free. NULL where there is no way, `*refused` being the
 * row's text. */
static char *escape(const char *text, const struct replacement *table, const char **refused) {
    GString *escaped = g_string_new(NULL);

    while (*text != '\0') {
        const struct replacement *row = find_replacement(table, text);
        if (row->text == NULL) {
            g_string_append_c(escaped, *text++);
        } else if (row->written != NULL) {
            g_string_append(escaped, row->written);
            text += strlen(row->text);
        } else {
            *refused = row->text;
            g_string_free(escaped, TRUE);
            return NULL;
        }
    }
    return g_string_free(escaped, FALSE);
}

/* Backticks, braces and dollars mean nothing to HTML, but to the Markdown or the template that the
 * HTML is pasted into. */
static const struct replacement html_text[] = {
    {"&", "&amp;"},   {"<", "&lt;"},  {">", "&gt;"},
    {"\"", "&quot;"}, {"`", "&#96;"}, {"{", "&#123;"},
    {"}", "&#125;"},  {"$", "&#36;"}, {0},
};

/* What CommonMark, GitHub's Markdown or pandoc's would read as more than text. A backslash escapes
 * what it does in every Markdown, the rest is written as a reference, for the same reason. */
static const struct replacement markdown_text[] = {
    {"\\", "\\\\"},
    {"`", "\\`"},
    {"*", "\\*"},
    {"_", "\\_"},
    {"[", "\\["},
    {"]", "\\]"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"#", "\\#"},
    {"--", "\\-\\-"},
    {"...", "\\.\\.\\."},
    {"<", "&lt;"},
    {">", "&gt;"},
    {"&", "&amp;"},
    {"\"", "&quot;"},
    {"'", "&#39;"},
    {"$", "&#36;"},
    {"@", "&#64;"},
    {"^", "&#94;"},
    {"|", "&#124;"},
    {"~", "&#126;"},
    {"==", "&#61;&#61;"},
    {0},
};

/* The value of an option is text to the end of its line. */
static const struct replacement rst_text[] = {{0}};

/* A string of YAML in double quotes. */
static const struct replacement myst_text[] = {{"\\", "\\\\"}, {"\"", "\\\""}, {0}};

/* Blanks beyond ASCII are dropped from names, backticks end MyST's fence. */
static const struct replacement sphinx_path[] = {
    {"\\", "\\\\"},   {" ", "\\ "},     {"`", NULL},      {"\u00a0", NULL}, {"\u202f", NULL},
    {"\u3000", NULL}, {"\u2028", NULL}, {"\u2029", NULL}, {"data:", NULL},  {0},
};

static const struct replacement latex_text[] = {
    {"\\", "\\textbackslash{}"},
    {"~", "\\textasciitilde{}"},
    {"^", "\\textasciicircum{}"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"$", "\\$"},
    {"&", "\\&"},
    {"#", "\\#"},
    {"_", "\\_"},
    {"%", "\\%"},
    {"--", "-{}-{}"},
    {"!`", "!{}`"},
    {"?`", "?{}`"},
    {0},
};

static const struct replacement latex_path[] = {
    {"\\", NULL}, {"{", NULL}, {"}", NULL},  {"#", NULL},  {"%", NULL}, {"\"", NULL},
    {"~", NULL},  {"`", NULL}, {"^^", NULL}, {"  ", NULL}, {0},
};

/* The caption may stand in a comment of C, in which it must not end or begin one. */
static const struct replacement doxygen_text[] = {
    {"&", "&amp;"},
    {"<", "&lt;"},
    {">", "&gt;"},
    {"\"", "&quot;"},
    {"\\", "\\\\"},
    {"@", "\\@"},
    {"*/", "*&zwnj;/&zwnj;"},
    {"/*", "/&zwnj;*&zwnj;"},
    {0},
};

static const struct replacement doxygen_path[] = {
    {"\\", NULL}, {"\"", NULL}, {":", NULL}, {"*/", NULL},
    {"#", NULL},  {"?", NULL},  {"%", NULL}, {0},
};

/* References to characters are the only escapes that AsciiDoc knows in an attribute. */
static const struct replacement asciidoc_text[] = {
    {"&", "&amp;"},
    {"<", "&lt;"},
    {">", "&gt;"},
    {"\"", "&#34;"},
    {"\\", "&#92;"},
    {"{", "&#123;"},
    {"'", "&#39;"},
    {"(C)", "&#40;C)"},
    {"(R)", "&#40;R)"},
    {"(TM)", "&#40;TM)"},
    {"--", "&#45;&#45;"},
    {"...", "&#46;&#46;&#46;"},
    {0},
};

/* Blanks and letters stay: converters that read the file themselves decode nothing. */
static const struct replacement asciidoc_path[] = {
    {"%", "%25"}, {"#", "%23"},  {"?", "%3F"}, {"\"", "%22"}, {"<", "%3C"},
    {">", "%3E"}, {"&", "%26"},  {"[", "%5B"}, {"]", "%5D"},  {"{", "%7B"},
    {"}", "%7D"}, {"\\", "%5C"}, {":", "%3A"}, {0},
};

/* ---- systems ---- */

/* A figure, its texts escaped for the document. */
struct snippet {
    char *image; /* the one to show where only one can be: of a pair the light one */
    char *dark;  /* NULL: there is no pair */
    char *alt;
    long long width; /* px */
    char *inches;
};

static void write_html(const struct snippet *snippet) {
    const char *indent = "";

    if (snippet->dark != NULL) {
        indent = "  ";
        printf("<picture>\n"
               "  <source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">\n",
               snippet->dark);
    }
    printf("%s<img alt=\"%s\" src=\"%s\" width=\"%lld\">\n", indent, snippet->alt, snippet->image,
           snippet->width);
    if (snippet->dark != NULL) {
        puts("</picture>");
    }
}

static void write_markdown(const struct snippet *snippet) {
    printf("![%s](%s)\n", snippet->alt, snippet->image);
}

static void write_rst_image(const struct snippet *snippet, const char *image, const char *class) {
    printf(".. image:: %s\n   :alt: %s\n   :width: %lldpx\n", image, snippet->alt, snippet->width);
    if (class != NULL) {
        printf("   :class: %s\n", class);
    }
}

static void write_myst_image(const struct snippet *snippet, const char *image, const char *class) {
    printf("```{image} %s\n:alt: \"%s\"\n:width: %lldpx\n", image, snippet->alt, snippet->width);
    if (class != NULL) {
        printf(":class: %s\n", class);
    }
    puts("```");
}

typedef void write_image(const struct snippet *snippet, const char *image, const char *class);

/* Sphinx has no picture of two themes; furo and its like hide one of two images. */
static void write_sphinx(const struct snippet *snippet, write_image *write) {
    if (snippet->dark == NULL) {
        write(snippet, snippet->image, NULL);
        return;
    }
    write(snippet, snippet->image, "only-light");
    putchar('\n');
    write(snippet, snippet->dark, "only-dark");
}

static void write_rst(const struct snippet *snippet) {
    write_sphinx(snippet, write_rst_image);
}

static void write_myst(const struct snippet *snippet) {
    write_sphinx(snippet, write_myst_image);
}

static void write_latex(const struct snippet *snippet) {
    printf("\\includegraphics[width=%sin,alt={%s}]{%s}\n", snippet->inches, snippet->alt,
           snippet->image);
}

/* Doxygen takes no alt text; its caption is what says what the figure shows. */
static void write_doxygen(const struct snippet *snippet) {
    printf("\\image html \"%s\" \"%s\" width=%lldpx\n", snippet->image, snippet->alt,
           snippet->width);
    printf("\\image latex \"%s\" \"%s\" width=%sin\n", snippet->image, snippet->alt,
           snippet->inches);
}

static void write_asciidoc(const struct snippet *snippet) {
    printf("image::%s[\"%s\",width=%lld]\n", snippet->image, snippet->alt, snippet->width);
}

/* Ends of the names of files that a system cannot show. */
enum { UNFIT_MAX = 2 };

/* A documentation system. */
struct system {
    const char *name;
    void (*write)(const struct snippet *snippet);
    const struct replacement *text;
    const struct replacement *path; /* NULL: a URL */
    const char *unfit[UNFIT_MAX];
};

static const struct system systems[] = {
    {"github", write_html, html_text, NULL, {".pdf"}},
    {"markdown", write_markdown, markdown_text, NULL, {".pdf"}},
    {"html", write_html, html_text, NULL, {".pdf"}},
    {"rst", write_rst, rst_text, sphinx_path, {".pdf"}},
    {"myst", write_myst, myst_text, sphinx_path, {".pdf"}},
    {"latex", write_latex, latex_text, latex_path, {".svg"}},
    {"doxygen", write_doxygen, doxygen_text, doxygen_path, {".pdf", ".svg"}},
    {"asciidoc", write_asciidoc, asciidoc_text, asciidoc_path, {".pdf"}},
};

/* The system of that name, or NULL with `error` filled; without a name the first. */
static const struct system *find_system(const char *name, struct gradfig_error *error) {
    GString *names = g_string_new(NULL);
    char quoted[TEXT_QUOTED_SIZE];

    for (size_t i = 0; i < G_N_ELEMENTS(systems); i++) {
        if (name == NULL || strcmp(systems[i].name, name) == 0) {
            g_string_free(names, TRUE);
            return &systems[i];
        }
        g_string_append_printf(names, " %s", systems[i].name);
    }
    text_quote(name, quoted);
    error_set(error, GRADFIG_INVALID_INPUT, "--for: expected one of:%s, found %s", names->str,
              quoted);
    g_string_free(names, TRUE);
    return NULL;
}

/* ---- the figure ---- */

/* The files that show one figure; freed with g_free. */
struct files {
    char *image;
    char *dark; /* NULL: there is no pair */
};

/* NAME-light.EXT of NAME-dark.EXT, or the other way round, where the file exists; else NULL. */
static char *find_sibling(const char *path, const char *theme, const char *other) {
    const char *dot = strrchr(path, '.');
    size_t n_theme = strlen(theme);

    if (dot == NULL || strchr(dot, '/') != NULL || (size_t)(dot - path) < n_theme ||
        strncmp(dot - n_theme, theme, n_theme) != 0) {
        return NULL;
    }
    char *sibling = g_strdup_printf("%.*s%s%s", (int)(dot - path - (int)n_theme), path, other, dot);
    if (!g_file_test(sibling, G_FILE_TEST_IS_REGULAR)) {
        g_free(sibling);
        return NULL;
    }
    return sibling;
}

static struct files find_files(const char *path) {
    char *light = find_sibling(path, "-dark", "-light");

    if (light != NULL) {
        return (struct files){.image = light, .dark = g_strdup(path)};
    }
    return (struct files){.image = g_strdup(path), .dark = find_sibling(path, "-light", "-dark")};
}

static bool refuse_path(const char *path, const struct system *system, const char *expected,
                        struct gradfig_error *error) {
    char *shown = text_escape_path(path);

    error_set(error, GRADFIG_INVALID_INPUT, "%.700s: --for %s: expected a file name %s", shown,
              system->name, expected);
    g_free(shown);
    return false;
}

static bool check_path(const char *path, const struct system *system, struct gradfig_error *error) {
    for (size_t i = 0; i < UNFIT_MAX && system->unfit[i] != NULL; i++) {
        size_t n_unfit = strlen(system->unfit[i]);
        size_t n_path = strlen(path);
        if (n_path >= n_unfit &&
            g_ascii_strcasecmp(path + n_path - n_unfit, system->unfit[i]) == 0) {
            char expected[64];
            snprintf(expected, sizeof(expected), "that does not end in %s", system->unfit[i]);
            return refuse_path(path, system, expected, error);
        }
    }
    return system->path == NULL || text_is_clean(path) ||
           refuse_path(path, system, "without control characters, in UTF-8", error);
}

/* The path as the document names it; freed with g_free. NULL with `error` filled if it cannot. */
static char *write_path(const char *path, const struct system *system,
                        struct gradfig_error *error) {
    const char *refused = NULL;

    if (!check_path(path, system, error)) {
        return NULL;
    }
    if (system->path == NULL) {
        return g_uri_escape_string(path, "/", FALSE);
    }
    char *written = escape(path, system->path, &refused);
    if (written == NULL) {
        char expected[64];
        snprintf(expected, sizeof(expected), "without '%s'", refused);
        refuse_path(path, system, expected, error);
    }
    return written;
}

/* The alt text, made from the numbers of the figure; freed with free. NULL with `error` filled. */
static char *describe(const struct spec *spec, struct gradfig_error *error) {
    struct series series = {0};

    if (!renderer_collect(&series, spec, &stop_signal, error)) {
        return NULL;
    }
    char *text = alt_text(spec, &series);
    series_finish(&series);
    return text;
}

/* Width over resolution with at most four decimals, "15" or "3.3333"; freed with g_free. */
static char *write_inches(const struct figure_options *figure) {
    enum { UNITS = 10000 }; /* an inch */
    int64_t width = (figure->width * UNITS + figure->dpi / 2) / figure->dpi;
    char *text =
        g_strdup_printf("%lld.%04lld", (long long)(width / UNITS), (long long)(width % UNITS));
    char *end = text + strlen(text);

    while (end[-1] == '0') {
        end--;
    }
    *(end[-1] == '.' ? end - 1 : end) = '\0';
    return text;
}

static bool fill_snippet(struct snippet *snippet, const struct spec *spec,
                         const struct files *files, const struct system *system,
                         struct gradfig_error *error) {
    const char *refused = NULL;
    char *text = NULL;
    bool done =
        (snippet->image = write_path(files->image, system, error)) != NULL &&
        (files->dark == NULL || (snippet->dark = write_path(files->dark, system, error)) != NULL) &&
        (text = describe(spec, error)) != NULL;

    if (done) {
        snippet->alt = escape(text, system->text, &refused);
        snippet->width = spec->figure.width;
        snippet->inches = write_inches(&spec->figure);
    }
    free(text);
    return done;
}

static void finish_snippet(struct snippet *snippet) {
    g_free(snippet->image);
    g_free(snippet->dark);
    g_free(snippet->alt);
    g_free(snippet->inches);
}

/* ---- the command ---- */

static bool read_figure(const char *path, struct spec *spec, struct gradfig_error *error) {
    if (strcmp(path, "-") == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected the file of a figure: a document cannot show standard input");
    }
    return source_read_figure(path, spec, NULL, error);
}

static bool write_snippet(const struct options *options, struct gradfig_error *error) {
    const struct system *system = find_system(options->target, error);
    struct files files = find_files(options->operands[0]);
    struct spec spec = {0};
    struct snippet snippet = {0};

    bool done = system != NULL && read_figure(files.image, &spec, error) &&
                fill_snippet(&snippet, &spec, &files, system, error);
    if (done) {
        system->write(&snippet); /* main finds what could not be printed */
    }
    finish_snippet(&snippet);
    g_free(files.image);
    g_free(files.dark);
    spec_finish(&spec);
    return done;
}

const struct command command_snippet = {
    .name = "snippet",
    .arguments = "FIGURE [--for SYSTEM]",
    .help = "print what to paste into a document to show a figure\n\n"
            "  FIGURE             a figure that gradfig wrote, named as the document names it;\n"
            "                     of NAME-light.png and NAME-dark.png, where both exist, either:\n"
            "                     the document shows what suits the page, where it can\n"
            "  --for SYSTEM       github (also without it), markdown, html, rst, myst, latex,\n"
            "                     doxygen or asciidoc\n",
    .options = "d",
    .operands = OPERANDS_FIGURE,
    .work = write_snippet,
};
