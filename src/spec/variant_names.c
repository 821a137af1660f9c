/* Fills the template of the names, and checks all names before one is used. */
#include "spec/variant_names.h"

#include <stdio.h>
#include <string.h>

#include "base/user_text.h"

#define PORTABLE G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-"

/* ---- the template ---- */

/* {number} is the number of the variant, from 1. */
static const char NUMBER[] = "number";

/* The key after the brace at `field`, which `end` closes if that is a brace, too; freed with
 * g_free. */
static char *field_key(const char *field, const char **end) {
    size_t length = strcspn(field + 1, "{}");

    *end = field + 1 + length;
    return g_strndup(field + 1, length);
}

/* The key without a group that a reader knows anyway. */
static const char *short_key(const char *key) {
    static const char *const groups[] = {"networks.", "figure."};

    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        if (g_str_has_prefix(key, groups[i])) {
            return key + strlen(groups[i]);
        }
    }
    return key;
}

/* "depth_{depth}__theme_{figure.theme}" */
char *variant_names_default(const struct vary *vary) {
    GString *template = g_string_new(NULL);

    for (size_t k = 0; k < vary->keys->len; k++) {
        const char *key = vary_at(vary, k)->key;
        g_string_append_printf(template, "%s%s_{%s}", k > 0 ? "__" : "", short_key(key), key);
    }
    return g_string_free(template->len > 0 ? template : g_string_append(template, "figure"), FALSE);
}

static bool refuse_field(const struct vary *vary, struct mistakes *mistakes, const char *key,
                         bool is_closed) {
    g_autofree char *field = g_strdup_printf("{%s%s", key, is_closed ? "}" : "");
    g_autofree char *nearest = vary_suggest(vary, key);

    g_autofree char *quoted = text_quote(field);
    return mistakes_add(mistakes, vary->name_origin, "name",
                        "expected a key under vary in braces, found %s%s", quoted, nearest);
}

bool variant_names_check_template(const struct vary *vary, struct mistakes *mistakes) {
    for (const char *rest = vary->name; *rest != '\0';) {
        size_t n = strspn(rest, PORTABLE "/");
        rest += n;
        if (*rest == '{') {
            g_autofree char *key = field_key(rest, &rest);
            bool is_closed = *rest == '}';
            bool is_known = strcmp(key, NUMBER) == 0 || vary_find(vary, key) != NULL;
            if (!(is_closed && is_known)) {
                return refuse_field(vary, mistakes, key, is_closed);
            }
            rest++;
        } else if (*rest != '\0') {
            g_autofree char *quoted = text_quote(vary->name);
            return mistakes_add(mistakes, vary->name_origin, "name",
                                "expected letters without accents, digits, \".\", \"_\", "
                                "\"-\", \"/\" and {KEY}, found %s",
                                quoted);
        }
    }
    return true;
}

/* A plus sign adds nothing to a name. */
static const char *without_plus(const char *text) {
    return *text == '+' ? text + 1 : text;
}

bool variant_names_are_portable(const char *text) {
    const char *shown = without_plus(text);
    return shown[strspn(shown, PORTABLE)] == '\0';
}

/* Appends bytes without a NUL, which saves time with a million names. */
static void append_bytes(GString *name, const char *text, size_t n) {
    if (name->len + n < name->allocated_len) {
        memcpy(name->str + name->len, text, n);
        name->len += n;
    } else {
        g_string_append_len(name, text, (gssize)n);
    }
}

/* Appends the value as typed if all values of the key are portable, otherwise its position. */
static void append_value(GString *name, const struct varied *varied, size_t i) {
    size_t position = varied_position(varied, i);

    if (varied->is_portable) {
        const char *text = without_plus(varied_value(varied, position)->text);
        append_bytes(name, text, strlen(text));
    } else {
        g_string_append_printf(name, "%zu", position + 1);
    }
}

/* Leading zeros let the names sort as the variants do. */
static void append_number(GString *name, const struct variants *variants, size_t i) {
    int n_digits = snprintf(NULL, 0, "%zu", variants->count);
    g_string_append_printf(name, "%0*zu", n_digits, i + 1);
}

/* A name that begins with a dash would be an option of other commands. */
static void guard_dashes(GString *name) {
    const char *part = name->str;

    while (part != NULL) {
        gssize begin = part - name->str;
        if (*part == '-') {
            g_string_insert_c(name, begin, '_');
        }
        const char *slash = strchr(name->str + begin, '/');
        part = slash != NULL ? slash + 1 : NULL;
    }
}

static void add_part(struct variants *variants, struct name_part part) {
    g_array_append_val(variants->name_parts, part);
}

