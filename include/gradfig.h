/*
 * gradfig draws why gradients vanish in plain networks and survive in residual ones: from a spec to
 * a picture, a table, a report or an alt text, from memory to memory.
 *
 *     struct gradfig_spec *spec = gradfig_spec_create();
 *     struct gradfig_renderer *renderer = gradfig_renderer_create(&error);
 *     struct gradfig_bytes png;
 *     gradfig_renderer_draw(renderer, spec, "png", &png, &error);
 *
 * Errors. A function that can fail returns false or NULL and fills the `error` that it was given,
 * which must not be NULL. Its other outputs then are as they were.
 *
 * Texts are UTF-8 and end with NUL.
 *
 * Memory. What a `create` function returns ends with the `destroy` function of the same name, and
 * what fills a struct gradfig_bytes ends with gradfig_bytes_finish. Everything else that a function
 * returns stays the library's. GLib, which the library uses, ends the process when memory runs out
 * or a thread cannot be made. HarfBuzz and PLplot draw something else when memory runs out for a
 * moment; the command gradfig ends then, and a program that must be as sure ends at the first
 * request that malloc() refuses, too.
 *
 * Threads. Two threads may work at the same time on two specs. One object must not be used by two
 * threads at the same time. Only one thread of the process may be inside of a function that takes a
 * renderer, and inside of gradfig_renderer_create, because PLplot has one state for the process.
 *
 * The process. The library never prints, ends the process, changes the locale, or reads the
 * environment. While a figure is drawn, the working directory is "/" for a short time, and the
 * warnings of GLib and Pango in that thread become errors; both are put back before the function
 * returns. PLplot's stream 0 is the library's for that time, and PLplot's error handlers are its
 * own again afterwards. A program that draws with PLplot itself calls plend() before.
 * gradfig_renderer_create makes fontconfig read its configuration where nothing has done it yet,
 * and leaves that configuration the current one; the figures do not depend on it.
 *
 * The libraries below read the environment. FREETYPE_PROPERTIES, HB_OPTIONS, HB_SHAPER_LIST,
 * FONTCONFIG_SYSROOT, CAIRO_DEBUG, PIXMAN_DISABLE and the variables of PLplot can change a picture
 * or print; a program that needs the bytes of the command gradfig starts without them, as it does.
 */
#ifndef GRADFIG_H
#define GRADFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#define GRADFIG_CHECKED __attribute__((warn_unused_result))
#else
#define GRADFIG_CHECKED
#endif

/* ---- version ---- */

/** The version of this header: "MAJOR.MINOR.PATCH". MAJOR changes with what programs must change.
 */
#define GRADFIG_VERSION "0.1.0"
#define GRADFIG_VERSION_MAJOR 0
#define GRADFIG_VERSION_MINOR 1
#define GRADFIG_VERSION_PATCH 0

/** The version of the library that the program runs with, as GRADFIG_VERSION; static memory. */
const char *gradfig_version(void);

/* ---- errors ---- */

/** Kinds of failure. */
enum gradfig_code {
    GRADFIG_OK = 0,
    GRADFIG_WORK_FAILED = 1,   /**< the system or a library failed: no memory, a font is missing */
    GRADFIG_INVALID_INPUT = 2, /**< what the user gave is wrong */
    GRADFIG_INTERRUPTED = 3,   /**< the caller asked to stop; no function of this header does */
};

/** Size in bytes of a message, the terminating NUL included; longer ones are cut. */
#define GRADFIG_MESSAGE_SIZE 1024

/** One failure and its message: one line without control characters and final full stop. */
struct gradfig_error {
    enum gradfig_code code;
    char message[GRADFIG_MESSAGE_SIZE];
};

/* ---- bytes ---- */

/** A file or a text in memory. */
struct gradfig_bytes {
    size_t n;   /**< bytes, without the NUL after them */
    char *data; /**< owned by the struct */
};

/** Frees `data` and zeroes the struct; a zeroed one is allowed. */
void gradfig_bytes_finish(struct gradfig_bytes *bytes);

/* ---- specs ---- */

/** The parameters of one figure, each of them valid, and the claims that a text makes about it. */
struct gradfig_spec;

/** A spec of the article's figure, the defaults of every parameter. Never NULL. */
struct gradfig_spec *gradfig_spec_create(void);

