/* Writes command lines. */
#include "explore/command_line.h"

#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "base/inputs.h"
#include "spec/settings.h"

/* Quotes what a shell would not take as it is. */
static void append_word(GString *line, const char *word) {
    static const char plain[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-+=./,:@%";
    bool is_plain = *word != '\0' && strspn(word, plain) == strlen(word);
    g_autofree char *quoted = is_plain ? g_strdup(word) : g_shell_quote(word);

    g_string_append_printf(line, " %s", quoted);
}

static void append_setting(GString *line, const char *setting) {
    g_string_append(line, " --set");
    append_word(line, setting);
}

/* The values of the spec that come from --set. */
static void append_own_settings(GString *line, const struct settings *settings) {
    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (settings_is_set(settings, setting)) {
            g_autofree char *key = settings_key(settings, setting->target);
            g_autofree char *text = g_strconcat(key, "=", setting->value.text, NULL);
            append_setting(line, text);
        }
    }
}

static GString *begin(const struct explored *explored, const char *command) {
    GString *line = g_string_new("gradfig ");

    g_string_append(line, command);
    if (explored->file != NULL) {
        append_word(line, explored->file);
    }
    append_own_settings(line, explored->spec->settings);
    return line;
}

/* Whether the command reads a file of this name, in whatever folder. */
static bool reads(const struct explored *explored, const char *name) {
    const struct inputs *inputs = spec_inputs(explored->spec);
    const char *path;
    bool is_read = false;

    for (size_t i = 0; (path = inputs_at(inputs, i)) != NULL; i++) {
        g_autofree char *other = g_path_get_basename(path);
        is_read = is_read || strcmp(other, name) == 0;
    }
    return is_read;
}

char *command_line_output(const struct explored *explored, const char *name) {
    GString *output = g_string_new(name);

    while (reads(explored, output->str)) {
        g_string_insert(output, file_stem_length(output->str), "-new");
    }
    return g_string_free(output, FALSE);
}

char *command_line_begin(const struct explored *explored, const char *command) {
    return g_string_free(begin(explored, command), FALSE);
}

char *command_line_write(const struct explored *explored, const char *command,
                         const struct query *query, const char *output) {
    if (query_networks(query) != NULL) {
        return NULL;
    }
    GString *line = begin(explored, command);
    for (guint i = 0; i < query->settings->len; i++) {
        append_setting(line, g_ptr_array_index(query->settings, i));
    }
    g_string_append(line, " -o ");
    g_string_append(line, output);
    return g_string_free(line, FALSE);
}