/* Takes the template apart, once for all names. */
static void split_template(struct variants *variants) {
    g_array_set_size(variants->name_parts, 0);
    for (const char *rest = variants->vary.name; *rest != '\0';) {
        size_t n = strcspn(rest, "{");
        add_part(variants, (struct name_part){.text = rest, .n_bytes = n});
        rest += n;
        if (*rest == '{') {
            g_autofree char *key = field_key(rest, &rest);
            rest++;
            add_part(variants, (struct name_part){.is_number = strcmp(key, NUMBER) == 0,
                                                  .varied = vary_find(&variants->vary, key)});
        }
    }
}

void variants_set_name(const struct variants *variants, size_t i, GString *name) {
    g_string_truncate(name, 0);
    for (guint k = 0; k < variants->name_parts->len; k++) {
        const struct name_part *part = &g_array_index(variants->name_parts, struct name_part, k);
        if (part->is_number) {
            append_number(name, variants, i);
        } else if (part->varied != NULL) {
            append_value(name, part->varied, i);
        } else {
            append_bytes(name, part->text, part->n_bytes);
        }
    }
    append_bytes(name, ".", 1);
    g_string_append(name, variants->extension);
    guard_dashes(name);
}

char *variants_name(const struct variants *variants, size_t i) {
    GString *name = g_string_new(NULL);
    variants_set_name(variants, i, name);
    return g_string_free(name, FALSE); /* GLib's memory is malloc's */
}

/* Whether the user has given the template. */
static bool is_named(const struct variants *variants) {
    return variants->vary.name_origin.place.line > 0;
}

/* ---- names that some file systems do not take, or that lead out of the folder ---- */

/* Every common file system takes these lengths, and leaves room for the suffix of a temporary name.
 */
enum { PART_MAX = 200, NAME_MAX_BYTES = 1000 };

/* Whether a name is a device's on some systems, whatever follows a dot. */
static bool is_device(const char *part, size_t length) {
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    enum { FIRST_PORT = 4 }; /* those from here on are followed by a digit */
    size_t stem = MIN(strcspn(part, "."), length);
    size_t i = 0;

    while (i < G_N_ELEMENTS(devices) && g_ascii_strncasecmp(part, devices[i], 3) != 0) {
        i++;
    }
    return i < FIRST_PORT ? stem == 3
                          : i < G_N_ELEMENTS(devices) && stem == 4 && g_ascii_isdigit(part[3]);
}

/* Why a part of a name between slashes is refused, or NULL. */
static const char *refusal_of_part(const char *part, size_t length) {
    if (length == 0) {
        return "an empty part";
    }
    if (part[0] == '.') {
        return length == 2 && part[1] == '.' ? "a way out of the directory"
                                             : "a part that begins with a dot";
    }
    if (part[length - 1] == '.') {
        return "a part that ends with a dot";
    }
    if (is_device(part, length)) {
        return "a name that some systems have for a device";
    }
    return length > PART_MAX ? "a part of more than 200 letters" : NULL;
}

/* No folder may have the name of a file of the batch itself. */
static bool is_taken(const char *name) {
    const char *end = strchr(name, '/');

    if (end == NULL) { /* a file */
        return false;
    }
    g_autofree char *folder = g_ascii_strdown(name, end - name);
    return strcmp(folder, "index.html") == 0 || g_pattern_match_simple("manifest*.csv", folder);
}

/* What a name of portable letters is that makes it refused, "an empty part"; NULL if it is allowed.
 */
static const char *refusal_of_name(const char *name) {
    const char *refusal = strlen(name) > NAME_MAX_BYTES ? "more than 1000 letters" : NULL;

    for (const char *part = name; refusal == NULL; part++) {
        size_t length = strcspn(part, "/");
        refusal = refusal_of_part(part, length);
        part += length;
        if (*part == '\0') {
            break;
        }
    }
    return refusal == NULL && is_taken(name) ? "a file of the batch itself" : refusal;
}

/* ---- all names together ---- */

/* A name by its hash, because a million names take much memory. Names of equal hash are made again
 * and compared. A file never has the name of another's folder: values have no slash, so all names
 * have the same number of them. */
struct entry {
    guint64 hash; /* in lower case, because some file systems ignore case */
    guint32 i;
};

static guint64 hash_of(const char *name) {
    guint64 hash = 14695981039346656037U; /* FNV-1a */

    for (; *name != '\0'; name++) {
        guchar letter = (guchar)*name;
        hash = (hash ^ (letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter)) * 1099511628211U;
    }
    return hash;
}

