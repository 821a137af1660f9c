/* Cuts the names of networks. */
#include "rendering/words/short_names.h"

#include <string.h>

#include <glib.h>

/* In columns: what a name that is cut at its end takes up, what a cut has to save to be worth its
 * ellipsis, the least that is kept so that the cut is after a word, and what stands after a cut in
 * the middle: for its room, and at most. */
enum { COLUMNS_MAX = 28, SAVED_MIN = 5, WORDS_MIN = 16, END_MAX = 12, REST_MAX = 24 };

static int columns_of(const char *at) {
    return g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
}

static int count_columns(const char *text) {
    int n_columns = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        n_columns += columns_of(at);
    }
    return n_columns;
}

static bool is_long(const char *label) {
    return count_columns(label) >= COLUMNS_MAX + SAVED_MIN;
}

/* The bytes of the first columns. */
static size_t measure_start(const char *label, int n_columns_max) {
    const char *at = label;
    int n_columns = 0;

    while (*at != '\0' && (n_columns += columns_of(at)) <= n_columns_max) {
        at = g_utf8_find_next_char(at, NULL);
    }
    return (size_t)(at - label);
}

/* Where the last of some characters is, after `least` bytes and at most at `length`; 0 if there is
 * none. */
static size_t find_last(const char *label, size_t length, size_t least, const char *characters) {
    for (const char *at = label + length; at > label + least;
         at = g_utf8_find_prev_char(label, at)) {
        gunichar character = g_utf8_get_char(at);
        if (character != 0 && g_utf8_strchr(characters, -1, character) != NULL) {
            return (size_t)(at - label);
        }
    }
    return 0;
}

/* The end of a part, or else of the last word, of the first `length` bytes; or of a long word's
 * part. */
static size_t end_of_words(const char *label, size_t length, size_t least) {
    static const char apart[] = ",;:(，；：（、";
    static const char not_last[] = " ,;:(，；：（、+&-";
    size_t end = find_last(label, length, least, apart);

    end = end > 0 ? end : find_last(label, length, least, " ");
    const char *last = label + (end > 0 ? end : length);
    const char *before = g_utf8_find_prev_char(label, last);
    while (before != NULL && before > label &&
           g_utf8_strchr(not_last, -1, g_utf8_get_char(before)) != NULL) {
        last = before;
        before = g_utf8_find_prev_char(label, last);
    }
    return (size_t)(last - label);
}

/* ---- what is kept after the ellipsis ---- */

static const char *find_nothing(const char *label, const struct spec *spec) {
    (void)spec;
    return label + strlen(label);
}

/* The last columns, from the blank before a word if there is one. */
static const char *find_end(const char *label, const struct spec *spec) {
    const char *at = label + strlen(label);
    const char *word = NULL;
    int n_columns = 0;

    (void)spec;
    while (at > label) {
        const char *before = g_utf8_find_prev_char(label, at);
        n_columns += columns_of(before);
        if (n_columns > END_MAX) {
            break;
        }
        word = *before == ' ' && *at != '\0' ? before : word;
        at = before;
    }
    return word != NULL ? word : at;
}

/* The blank before the first word that the other label does not have in its place; 0 if there is
 * none. */
static size_t find_other_word(const char *label, const char *other) {
    size_t n = 0;

    while (label[n] != '\0' && label[n] == other[n]) {
        n++;
    }
    /* the bytes may differ within a character */
    const char *differs = g_utf8_find_prev_char(label, label + n + 1);
    bool is_within_word = *differs == ' ' && differs > label && other[n] != '\0';
    differs = is_within_word ? g_utf8_find_prev_char(label, differs) : differs;
    return find_last(label, (size_t)(differs - label), 0, " ");
}

/* From the blank before the last of these words, or the end with that word. */
static const char *find_difference(const char *label, const struct spec *spec) {
    size_t blank = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        const char *other = network_label(&spec->networks[i]);
        if (!g_str_equal(label, other)) {
            blank = MAX(blank, find_other_word(label, other));
        }
    }
    const char *word = label + (blank > 0 ? blank : strlen(label));
    return MIN(word, find_end(label, spec));
}

/* ---- names ---- */

typedef const char *find_rest(const char *label, const struct spec *spec);

static char *cut(const char *label, const char *rest) {
    int n_kept = MIN(count_columns(rest), END_MAX);
    size_t length = measure_start(label, COLUMNS_MAX - n_kept);
    size_t rest_length = measure_start(rest, REST_MAX);
    bool is_whole = rest[rest_length] == '\0';

    length = end_of_words(label, length, n_kept > 0 ? WORDS_MIN / 2 : WORDS_MIN);
    size_t open = find_last(label, length, WORDS_MIN / 2, "([（");
    if (open > 0 && n_kept == 0 && find_last(label, length, open, ")]）") == 0) {
        length = end_of_words(label, open, open); /* nothing would close the bracket */
    }
    rest_length = is_whole ? rest_length : end_of_words(rest, rest_length, WORDS_MIN / 2);
    return g_strdup_printf("%.*s…%.*s%s", (int)length, label, (int)rest_length, rest,
                           is_whole ? "" : "…");
}

/* Whether a name with ellipses could also be that of another label. */
static bool can_be(const char *shown, const char *label) {
    g_auto(GStrv) parts = g_strsplit(shown, "…", -1);
    bool can = g_str_has_prefix(label, parts[0]);
    const char *at = can ? label + strlen(parts[0]) : label;

    for (size_t i = 1; can && parts[i] != NULL; i++) {
        bool is_end = parts[i + 1] == NULL;
        const char *found = strstr(at, parts[i]);
        can = is_end ? g_str_has_suffix(at, parts[i]) : found != NULL;
        at = !is_end && can ? found + strlen(parts[i]) : at;
    }
    return can;
}

static bool is_ambiguous(const struct spec *spec, const char *label, const char *shown) {
    bool is = false;

    for (size_t i = 0; i < spec->n_networks; i++) {
        const char *other = network_label(&spec->networks[i]);
        is = is || (!g_str_equal(other, label) && can_be(shown, other));
    }
    return is;
}

char *short_name(const char *label, const struct spec *spec) {
    static find_rest *const rests[] = {find_nothing, find_difference, find_end};

    if (!is_long(label)) {
        return g_strdup(label);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rests); i++) {
        g_autofree char *shown = cut(label, rests[i](label, spec));
        bool is_shorter = count_columns(shown) + SAVED_MIN <= count_columns(label) + 1;
        if (is_shorter && !is_ambiguous(spec, label, shown)) {
            return g_steal_pointer(&shown);
        }
    }
    return g_strdup(label);
}

void short_names_init(struct short_names *names, const struct series *series) {
    *names = (struct short_names){.series = *series, .spec = *series->spec};
    names->series.spec = &names->spec;
    for (size_t i = 0; i < series->spec->n_networks; i++) {
        struct network *network = &names->spec.networks[i];
        const char *label = network_label(network);
        names->labels[i] = short_name(label, series->spec);
        if (!g_str_equal(names->labels[i], label)) {
            network->label = names->labels[i];
        }
    }
}

void short_names_finish(struct short_names *names) {
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        g_free(names->labels[i]);
    }
}
