/* The names of layers: their numbers, families and prefixes. */
#include "measurements/names.h"

#include <string.h>

#include <glib.h>

static size_t n_digits(const char *text) {
    return strspn(text, "0123456789");
}

static bool is_letter(char c) {
    return g_ascii_isalpha(c) || ((unsigned char)c & 0x80) != 0;
}

/* ---- prefixes ---- */

static const char *const prefixes[] = {"l2_norm/grad/", "gradients/", "grad_norm/", "grad_norms/",
                                       "gradnorm/",     "grads/",     "grad/"};

/* The norm of Lightning: "grad_2.0_norm/", of older versions "grad_2.0_norm_". */
static size_t prefix_of_lightning(const char *name) {
    static const char before[] = "grad_";
    static const char after[] = "_norm";

    if (!g_str_has_prefix(name, before)) {
        return 0;
    }
    const char *order = name + strlen(before);
    size_t n = g_str_has_prefix(order, "inf") ? strlen("inf") : strspn(order, "0123456789.");
    const char *rest = order + n;
    if (n == 0 || !g_str_has_prefix(rest, after)) {
        return 0;
    }
    rest += strlen(after);
    return *rest == '/' || *rest == '_' ? (size_t)(rest + 1 - name) : 0;
}

size_t name_prefix(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i])) {
            return strlen(prefixes[i]);
        }
    }
    return prefix_of_lightning(name);
}

/* ---- families ---- */

/* A number that stands by itself, as in "layers.0.conv2". */
static bool is_alone(const char *name, const char *number) {
    const char *end = number + n_digits(number);

    return (number == name || !is_letter(number[-1])) && !is_letter(*end);
}

/* The place after the last number that stands by itself; without one, the end. */
static const char *end_of_counts(const char *name) {
    const char *end = NULL;

    for (const char *rest = name; *rest != '\0';) {
        size_t n = n_digits(rest);
        if (n > 0 && is_alone(name, rest)) {
            end = rest + n;
        }
        rest += MAX(n, 1);
    }
    return end != NULL ? end : name + strlen(name);
}

/* Numbers after the last that stands by itself are parts of a block, such as conv2. */
char *name_family(const char *name) {
    const char *rest = name + name_prefix(name);
    const char *end = end_of_counts(rest);
    GString *family = g_string_new_len(name, rest - name);
    size_t n_counts = 0;

    while (*rest != '\0') {
        size_t n = rest < end ? n_digits(rest) : 0;
        if (n > 0) {
            g_string_append_c(family, '*');
            n_counts++;
        } else {
            g_string_append_c(family, *rest);
        }
        rest += MAX(n, 1);
    }
    return g_string_free(family, n_counts == 0);
}

/* ---- what is set aside ---- */

enum word_place { WORD_ANYWHERE, WORD_LAST, WORD_FIRST };

/* Words of names, which digits may follow, between characters that are no letters. */
static const struct word_row {
    const char *word;
    enum word_place place;
    const char *reason;
} words[] = {
    {"MIN", WORD_LAST, "a minimum"},
    {"MAX", WORD_LAST, "a maximum"},
    {"total", WORD_LAST, "a total"},
    {"global", WORD_LAST, "a total"},
    {"bias", WORD_LAST, "a bias"},
    {"biases", WORD_LAST, "a bias"},
    {"biais", WORD_LAST, "a bias"},
    {"beta", WORD_LAST, "a norm"},
    {"gamma", WORD_LAST, "a norm"},
    {"bn", WORD_ANYWHERE, "a norm"},
    {"ln", WORD_ANYWHERE, "a norm"},
    {"norm", WORD_ANYWHERE, "a norm"},
    {"batchnorm", WORD_ANYWHERE, "a norm"},
    {"layernorm", WORD_ANYWHERE, "a norm"},
    {"groupnorm", WORD_ANYWHERE, "a norm"},
    {"instancenorm", WORD_ANYWHERE, "a norm"},
    {"rmsnorm", WORD_ANYWHERE, "a norm"},
    {"stem", WORD_ANYWHERE, "the stem"},
    {"embed", WORD_ANYWHERE, "the stem"},
    {"embedding", WORD_ANYWHERE, "the stem"},
    {"embeddings", WORD_ANYWHERE, "the stem"},
    {"head", WORD_ANYWHERE, "the head"},
    {"classifier", WORD_ANYWHERE, "the head"},
    {"lr", WORD_FIRST, "a learning rate"},
    {"loss", WORD_ANYWHERE, "a loss"},
    {"system", WORD_FIRST, "the machine's"},
    {"param", WORD_ANYWHERE, "no gradient"},
    {"moment", WORD_ANYWHERE, "no gradient"},
    {"update", WORD_ANYWHERE, "no gradient"},
    {"cosine", WORD_FIRST, "no gradient"},
};

/* Whether the word at `found` ends "grad_norm" or "l2_norm", which says what was measured. */
static bool is_measure(const char *name, const char *found) {
    static const char *const before[] = {"grad", "grads", "gradient", "gradients", "l1", "l2"};

    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        size_t n = strlen(before[i]);
        if ((size_t)(found - name) > n && strncmp(found - 1 - n, before[i], n) == 0) {
            return true;
        }
    }
    return false;
}

/* The end of a name without the number of an output, which TensorFlow puts after it, as in
 * "dense/kernel:0". */
