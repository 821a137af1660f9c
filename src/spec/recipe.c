/* A spec as YAML, through libyaml's emitter. */
#include "spec/recipe.h"

#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <yaml.h>

#include "spec/parameters.h"

#include "spec/values.h"

/* libyaml's emitter can only run out of memory, as g_malloc can, which ends the program. */
static void emit(yaml_emitter_t *emitter, yaml_event_t *event) {
    if (!yaml_emitter_emit(emitter, event)) {
        g_error("cannot write a recipe: %s", emitter->problem);
    }
}

static void emit_scalar(yaml_emitter_t *emitter, const char *text, yaml_scalar_style_t style) {
    yaml_event_t event;

    yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text, (int)strlen(text),
                                 1, 1, style);
    emit(emitter, &event);
}

static void emit_plain(yaml_emitter_t *emitter, const char *text) {
    emit_scalar(emitter, text, YAML_PLAIN_SCALAR_STYLE);
}

static void begin_map(yaml_emitter_t *emitter) {
    yaml_event_t event;
    yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE);
    emit(emitter, &event);
}

static void end_map(yaml_emitter_t *emitter) {
    yaml_event_t event;
    yaml_mapping_end_event_initialize(&event);
    emit(emitter, &event);
}

static void begin_list(yaml_emitter_t *emitter) {
    yaml_event_t event;
    yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_FLOW_SEQUENCE_STYLE);
    emit(emitter, &event);
}

static void end_list(yaml_emitter_t *emitter) {
    yaml_event_t event;
    yaml_sequence_end_event_initialize(&event);
    emit(emitter, &event);
}

static void emit_reals(yaml_emitter_t *emitter, const struct reals *list) {
    begin_list(emitter);
    for (size_t i = 0; i < list->n_values; i++) {
        emit_plain(emitter, list->values[i].text);
    }
    end_list(emitter);
}

static void emit_choice(yaml_emitter_t *emitter, const char *choices, int64_t position) {
    char **words = g_strsplit(choices, " ", -1);
    emit_plain(emitter, words[position]);
    g_strfreev(words);
}

static void emit_choices(yaml_emitter_t *emitter, const char *choices, const struct choices *list) {
    begin_list(emitter);
    for (size_t i = 0; i < list->n_values; i++) {
        emit_choice(emitter, choices, list->values[i]);
    }
    end_list(emitter);
}

/* ---- rows ---- */

/* Whether the row has a value of its own: of slope and slopes only one has. */
static bool has_value(const struct parameter *row, const void *value) {
    switch (row->type) {
    case TYPE_SINGLE:
        return ((const struct reals *)value)->n_values == 1;
    case TYPE_LIST:
        return ((const struct reals *)value)->n_values > (values_is_network_row(row) ? 1 : 0);
    case TYPE_TEXT:
        return *(const char *const *)value != NULL;
    case TYPE_COLOR:
        return *(const int64_t *)value != COLOR_BY_POSITION;
    case TYPE_WHOLE:
    case TYPE_REAL:
    case TYPE_CHOICE:
    case TYPE_CHOICES:
        break;
    }
    return true;
}

static void emit_value(yaml_emitter_t *emitter, const struct parameter *row, const void *value) {
    char text[32];

    switch (row->type) {
    case TYPE_WHOLE:
        snprintf(text, sizeof(text), "%lld", (long long)*(const int64_t *)value);
        emit_plain(emitter, text);
        return;
    case TYPE_REAL:
        emit_plain(emitter, ((const struct real *)value)->text);
        return;
    case TYPE_SINGLE:
        emit_plain(emitter, ((const struct reals *)value)->values[0].text);
        return;
    case TYPE_LIST:
        emit_reals(emitter, value);
        return;
    case TYPE_CHOICE:
        emit_choice(emitter, row->choices, *(const int64_t *)value);
        return;
    case TYPE_CHOICES:
        emit_choices(emitter, row->choices, value);
        return;
    case TYPE_TEXT:
        emit_scalar(emitter, *(const char *const *)value, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
        return;
    case TYPE_COLOR:
        snprintf(text, sizeof(text), "#%06llx", (unsigned long long)*(const int64_t *)value);
        emit_scalar(emitter, text, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
        return;
    }
}

/* The row if it has a value, under the last part of its key. */
static void emit_row(yaml_emitter_t *emitter, const struct parameter *row, const void *owner) {
    const void *value = (const char *)owner + row->offset;
    const char *dot = strrchr(row->key, '.');

    if (has_value(row, value)) {
        emit_plain(emitter, dot != NULL ? dot + 1 : row->key);
        emit_value(emitter, row, value);
    }
}

static void emit_networks(yaml_emitter_t *emitter, const struct spec *spec) {
    emit_plain(emitter, "networks");
    begin_map(emitter);
    for (size_t i = 0; i < spec->n_networks; i++) {
        emit_plain(emitter, spec->networks[i].name);
        begin_map(emitter);
        for (size_t j = 0; j < n_parameter_rows; j++) {
            if (values_is_network_row(&parameter_rows[j])) {
                emit_row(emitter, &parameter_rows[j], &spec->networks[i]);
            }
        }
        end_map(emitter);
    }
    end_map(emitter);
}

/* The rows from `first` on that share the part of the key before the dot; returns the next row. */
static size_t emit_group(yaml_emitter_t *emitter, const struct spec *spec, size_t first) {
    const char *key = parameter_rows[first].key;
    size_t prefix = strcspn(key, ".") + 1;
    char *group = g_strndup(key, prefix - 1);
    size_t end = first;
    bool has_values = false;

    for (; end < n_parameter_rows && strncmp(parameter_rows[end].key, key, prefix) == 0; end++) {
        const struct parameter *row = &parameter_rows[end];
        has_values = has_values || has_value(row, (const char *)spec + row->offset);
    }
    if (has_values) {
        emit_plain(emitter, group);
        begin_map(emitter);
        for (size_t i = first; i < end; i++) {
            emit_row(emitter, &parameter_rows[i], spec);
        }
        end_map(emitter);
    }
    g_free(group);
    return end;
}

static void emit_rows(yaml_emitter_t *emitter, const struct spec *spec) {
    bool has_networks = false;

    for (size_t i = 0; i < n_parameter_rows;) {
        const struct parameter *row = &parameter_rows[i];
        if (values_is_network_row(row)) {
            if (!has_networks) {
                emit_networks(emitter, spec);
                has_networks = true;
            }
            i++;
        } else if (strchr(row->key, '.') == NULL) {
            emit_row(emitter, row, spec);
            i++;
        } else {
            i = emit_group(emitter, spec, i);
        }
    }
}

/* ---- the document ---- */

static int append(void *text, unsigned char *bytes, size_t n_bytes) {
    g_string_append_len(text, (const char *)bytes, (gssize)n_bytes);
    return 1;
}

char *recipe_write(const struct spec *spec) {
    GString *text = g_string_new(NULL);
    yaml_emitter_t emitter;
    yaml_event_t event;

    yaml_emitter_initialize(&emitter);
    yaml_emitter_set_output(&emitter, append, text);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1); /* a line is not broken */
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    emit(&emitter, &event);
    yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1);
    emit(&emitter, &event);
    begin_map(&emitter);
    emit_rows(&emitter, spec);
    end_map(&emitter);
    yaml_document_end_event_initialize(&event, 1);
    emit(&emitter, &event);
    yaml_stream_end_event_initialize(&event);
    emit(&emitter, &event);
    yaml_emitter_delete(&emitter);
    return g_string_free(text, FALSE); /* GLib's memory is malloc's */
}
