/* The table of document systems: how each writes a figure and escapes texts and paths. */
#include "documents/systems.h"

#include <string.h>

#include "base/user_text.h"

/* ---- escaping ---- */

/* Backticks, braces and dollars have a meaning only in the Markdown or the template that the HTML
 * is pasted into. */
static const struct replacement html_text[] = {
    {"&", "&amp;"},   {"<", "&lt;"},  {">", "&gt;"},
    {"\"", "&quot;"}, {"`", "&#96;"}, {"{", "&#123;"},
    {"}", "&#125;"},  {"$", "&#36;"}, {0},
};

/* The syntax of CommonMark, of GitHub's Markdown and of pandoc's. A backslash escapes the
 * characters that it escapes in all three. The others become character references, which all three
 * read. */
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

/* The value of an option is plain text up to the end of its line. */
static const struct replacement rst_text[] = {{0}};

/* A string of YAML in double quotes. */
static const struct replacement myst_text[] = {{"\\", "\\\\"}, {"\"", "\\\""}, {0}};

/* Names lose blanks outside ASCII, and backticks end MyST's fence. */
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

/* The value of an attribute of HTML, which Doxygen copies as it is. It may be in a comment of C, so
 * it must not contain the signs that begin or end one. */
static const struct replacement doxygen_text[] = {
    {"&", "&amp;"},   {"<", "&lt;"},    {">", "&gt;"},
    {"\"", "&quot;"}, {"\\", "&#92;"},  {"@", "&#64;"},
    {"*/", "&#42;/"}, {"/*", "/&#42;"}, {0},
};

static const struct replacement doxygen_path[] = {
    {"\\", NULL}, {"\"", NULL}, {":", NULL}, {"*/", NULL}, {"<", NULL},
    {">", NULL},  {"#", NULL},  {"?", NULL}, {"%", NULL},  {0},
};

/* Character references are the only escapes in an attribute of AsciiDoc. */
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

/* Blanks and letters stay, because converters that read the file themselves do not decode paths. */
static const struct replacement asciidoc_path[] = {
    {"%", "%25"}, {"#", "%23"},  {"?", "%3F"}, {"\"", "%22"}, {"<", "%3C"},
    {">", "%3E"}, {"&", "%26"},  {"[", "%5B"}, {"]", "%5D"},  {"{", "%7B"},
    {"}", "%7D"}, {"\\", "%5C"}, {":", "%3A"}, {0},
};

/* ---- writing ---- */

/* No wider than the page, also where its style sheet says nothing of images; for a format. */
#define WITHIN_PAGE "style=\"max-width: 100%%; height: auto\""

static void write_html(const struct shown_figure *figure, GString *text) {
    const char *indent = "";

    if (figure->dark != NULL) {
        indent = "  ";
        g_string_append_printf(text,
                               "<picture>\n"
                               "  <source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">\n",
                               figure->dark);
    }
    g_string_append_printf(text, "%s<img alt=\"%s\" src=\"%s\" width=\"%lld\" " WITHIN_PAGE ">\n",
                           indent, figure->alt, figure->image, figure->width);
    if (figure->dark != NULL) {
        g_string_append(text, "</picture>\n");
    }
}

/* pandoc makes a figure of an image that is alone in its paragraph, with the alt text as a visible
 * caption. The comment keeps it company. */
static void write_markdown(const struct shown_figure *figure, GString *text) {
    g_string_append_printf(text, "![%s](%s)<!-- -->\n", figure->alt, figure->image);
}

/* The theme Material shows the one of the two that suits the page. In pages of other themes the
 * rule hides the dark one. */
static void write_mkdocs(const struct shown_figure *figure, GString *text) {
    if (figure->dark == NULL) {
        g_string_append_printf(text, "![%s](%s)\n", figure->alt, figure->image);
        return;
    }
    g_string_append_printf(text, "![%s](%s#only-light)\n", figure->alt, figure->image);
    g_string_append_printf(text, "![%s](%s#only-dark)\n\n", figure->alt, figure->dark);
    g_string_append(text, "<style>body:not([data-md-color-scheme]) img[src$=\"#only-dark\"] "
                          "{display: none}</style>\n");
}

/* ---- Sphinx ---- */

/* Sphinx has no picture with two themes. Furo and similar themes show the one of these two classes
 * that suits the page, and name their state in data-theme. In pages of other themes the rule hides
 * the dark image, and all that is not HTML gets the light one alone. */
#define LIGHT_CLASS "only-light"
#define DARK_CLASS "only-dark"
#define DARK_PLACE "html and not epub"
#define DARK_RULE                                                                                  \
    "<style>html:not([data-theme]) body:not([data-theme]) ." DARK_CLASS " {display: none}</style>"

static void write_rst_image(const struct shown_figure *figure, const char *image, const char *class,
                            const char *indent, GString *text) {
    g_string_append_printf(text, "%s.. image:: %s\n", indent, image);
    g_string_append_printf(text, "%s   :alt: %s\n", indent, figure->alt);
    g_string_append_printf(text, "%s   :width: %lldpx\n", indent, figure->width);
    if (class != NULL) {
        g_string_append_printf(text, "%s   :class: %s\n", indent, class);
    }
}