/** NULL is allowed. */
void gradfig_spec_destroy(struct gradfig_spec *spec);

/**
 * Reads the file at `path`, a spec in YAML or a figure that gradfig wrote, over the values of
 * `spec`. The `base` of a spec is relative to its file.
 *
 * Fails with GRADFIG_INVALID_INPUT if the file cannot be read or has mistakes. `spec` then stays as
 * it was, and gradfig_mistakes_get has every mistake.
 */
GRADFIG_CHECKED bool gradfig_spec_load(struct gradfig_spec *spec, const char *path,
                                       struct gradfig_error *error);

/**
 * Reads `n_bytes` bytes at `data` in the same way. Messages use `name`, and a `base` is relative
 * to it: the base of "docs/memory" is looked for in "docs".
 */
GRADFIG_CHECKED bool gradfig_spec_parse(struct gradfig_spec *spec, const void *data, size_t n_bytes,
                                        const char *name, struct gradfig_error *error);

/**
 * Sets one value, "depth=100", or several at once, each on its own line. The checks across values
 * come after the last one. gradfig_parameters_get lists the keys. A list is separated by
 * commas, in brackets or not. No network is created.
 *
 * Fails as gradfig_spec_load does.
 */
GRADFIG_CHECKED bool gradfig_spec_set(struct gradfig_spec *spec, const char *settings,
                                      struct gradfig_error *error);

/** Writes the recipe: the whole spec as YAML, without its claims. Reading it gives the same spec.
 */
GRADFIG_CHECKED bool gradfig_spec_write(const struct gradfig_spec *spec, struct gradfig_bytes *yaml,
                                        struct gradfig_error *error);

/* Texts about the figure, made from its numbers: plain text of one line in the language of the
 * figure. */

/** The title: the user's, or else the main finding. */
GRADFIG_CHECKED bool gradfig_spec_title(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                                        struct gradfig_error *error);

/** The alt text: the findings, in at most 250 characters. */
GRADFIG_CHECKED bool gradfig_spec_alt(const struct gradfig_spec *spec, struct gradfig_bytes *text,
                                      struct gradfig_error *error);

/** The description that a file of the figure carries: the alt text, then every panel's numbers in a
 * sentence. */
GRADFIG_CHECKED bool gradfig_spec_describe(const struct gradfig_spec *spec,
                                           struct gradfig_bytes *text, struct gradfig_error *error);

/** The number of mistakes, at most 20, found by the last function that changes `spec` or looks at
 * its claims. It is 0 if that function succeeded, or failed for another reason. */
size_t gradfig_mistakes_count(const struct gradfig_spec *spec);

/**
 * Mistake `i` as one line, "FILE:LINE:COLUMN: key: what was expected, what was found", in the order
 * of the lines; NULL for an `i` beyond the last. Valid until the next call that changes `spec` or
 * looks at its claims.
 */
const char *gradfig_mistakes_get(const struct gradfig_spec *spec, size_t i);

/** Reads the recipe of a figure in memory, a PNG, SVG or PDF that gradfig wrote. */
GRADFIG_CHECKED bool gradfig_figure_read(const void *figure, size_t n_bytes,
                                         struct gradfig_bytes *yaml, struct gradfig_error *error);

/* ---- drawing ---- */

/** Holds the fonts, which are read once for many figures. */
struct gradfig_renderer;

/** Fails if a font is not installed; the message names its package. */
GRADFIG_CHECKED struct gradfig_renderer *gradfig_renderer_create(struct gradfig_error *error);

/** NULL is allowed. */
void gradfig_renderer_destroy(struct gradfig_renderer *renderer);

/**
 * Draws the figure of `spec` as the file that the command `gradfig render` writes, byte for byte.
 * `format` is "png", "svg" or "pdf".
 *
 * Fails if PLplot's device extcairo is not installed, and with GRADFIG_INVALID_INPUT if no font has
 * a character of a label.
 */
GRADFIG_CHECKED bool gradfig_renderer_draw(struct gradfig_renderer *renderer,
                                           const struct gradfig_spec *spec, const char *format,
                                           struct gradfig_bytes *file, struct gradfig_error *error);

/* ---- numbers ---- */

/** A number of any size, such as 0.8^10000 = 7.9e-970. */
struct gradfig_number {
    int sign;         /**< -1, 0 or 1; 0 if and only if the number is exactly 0 */
    double log10_abs; /**< log10 of its modulus; -INFINITY at 0 */
    double value;     /**< nearest double; infinite, or 0, if a double cannot hold the number */
};

