/* Recognizes templates that give each variant another name, without making the names. */
#include "spec/variant_names.h"

#include <math.h>
#include <string.h>

#include <glib.h>

enum { STEM_MIN = 5, NAME_MAX_LENGTH = 200 };

static const struct name_part *part_at(const struct variants *variants, guint i) {
    return &g_array_index(variants->name_parts, struct name_part, i);
}

/* What orders the values of a row of numbers or words; NAN for those of others. */
static double rank_of(enum parameter_type type, const struct value *value) {
    switch (type) {
    case TYPE_WHOLE:
    case TYPE_CHOICE:
        return (double)value->whole; /* at most 2^53 */
    case TYPE_REAL:
        return value->real;
    case TYPE_SINGLE:
        return value->reals.values[0].value;
    case TYPE_LIST:
    case TYPE_CHOICES:
    case TYPE_TEXT:
    case TYPE_COLOR:
        break;
    }
    return NAN;
}

/* Whether the values only rise or only fall, as those of ranges do, so that no text is there twice.
 */
static bool are_distinct(const struct varied *varied) {
    enum parameter_type type = varied->target.row->type;
    guint n_rising = 0;
    guint n_falling = 0;

    for (guint i = 1; i < varied->values->len; i++) {
        double before = rank_of(type, varied_value(varied, i - 1));
        double rank = rank_of(type, varied_value(varied, i));
        n_rising += before < rank;
        n_falling += before > rank;
    }
    return MAX(n_rising, n_falling) == varied->values->len - 1;
}

/* The length of the longest value; SIZE_MAX if one has the letter `end`, in any case. */
static size_t measure(const struct varied *varied, char end) {
    const char ends[] = {g_ascii_tolower(end), g_ascii_toupper(end), '\0'};
    size_t longest = 0;

    for (guint i = 0; i < varied->values->len; i++) {
        const char *text = varied_value(varied, i)->text;
        size_t length = strcspn(text, ends);
        if (text[length] != '\0') {
            return SIZE_MAX;
        }
        longest = MAX(longest, length);
    }
    return longest;
}

/* The length that part `i` adds at most; SIZE_MAX if a reader could not see where a value ends: it
 * does at the first letter of the text after it, or where all names have the same ending. */
static size_t length_of(const struct variants *variants, guint i) {
    const struct name_part *part = part_at(variants, i);
    bool is_last = i + 1 == variants->name_parts->len;
    const char *next = is_last ? "" : part_at(variants, i + 1)->text;

    if (part->text != NULL) {
        return memchr(part->text, '/', part->n_bytes) != NULL ? SIZE_MAX : part->n_bytes;
    }
    bool is_followed = is_last || part_at(variants, i + 1)->n_bytes > 0;
    bool is_plain = part->varied != NULL && part->varied->is_portable && is_followed;
    return is_plain ? measure(part->varied, *next) : SIZE_MAX;
}

/* Whether the names have distinct values of a key of this axis. */
static bool has_axis(const struct variants *variants, size_t axis) {
    guint i = 0;

    while (i < variants->name_parts->len) {
        const struct varied *varied = part_at(variants, i)->varied;
        if (varied != NULL && varied->axis == axis && are_distinct(varied)) {
            break;
        }
        i++;
    }
    return i < variants->name_parts->len;
}

bool variant_names_are_apart(const struct variants *variants) {
    guint n_parts = variants->name_parts->len;
    bool are = n_parts > 0 && part_at(variants, 0)->n_bytes >= STEM_MIN;
    size_t length = strlen(variants->extension) + 1;

    for (guint i = 0; are && i < n_parts; i++) {
        size_t added = length_of(variants, i);
        are = added < NAME_MAX_LENGTH && (length += added) < NAME_MAX_LENGTH;
    }
    for (guint axis = 0; are && axis < variants->lengths->len; axis++) {
        are = has_axis(variants, axis);
    }
    return are;
}
