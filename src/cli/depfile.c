/* Writes a rule of make that says which files were read. */
#include "cli/depfile.h"

#include <string.h>

#include <glib.h>

#include "cli/sink.h"

/* Appends a name as make and ninja read it. A backslash escapes blanks, # and colons, and itself
 * before these; a dollar is doubled. */
static void append_name(GString *text, const char *name) {
    size_t n_backslashes = 0;

    for (; *name != '\0'; name++) {
        if (strchr(" \t#:", *name) != NULL) {
            for (size_t i = 0; i <= n_backslashes; i++) {
                g_string_append_c(text, '\\');
            }
        }
        n_backslashes = *name == '\\' ? n_backslashes + 1 : 0;
        g_string_append(text, *name == '$' ? "$" : "");
        g_string_append_c(text, *name);
    }
}

/* No rule can have a name of two lines. */
static bool check_name(const char *name, struct gradfig_error *error) {
    return strpbrk(name, "\n\r") == NULL ||
           error_set_found(error, name, "--depfile: expected names without line ends");
}

bool depfile_check(const struct options *options, const char *output, struct gradfig_error *error) {
    struct file_rule rule = replace_chosen(options);
    bool is_file;

    if (options->depfile == NULL) {
        return true;
    }
    if (output == NULL || strcmp(output, "-") == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "--depfile: expected -o FILE, because its rule names the file");
    }
    return check_name(output, error) && sink_check(options->depfile, &rule, &is_file, error);
}

bool depfile_target(const struct options *options, char **target, struct gradfig_error *error) {
    static const char ending[] = ".d";
    const char *depfile = options->depfile;

    if (depfile == NULL) {
        *target = NULL;
        return true;
    }
    if (!g_str_has_suffix(depfile, ending) || g_str_has_suffix(depfile, "/.d") ||
        strcmp(depfile, ending) == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "--depfile: expected a file name that ends in %s after the name of its "
                         "target",
                         ending);
    }
    *target = g_strndup(depfile, strlen(depfile) - strlen(ending));
    return true;
}

/* Standard input is no file that could change. */
static const char *next_input(const struct inputs *inputs, size_t *i) {
    const char *name;

    do {
        name = inputs_at(inputs, (*i)++);
    } while (name != NULL && strcmp(name, "-") == 0);
    return name;
}

/* The rule, and one without inputs for each input, so that make goes on without a file that is no
 * longer needed. Freed by the caller; NULL with `error` filled. */
static GString *write_rules(const char *const *targets, size_t n_targets,
                            const struct inputs *inputs, struct gradfig_error *error) {
    GString *text = g_string_new(NULL);
    g_autoptr(GString) rest = g_string_new(NULL);
    bool done = true;
    const char *name;

    for (size_t i = 0; done && i < n_targets; i++) {
        done = check_name(targets[i], error);
        g_string_append(text, i > 0 ? " " : "");
        append_name(text, targets[i]);
    }
    g_string_append_c(text, ':');
    for (size_t i = 0; done && (name = next_input(inputs, &i)) != NULL;) {
        done = check_name(name, error);
        g_string_append(text, " \\\n  ");
        append_name(text, name);
        append_name(rest, name);
        g_string_append(rest, ":\n");
    }
    g_string_append_printf(text, "\n%s", rest->str);
    if (!done) {
        g_string_free(text, TRUE);
        return NULL;
    }
    return text;
}

bool depfile_write(const struct options *options, const char *const *targets, size_t n_targets,
                   const struct inputs *inputs, struct gradfig_error *error) {
    struct file_rule rule = replace_chosen(options);

    if (options->depfile == NULL) {
        return true;
    }
    g_autoptr(GString) text = write_rules(targets, n_targets, inputs, error);
    if (text == NULL) {
        return false;
    }
    const struct bytes bytes = {text->len, text->str};
    return sink_write(options->depfile, &rule, &bytes, error);
}