/** The number of networks of the figure, 1 to 8. */
size_t gradfig_networks_count(const struct gradfig_spec *spec);

/** The name of network `i` in drawing order; NULL for an `i` beyond the last. Valid until the next
 * call that changes `spec`. */
const char *gradfig_networks_get(const struct gradfig_spec *spec, size_t i);

/**
 * The gradient of the network called `name` after `layer` layers back from its output, 0 to the
 * depth; at 0 it is 1.
 */
GRADFIG_CHECKED bool gradfig_networks_gradient(const struct gradfig_spec *spec, const char *name,
                                               int64_t layer, struct gradfig_number *gradient,
                                               struct gradfig_error *error);

/**
 * Writes the points of every curve as one table, as the command `gradfig series` does. `format` is
 * "csv", "json" or "text". `layers` are `n_layers` ascending layers, 0 to the depth; NULL stands
 * for all.
 */
GRADFIG_CHECKED bool gradfig_series_write(const struct gradfig_spec *spec, const char *format,
                                          const int64_t *layers, size_t n_layers,
                                          struct gradfig_bytes *table, struct gradfig_error *error);

/**
 * Writes the numbers of the figure and its claims, as the command `gradfig report` does. `format`
 * is "md", "html" or "json". `renderer` draws the figure of "html" and may be NULL for the others;
 * "md" has no figure.
 */
GRADFIG_CHECKED bool gradfig_report_write(struct gradfig_renderer *renderer,
                                          struct gradfig_spec *spec, const char *format,
                                          struct gradfig_bytes *report,
                                          struct gradfig_error *error);

/* ---- claims ---- */

/** A number that a text prints about the figure, and whether it is right. Its texts are valid until
 * the next call that changes the spec or counts its claims. */
struct gradfig_claim {
    const char *place;    /**< "FILE:LINE" in the spec */
    const char *text;     /**< what the text says, "0.8^10 ≈ 0.107"; or NULL */
    const char *sentence; /**< the result, as the command `gradfig check` prints it */
    bool holds;
};

/**
 * Reads the claims of the spec that was loaded last, with later settings, and sets `n` to their
 * number. Fails with mistakes if a claim is about something that the spec no longer has.
 */
GRADFIG_CHECKED bool gradfig_claims_count(struct gradfig_spec *spec, size_t *n,
                                          struct gradfig_error *error);

/** Checks claim `i`, in the order of the spec; gradfig_claims_count has to be called first. */
GRADFIG_CHECKED bool gradfig_claims_check(struct gradfig_spec *spec, size_t i,
                                          struct gradfig_claim *claim, struct gradfig_error *error);

/* ---- the table of parameters ---- */

/** What a parameter accepts. */
enum gradfig_type {
    GRADFIG_TYPE_WHOLE,   /**< a whole number */
    GRADFIG_TYPE_NUMBER,  /**< a decimal number */
    GRADFIG_TYPE_LIST,    /**< decimal numbers */
    GRADFIG_TYPE_CHOICE,  /**< one of `choices` */
    GRADFIG_TYPE_CHOICES, /**< several of `choices`, each once */
    GRADFIG_TYPE_TEXT,
    GRADFIG_TYPE_COLOR, /**< "#rrggbb" */
};

/** One parameter of a spec. All texts are static memory. */
struct gradfig_parameter {
    const char *key; /**< "figure.theme"; NAME in it stands for the name of a network */
    enum gradfig_type type;
    const char *unit;    /**< "px", or "" */
    const char *initial; /**< the default as a user types it; NULL: required, or made by gradfig */
    double low;          /**< inclusive limits of a number, or of each number of a list */
    double high;
    size_t n_values_min; /**< inclusive limits of the length of a list or of choices */
    size_t n_values_max;
    const char *choices; /**< words separated by spaces, or NULL */
    const char *help;    /**< one line */
};

/** The number of parameters. */
size_t gradfig_parameters_count(void);

/** Fills `parameter` with the row `i` of the table. False for an `i` beyond the last row, and then
 * `parameter` stays as it was. */
bool gradfig_parameters_get(size_t i, struct gradfig_parameter *parameter);

#undef GRADFIG_CHECKED

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
