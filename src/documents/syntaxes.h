/* How documents write comments and code; each syntax is one row of a table. */
#ifndef GRADFIG_DOCUMENTS_SYNTAXES_H
#define GRADFIG_DOCUMENTS_SYNTAXES_H

#include <stdbool.h>

/** A word that can stand before the text of a line, such as the > of a quotation. */
struct line_prefix {
    const char *word;
    const char *repeated; /**< what stands there in the lines that go on; of the same length */
};

/** Text that is no part of the document's own, from `open` to `close`. */
struct literal {
    const char *open;
    const char *close; /**< NULL: it ends with its line */
    bool is_comment;   /**< readers do not see it */
    bool is_command;   /**< it does not begin or end within a word */
};

/** Text within a line in which no literal begins. */
struct span {
    const char *open;
    const char *close; /**< NULL: the character after `open` */
};

/** What the indentation of a line means. */
enum indentation {
    INDENTATION_NONE,
    INDENTATION_MARKDOWN, /**< four more columns than the text around are code */
    INDENTATION_RST,      /**< more than after :: or a directive of code are code */
};

enum { ENDINGS_MAX = 4, SPACES_MAX = 4, LITERALS_MAX = 8 };

/** One syntax. Texts that are NULL are not part of it; tables end with a row without a text. */
struct comment_syntax {
    const char *endings[ENDINGS_MAX]; /**< of file names, without the dot */
    const char *system;               /**< the document system of a snippet without for= */
    const char *open;                 /**< begins a comment */
    const char *close;                /**< ends it */
    const char *goes_on;              /**< begins each further line of it */
    bool needs_blank;                 /**< after `open` */
    bool is_apart;                    /**< blank lines separate a snippet from what is around */
    const struct line_prefix *prefixes;
    bool has_items;                 /**< the signs of lists can stand before the text of a line */
    const struct literal *literals; /**< at most LITERALS_MAX */
    bool has_paragraphs;            /**< a literal within a line ends before the next blank line */
    bool has_backticks;             /**< no literal begins in code between backticks */
    const struct span *spans;
    const char *escapes;            /**< characters that make the next one text */
    const char *spaces[SPACES_MAX]; /**< what readers see as a space */
    const char *fences;             /**< characters of fences: three or more of one around code */
    const char *delimiters;         /**< characters of lines of four or more of one around code */
    enum indentation indentation;
};

/** The syntax of a file of this name, or NULL. */
const struct comment_syntax *comment_syntax_find(const char *path);

/** The endings of all names, ".md, .rst or .tex"; freed with g_free. */
char *comment_syntax_list(void);

#endif
