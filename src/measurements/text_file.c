/* Reads files of measurements as text, and says where in them something is wrong. */
#include "measurements/text_file.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/user_text.h"

/* ---- places ---- */

void place_step(struct place *place, char byte) {
    if (byte == '\n') {
        place->line++;
        place->column = 1;
    } else {
        place->column += ((unsigned char)byte & 0xc0) != 0x80; /* not within a character */
    }
}

bool place_refuse(struct place place, struct gradfig_error *error, const char *format, ...) {
    g_autofree char *path = text_escape_path(place.path);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (place.line > 0) {
        error_set(error, GRADFIG_INVALID_INPUT, "%s:%u:%u: %s", path, place.line, place.column,
                  message);
    } else {
        error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", path, message);
    }
    return false;
}

/* ---- files ---- */

static const char byte_order_mark[] = "\xef\xbb\xbf";

static struct place place_of(const struct text_file *file, const char *at) {
    struct place place = {file->path, 1, 1};

    for (const char *byte = file->text; byte < at; byte++) {
        place_step(&place, *byte);
    }
    return place;
}

/* What a file that is not UTF-8 may be, and what to do. */
static const char *name_encoding(const struct bytes *bytes) {
    bool is_utf16 =
        g_str_has_prefix(bytes->data, "\xff\xfe") || g_str_has_prefix(bytes->data, "\xfe\xff");

    return is_utf16 ? "write the file as UTF-8, for example with iconv -f UTF-16 -t UTF-8"
           : memchr(bytes->data, '\0', bytes->n) != NULL
               ? "this is not a text file"
               : "write the file as UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8";
}

static bool check_encoding(const struct text_file *file, struct gradfig_error *error) {
    const char *end;
    size_t n = file->bytes.n - (size_t)(file->text - file->bytes.data);

    if (g_utf8_validate(file->text, (gssize)n, &end)) {
        return true;
    }
    return place_refuse(place_of(file, end), error,
                        "expected text in UTF-8, found the byte 0x%02X: %s",
                        (unsigned)(unsigned char)*end, name_encoding(&file->bytes));
}

const char *text_file_name(const char *path) {
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* Reads the file, and notes which one it is. */
static bool read_bytes(struct text_file *file, const char *path, struct inputs *inputs,
                       struct gradfig_error *error) {
    static const char what[] = "measurements";
    bool is_standard = strcmp(path, "-") == 0;
    int descriptor = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;

    if (descriptor >= 0 && fstat(descriptor, &status) == 0) {
        inputs_add(inputs, &status, file->path);
    }
    return is_standard
               ? file_read_stream(stdin, what, MEASUREMENTS_FILE_MAX, &file->bytes, error)
               : file_read_descriptor(descriptor, what, MEASUREMENTS_FILE_MAX, &file->bytes, error);
}

bool text_file_read(struct text_file *file, const char *path, struct inputs *inputs,
                    struct gradfig_error *error) {
    struct text_file read = {.path = text_file_name(path)};
    struct gradfig_error why;

    if (!read_bytes(&read, path, inputs, &why)) {
        place_refuse((struct place){.path = read.path}, error, "%s", why.message);
        error->code = why.code;
        return false;
    }
    read.text = read.bytes.data;
    if (g_str_has_prefix(read.text, byte_order_mark)) {
        read.text += strlen(byte_order_mark);
    }
    if (!check_encoding(&read, error)) {
        text_file_finish(&read);
        return false;
    }
    *file = read;
    return true;
}

void text_file_finish(struct text_file *file) {
    bytes_finish(&file->bytes);
}