static void write_rst(const struct shown_figure *figure, GString *text) {
    write_rst_image(figure, figure->image, figure->dark != NULL ? LIGHT_CLASS : NULL, "", text);
    if (figure->dark != NULL) {
        g_string_append(text, "\n.. only:: " DARK_PLACE "\n\n");
        write_rst_image(figure, figure->dark, DARK_CLASS, "   ", text);
        g_string_append(text, "\n   .. raw:: html\n\n      " DARK_RULE "\n");
    }
}

static void write_myst_image(const struct shown_figure *figure, const char *image,
                             const char *class, GString *text) {
    g_string_append_printf(text, "```{image} %s\n:alt: \"%s\"\n:width: %lldpx\n", image,
                           figure->alt, figure->width);
    if (class != NULL) {
        g_string_append_printf(text, ":class: %s\n", class);
    }
    g_string_append(text, "```\n");
}

static void write_myst(const struct shown_figure *figure, GString *text) {
    write_myst_image(figure, figure->image, figure->dark != NULL ? LIGHT_CLASS : NULL, text);
    if (figure->dark != NULL) {
        g_string_append(text, "\n````{only} " DARK_PLACE "\n");
        write_myst_image(figure, figure->dark, DARK_CLASS, text);
        g_string_append(text, "```{raw} html\n" DARK_RULE "\n```\n````\n");
    }
}

/* ---- others ---- */

/* The width on paper for LaTeX, no wider than the text. */
static void append_latex_width(const struct shown_figure *figure, GString *text) {
    g_string_append_printf(text, "width=\\ifdim%sin>\\linewidth\\linewidth\\else%sin\\fi",
                           figure->inches, figure->inches);
}

static void write_latex(const struct shown_figure *figure, GString *text) {
    g_string_append(text, "\\noindent\\includegraphics[");
    append_latex_width(figure, text);
    g_string_append_printf(text, ",alt={%s}]{%s}\n", figure->alt, figure->image);
}

/* Doxygen copies the picture of both into its folder, but only the first has an alt text; a path
 * there would be relative to that folder. */
static void write_doxygen(const struct shown_figure *figure, GString *text) {
    const char *slash = strrchr(figure->image, '/');

    g_string_append_printf(text, "<img src=\"%s\" alt=\"%s\" width=\"%lld\" " WITHIN_PAGE ">\n",
                           slash != NULL ? slash + 1 : figure->image, figure->alt, figure->width);
    g_string_append_printf(text, "\\image latex \"%s\" ", figure->image);
    append_latex_width(figure, text);
    g_string_append_c(text, '\n');
}

static void write_asciidoc(const struct shown_figure *figure, GString *text) {
    g_string_append_printf(text, "image::%s[\"%s\",width=%lld]\n", figure->image, figure->alt,
                           figure->width);
}

/* ---- the table ---- */

static const struct document_system systems[] = {
    {"github", write_html, html_text, NULL, {".pdf"}},
    {"markdown", write_markdown, markdown_text, NULL, {".pdf"}},
    {"mkdocs", write_mkdocs, markdown_text, NULL, {".pdf"}},
    {"html", write_html, html_text, NULL, {".pdf"}},
    {"rst", write_rst, rst_text, sphinx_path, {".pdf"}},
    {"myst", write_myst, myst_text, sphinx_path, {".pdf"}},
    {"latex", write_latex, latex_text, latex_path, {".svg"}},
    {"doxygen", write_doxygen, doxygen_text, doxygen_path, {".pdf", ".svg"}},
    {"asciidoc", write_asciidoc, asciidoc_text, asciidoc_path, {".pdf"}},
};

const char *document_system_unfit(const struct document_system *system, const char *path) {
    size_t n_path = strlen(path);

    for (size_t i = 0; i < UNFIT_MAX && system->unfit[i] != NULL; i++) {
        size_t n_unfit = strlen(system->unfit[i]);
        if (n_path >= n_unfit &&
            g_ascii_strcasecmp(path + n_path - n_unfit, system->unfit[i]) == 0) {
            return system->unfit[i];
        }
    }
    return NULL;
}

const struct document_system *document_system_for(const char *path) {
    size_t i = 0;

    while (i < G_N_ELEMENTS(systems) - 1 && document_system_unfit(&systems[i], path) != NULL) {
        i++;
    }
    return &systems[i];
}

const char *document_system_name(size_t i) {
    return i < G_N_ELEMENTS(systems) ? systems[i].name : NULL;
}

const struct document_system *document_system_find(const char *name) {
    size_t i = text_find(document_system_name, name);
    return i < G_N_ELEMENTS(systems) ? &systems[i] : NULL;
}

char *document_system_list(void) {
    return text_list(document_system_name, "", " ", " ");
}