static int compare_entries(const void *a, const void *b) {
    const struct entry *left = a;
    const struct entry *right = b;

    if (left->hash != right->hash) {
        return left->hash < right->hash ? -1 : 1;
    }
    return (left->i > right->i) - (left->i < right->i);
}

/* Lists all names, or returns the first that is refused and the reason; NULL if none is. */
static const char *list_entries(const struct variants *variants, GArray *entries, GString *name) {
    const char *refusal = NULL;

    for (size_t i = 0; refusal == NULL && i < variants->count; i++) {
        variants_set_name(variants, i, name);
        struct entry entry = {hash_of(name->str), (guint32)i};
        g_array_append_val(entries, entry);
        refusal = refusal_of_name(name->str);
    }
    return refusal;
}

/* Short names take the place of default ones that are too long, as of long values of many keys. */
static bool list_names(struct variants *variants, GArray *entries, struct mistakes *mistakes) {
    g_autoptr(GString) name = g_string_new(NULL);

    const char *refusal = list_entries(variants, entries, name);
    if (refusal != NULL && is_named(variants)) {
        mistakes_add(mistakes, variants->vary.name_origin, "name",
                     "expected names that stay in the directory, found %s: \"%s\"", refusal,
                     name->str);
    } else if (refusal != NULL) {
        g_free(variants->vary.name);
        variants->vary.name = g_strconcat("variant_{", NUMBER, "}", NULL);
        split_template(variants);
        g_array_set_size(entries, 0);
        list_entries(variants, entries, name);
    }
    return refusal == NULL || !is_named(variants);
}

/* The default names of two variants are equal only where a key has a value twice. */
static const struct varied *find_repeated(const struct variants *variants, guint32 a, guint32 b) {
    const struct varied *found = vary_at(&variants->vary, 0);

    for (guint k = 1; k < variants->vary.keys->len; k++) {
        const struct varied *varied = vary_at(&variants->vary, k);
        if (varied_position(varied, a) != varied_position(varied, b)) {
            found = varied;
        }
    }
    return found;
}

static const char *value_of(const struct varied *varied, guint32 i) {
    return varied_value(varied, varied_position(varied, i))->text;
}

static void blame_pair(const struct variants *variants, const struct entry *a,
                       const struct entry *b, const char *left, const char *right,
                       struct mistakes *mistakes) {
    const struct varied *repeated = find_repeated(variants, a->i, b->i);
    const char *value = value_of(repeated, a->i);
    bool is_twice = !is_named(variants) && strcmp(value, value_of(repeated, b->i)) == 0;
    const char *key = is_named(variants) ? "name" : repeated->key;
    struct origin origin = is_named(variants) ? variants->vary.name_origin : repeated->origin;

    if (is_twice) {
        mistakes_add(mistakes, origin, key, "expected each value once, found %s twice", value);
    } else {
        mistakes_add(mistakes, origin, key,
                     "expected a name of its own for each variant, found %s for number %u and %s "
                     "for number %u",
                     left, a->i + 1, right, b->i + 1);
    }
}

/* Checks that the names of two variants differ. */
static bool check_pair(const struct variants *variants, const struct entry *a,
                       const struct entry *b, struct mistakes *mistakes) {
    g_autofree char *left = variants_name(variants, a->i);
    g_autofree char *right = variants_name(variants, b->i);
    bool are_apart = g_ascii_strcasecmp(left, right) != 0;

    if (!are_apart) {
        blame_pair(variants, a, b, left, right, mistakes);
    }
    return are_apart;
}

static bool check_apart(const struct variants *variants, GArray *entries,
                        struct mistakes *mistakes) {
    bool are_apart = true;

    g_array_sort(entries, compare_entries);
    for (size_t i = 1; are_apart && i < entries->len; i++) {
        const struct entry *entry = &g_array_index(entries, struct entry, i);
        const struct entry *first = &g_array_index(entries, struct entry, 0);
        for (const struct entry *earlier = entry;
             are_apart && earlier > first && earlier[-1].hash == entry->hash; earlier--) {
            are_apart = check_pair(variants, &earlier[-1], entry, mistakes);
        }
    }
    return are_apart;
}

/* Whether the template shows that all names differ and are allowed. */
static bool are_plainly_right(const struct variants *variants) {
    g_autofree char *first = variants_name(variants, 0);
    return variant_names_are_apart(variants) && refusal_of_name(first) == NULL;
}

bool variant_names_check(struct variants *variants, struct mistakes *mistakes) {
    split_template(variants);
    if (are_plainly_right(variants)) {
        return true;
    }
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    return list_names(variants, entries, mistakes) && check_apart(variants, entries, mistakes);
}