static const char *end_of_name(const char *name) {
    const char *colon = strrchr(name, ':');

    return colon != NULL && n_digits(colon + 1) > 0 && colon[1 + n_digits(colon + 1)] == '\0'
               ? colon
               : name + strlen(name);
}

/* Whether the `n` letters at `found`, with the digits after them, are the row's word. */
static bool is_word(const struct word_row *row, const char *name, const char *found, size_t n) {
    const char *end = found + n;
    bool is_last = end + n_digits(end) == end_of_name(name);

    return n == strlen(row->word) && g_ascii_strncasecmp(found, row->word, n) == 0 &&
           (row->place != WORD_LAST || is_last) && (row->place != WORD_FIRST || found == name);
}

static size_t n_letters(const char *text) {
    size_t n = 0;

    while (is_letter(text[n])) {
        n++;
    }
    return n;
}

bool text_is_missing(const char *text) {
    static const char *const missing[] = {"",     "nan",  "na", "<na>", "n/a",
                                          "none", "null", "-",  "--",   "."};
    size_t i = 0;

    while (i < G_N_ELEMENTS(missing) && g_ascii_strcasecmp(text, missing[i]) != 0) {
        i++;
    }
    return i < G_N_ELEMENTS(missing);
}

const char *name_reason_aside(const char *name) {
    const char *begin = name + name_prefix(name);

    if (text_is_missing(name)) {
        return "no name";
    }
    for (const char *rest = begin; *rest != '\0';) {
        size_t n = n_letters(rest);
        for (size_t i = 0; n > 0 && i < G_N_ELEMENTS(words); i++) {
            if (is_word(&words[i], begin, rest, n) && !is_measure(begin, rest)) {
                return words[i].reason;
            }
        }
        rest += MAX(n, 1);
    }
    return NULL;
}

bool name_is_of_weights(const char *name) {
    static const char *const endings[] = {"weight", "weights", "kernel", "poids"};
    size_t n_name = (size_t)(end_of_name(name) - name);

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]);
        if (n_name >= n && strncmp(name + n_name - n, endings[i], n) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- patterns ---- */

bool name_matches(const char *name, const char *pattern) {
    while (*pattern != '\0') {
        size_t n = n_digits(name);
        if (g_str_has_prefix(pattern, "_*/") && *name != '_') {
            pattern += strlen("_*");
            continue;
        }
        if (*pattern == '*' && n == 0) {
            return false;
        }
        if (*pattern != '*' && *pattern != *name) {
            return false;
        }
        name += *pattern == '*' ? n : 1;
        pattern++;
    }
    return *name == '\0';
}

/* ---- order ---- */

static int compare_numbers(const char *a, size_t n_a, const char *b, size_t n_b) {
    size_t zeros_a = MIN(strspn(a, "0"), n_a);
    size_t zeros_b = MIN(strspn(b, "0"), n_b);

    if (n_a - zeros_a != n_b - zeros_b) {
        return n_a - zeros_a < n_b - zeros_b ? -1 : 1;
    }
    return strncmp(a + zeros_a, b + zeros_b, n_a - zeros_a);
}

int name_compare(const char *a, const char *b) {
    while (*a != '\0' && *b != '\0') {
        size_t n_a = n_digits(a);
        size_t n_b = n_digits(b);
        int difference = n_a > 0 && n_b > 0 ? compare_numbers(a, n_a, b, n_b)
                                            : (unsigned char)*a - (unsigned char)*b;
        if (difference != 0) {
            return difference;
        }
        a += MAX(n_a, 1);
        b += MAX(n_b, 1);
    }
    return (unsigned char)*a - (unsigned char)*b;
}

/* The length of "_1" at the beginning of a text, which the first layer of Keras lacks. */
static size_t n_counter(const char *text) {
    size_t n = *text == '_' ? n_digits(text + 1) : 0;

    return n > 0 ? n + 1 : 0;
}

static guint64 read_number(const char *digits) {
    return g_ascii_strtoull(digits, NULL, 10);
}

/* Notes a number that the names have at the same place. */
static void note_number(struct name_step *step, guint64 from, guint64 to) {
    if (from != to) {
        step->n_differences++;
        step->place = step->n_numbers;
        step->from = from;
        step->to = to;
    }
    step->n_numbers++;
}

bool name_find_step(const char *a, const char *b, struct name_step *step) {
    *step = (struct name_step){0};
    while (*a != '\0' || *b != '\0') {
        size_t n_a = n_counter(a);
        size_t n_b = n_counter(b);
        if ((n_a > 0) != (n_b > 0)) {
            note_number(step, n_a > 0 ? read_number(a + 1) : 0, n_b > 0 ? read_number(b + 1) : 0);
            a += n_a;
            b += n_b;
            continue;
        }
        n_a = n_digits(a);
        n_b = n_digits(b);
        if ((n_a > 0) != (n_b > 0) || (n_a == 0 && *a != *b)) {
            return false;
        }
        if (n_a > 0) {
            note_number(step, read_number(a), read_number(b));
        }
        a += MAX(n_a, 1);
        b += MAX(n_b, 1);
    }
    return true;
}

bool name_is_alike(const char *a, const char *b) {
    struct name_step step;

    return name_find_step(a, b, &step);
}
