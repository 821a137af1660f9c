/* The table of syntaxes of comments and code. */
#include "documents/syntaxes.h"

#include <glib.h>

#include "base/file.h"
#include "base/user_text.h"

static const struct line_prefix no_prefixes[] = {{0}};
static const struct line_prefix markdown_prefixes[] = {{">", ">"}, {0}};
static const struct line_prefix doxygen_prefixes[] = {
    {"/**", " *"}, {"/*!", " *"}, {"*", "*"}, {"///", "///"}, {"//!", "//!"}, {0},
};

static const struct literal no_literals[] = {{0}};
static const struct literal markdown_literals[] = {
    {"<!--", "-->", true, false},
    {"<script", "</script>", true, false},
    {"<style", "</style>", true, false},
    {"{% highlight", "{% endhighlight", false, false},
    {"{% raw", "{% endraw", false, false},
    {"{{< highlight", "{{< /highlight", false, false},
    {0},
};
static const struct literal html_literals[] = {
    {"<!--", "-->", true, false},
    {"<script", "</script>", true, false},
    {"<style", "</style>", true, false},
    {"<textarea", "</textarea>", false, false},
    {0},
};
static const struct literal doxygen_literals[] = {
    {"<!--", "-->", true, false},
    {"\\code", "endcode", false, true},
    {"@code", "endcode", false, true},
    {"\\verbatim", "endverbatim", false, true},
    {"@verbatim", "endverbatim", false, true},
    {0},
};
static const struct literal latex_literals[] = {
    {"%", NULL, true, false},
    {"\\begin{verbatim", "\\end{verbatim", false, false},
    {"\\begin{lstlisting", "\\end{lstlisting", false, false},
    {"\\begin{minted", "\\end{minted", false, false},
    {"\\begin{filecontents", "\\end{filecontents", false, false},
    {"\\begin{comment", "\\end{comment", true, false},
    {0},
};

static const struct span latex_spans[] = {
    {"\\verb", NULL}, {"\\lstinline", NULL}, {"\\url{", "}"}, {"\\href{", "}"}, {0},
};

#define NO_BREAK_SPACE "\u00a0"

/* clang-format off */
#define MARKDOWN_SYNTAX                                                                            \
    .open = "<!--", .close = "-->", .is_apart = true, .prefixes = markdown_prefixes,               \
    .literals = markdown_literals, .fences = "`~", .indentation = INDENTATION_MARKDOWN,            \
    .has_items = true, .has_paragraphs = true, .has_backticks = true, .escapes = "\\",             \
    .spaces = {NO_BREAK_SPACE, "&nbsp;"}
/* clang-format on */

static const struct comment_syntax syntaxes[] = {
    {.endings = {"md", "markdown"}, .system = "github", MARKDOWN_SYNTAX},
    /* Quarto and R Markdown also make PDF and docx, in which the HTML of the others is left out. */
    {.endings = {"qmd", "Rmd"}, .system = "markdown", MARKDOWN_SYNTAX},
    {
        .endings = {"html", "htm", "xhtml"},
        .system = "html",
        .open = "<!--",
        .close = "-->",
        .prefixes = no_prefixes,
        .literals = html_literals,
        .spaces = {NO_BREAK_SPACE, "&nbsp;"},
    },
    {
        .endings = {"rst"},
        .system = "rst",
        .open = "..",
        .needs_blank = true,
        .is_apart = true,
        .prefixes = no_prefixes,
        .literals = no_literals,
        .indentation = INDENTATION_RST,
        .has_items = true,
        .spaces = {NO_BREAK_SPACE},
    },
    {
        .endings = {"adoc", "asciidoc"},
        .system = "asciidoc",
        .open = "//",
        .goes_on = "//",
        .is_apart = true,
        .prefixes = no_prefixes,
        .literals = no_literals,
        .fences = "`",
        .delimiters = "-.+/",
        .spaces = {NO_BREAK_SPACE, "{nbsp}"},
    },
    {
        .endings = {"tex"},
        .system = "latex",
        .open = "%",
        .goes_on = "%",
        .prefixes = no_prefixes,
        .literals = latex_literals,
        .spans = latex_spans,
        .escapes = "\\",
        .spaces = {NO_BREAK_SPACE, "~"},
    },
    {
        .endings = {"dox"},
        .system = "doxygen",
        .open = "<!--",
        .close = "-->",
        .is_apart = true,
        .prefixes = doxygen_prefixes,
        .literals = doxygen_literals,
        .fences = "`~",
        .has_items = true,
        .has_backticks = true,
        .escapes = "\\@",
        .spaces = {NO_BREAK_SPACE, "&nbsp;"},
    },
};

static bool has_ending(const struct comment_syntax *syntax, const char *extension) {
    for (size_t i = 0; i < ENDINGS_MAX && syntax->endings[i] != NULL; i++) {
        if (g_ascii_strcasecmp(syntax->endings[i], extension) == 0) {
            return true;
        }
    }
    return false;
}

const struct comment_syntax *comment_syntax_find(const char *path) {
    const char *extension = file_extension(path);

    for (size_t i = 0; extension != NULL && i < G_N_ELEMENTS(syntaxes); i++) {
        if (has_ending(&syntaxes[i], extension)) {
            return &syntaxes[i];
        }
    }
    return NULL;
}

/* Ending `i` of those of all syntaxes. */
static const char *ending_of(size_t i) {
    for (size_t k = 0; k < G_N_ELEMENTS(syntaxes); k++) {
        for (size_t n = 0; n < ENDINGS_MAX && syntaxes[k].endings[n] != NULL; n++) {
            if (i-- == 0) {
                return syntaxes[k].endings[n];
            }
        }
    }
    return NULL;
}

char *comment_syntax_list(void) {
    return text_list(ending_of, ".", ", ", " or ");
}
