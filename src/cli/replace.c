/* Recognizes files that the results of a command must not replace. */
#include "cli/replace.h"

#include <fcntl.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "batch/gallery_page.h"
#include "batch/manifest.h"
#include "measurements/stack_yaml.h"
#include "output/figure_file.h"
#include "spec/spec_file.h"

/* Without a carriage return at the ends of lines. False for a file that is no text, or is larger
 * than specs. */
static bool read_text(int descriptor, struct bytes *text) {
    struct gradfig_error error;
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0); /* reading closes it */
    bool is_text = file_read_descriptor(copy, "a text", SPEC_FILE_MAX, text, &error) &&
                   strlen(text->data) == text->n;

    bytes_restore_lines(text);
    return is_text;
}

static const char *refuse_texts(int descriptor) {
    g_autofree char *head = file_read_head(descriptor);
    ENDED_BY(bytes_finish) struct bytes text = {0};

    if (manifest_is_ours(head)) {
        return "the manifest of a batch";
    }
    if (gallery_page_is_ours(head)) {
        return "the page of a batch";
    }
    bool is_spec = read_text(descriptor, &text) && spec_file_recognize(text.data, text.n);
    return is_spec ? "a spec" : NULL;
}

static const char *refuse_edits(int descriptor) {
    ENDED_BY(bytes_finish) struct bytes text = {0};
    bool is_unchanged = read_text(descriptor, &text) && stack_yaml_is_unchanged(text.data);

    return is_unchanged
               ? NULL
               : "a file without the right checksum (it has edits, or an earlier gradfig wrote it)";
}

/* Whether the command has the option --force. */
static bool has_force(const struct options *options) {
    return strchr(options->command->options, COMMAND_FORCE) != NULL;
}

struct file_rule replace_chosen(const struct options *options) {
    return (struct file_rule){
        .inputs = spec_inputs(&options->spec),
        .refusal = options->force ? NULL : refuse_texts,
        .expected = "a file that a result may replace",
        .advice = has_force(options) ? "choose another name with -o, or add --force"
                                     : "choose another name with -o, or remove it",
    };
}

struct file_rule replace_fit(const struct options *options) {
    struct file_rule rule = replace_chosen(options);

    rule.refusal = options->force ? NULL : refuse_edits;
    rule.expected = "no file, or a spec that fit wrote and nobody has changed";
    return rule;
}

struct file_rule replace_made_up(const struct options *options) {
    return (struct file_rule){
        .inputs = spec_inputs(&options->spec),
        .refusal = options->force ? NULL : figure_file_refusal,
        .expected = "a figure of gradfig's in this place",
        .advice = has_force(options) ? "choose another name with -o, or add --force"
                                     : "choose another name with -o",
        .is_own_name = true,
    };
}
