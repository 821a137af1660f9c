/* Hands events to libyaml's emitter. */
#include "spec/yaml_writer.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>
#include <yaml.h>

struct yaml_writer {
    yaml_emitter_t emitter;
    GString *text;   /* so far */
    bool has_failed; /* nothing more is written */
};

static int append(void *text, unsigned char *bytes, size_t n_bytes) {
    g_string_append_len(text, (const char *)bytes, (gssize)n_bytes);
    return 1;
}

/* The emitter takes over an event that was made. */
static void emit(struct yaml_writer *writer, int is_made, yaml_event_t *event) {
    if (!is_made) {
        writer->has_failed = true;
    } else if (writer->has_failed) {
        yaml_event_delete(event);
    } else {
        writer->has_failed = yaml_emitter_emit(&writer->emitter, event) == 0;
    }
}

static int make_scalar(yaml_event_t *event, const char *text, yaml_scalar_style_t style) {
    return yaml_scalar_event_initialize(event, NULL, NULL, (const yaml_char_t *)text,
                                        (int)strlen(text), 1, 1, style);
}

static int make_part(yaml_event_t *event, enum yaml_part part, const char *text) {
    switch (part) {
    case YAML_PART_BEGIN_MAP:
        return yaml_mapping_start_event_initialize(event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE);
    case YAML_PART_END_MAP:
        return yaml_mapping_end_event_initialize(event);
    case YAML_PART_BEGIN_LIST:
        return yaml_sequence_start_event_initialize(event, NULL, NULL, 1, YAML_FLOW_SEQUENCE_STYLE);
    case YAML_PART_END_LIST:
        return yaml_sequence_end_event_initialize(event);
    case YAML_PART_KEY:
    case YAML_PART_PLAIN:
        return make_scalar(event, text, YAML_PLAIN_SCALAR_STYLE);
    case YAML_PART_QUOTED:
        return make_scalar(event, text, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
    }
    return 0;
}

void yaml_writer_put(struct yaml_writer *writer, enum yaml_part part, const char *text) {
    yaml_event_t event;
    emit(writer, make_part(&event, part, text), &event);
}

struct yaml_writer *yaml_writer_create(void) {
    struct yaml_writer *writer = g_new0(struct yaml_writer, 1);
    yaml_event_t event;

    writer->text = g_string_new(NULL);
    writer->has_failed = yaml_emitter_initialize(&writer->emitter) == 0;
    yaml_emitter_set_output(&writer->emitter, append, writer->text);
    yaml_emitter_set_unicode(&writer->emitter, 1);
    yaml_emitter_set_width(&writer->emitter, -1); /* a line is not broken */
    emit(writer, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING), &event);
    emit(writer, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1), &event);
    return writer;
}

char *yaml_writer_finish(struct yaml_writer *writer, struct gradfig_error *error) {
    yaml_event_t event;

    emit(writer, yaml_document_end_event_initialize(&event, 1), &event);
    emit(writer, yaml_stream_end_event_initialize(&event), &event);
    if (writer->has_failed) {
        error_set(error, GRADFIG_WORK_FAILED,
                  "cannot write YAML: out of memory, or text that is not UTF-8");
    }
    yaml_emitter_delete(&writer->emitter);
    char *text = g_string_free(writer->text, writer->has_failed); /* GLib's memory is malloc's */
    g_free(writer);
    return text;
}
