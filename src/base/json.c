/* Makes values of JSON and writes them. */
#include "base/json.h"

#include <math.h>

#include <glib.h>

/* Frees a value after a part of it failed. */
static void give_up(json_t **value) {
    json_decref(*value);
    *value = NULL;
}

void json_set(json_t **object, const char *name, json_t *value) {
    if (json_object_set_new(*object, name, value) != 0) {
        give_up(object);
    }
}

void json_append(json_t **array, json_t *value) {
    if (json_array_append_new(*array, value) != 0) {
        give_up(array);
    }
}

json_t *json_of_double(double value) {
    return isfinite(value) ? json_real(value + 0.0) : json_null();
}

json_t *json_of_text(const char *text) {
    return text != NULL && *text != '\0' ? json_string(text) : json_null();
}

char *json_write(const json_t *root, size_t flags, struct gradfig_error *error) {
    g_autofree char *text = json_dumps(root, flags);

    if (text == NULL) {
        error_set(error, GRADFIG_WORK_FAILED,
                  "cannot write JSON: out of memory, or text that is not UTF-8");
        return NULL;
    }
    return g_strconcat(text, "\n", NULL);
}

char *json_write_script(const json_t *root, struct gradfig_error *error) {
    g_autofree char *text = json_write(root, JSON_COMPACT, error);

    if (text == NULL) {
        return NULL;
    }
    g_auto(GStrv) parts = g_strsplit(text, "<", -1);
    return g_strjoinv("\\u003c", parts);
}
