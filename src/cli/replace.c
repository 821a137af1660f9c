/* Recognizes files that the results of a command must not replace. */
#include "cli/replace.h"

#include <fcntl.h>
#include <string.h>

#include "base/file.h"
#include "batch/gallery_page.h"
#include "batch/manifest.h"
#include "output/figure_file.h"
#include "spec/spec_file.h"

static const char *name_text(const struct bytes *text) {
    if (manifest_is_ours(text->data)) {
        return "the manifest of a batch";
    }
    if (gallery_page_is_ours(text->data)) {
        return "the page of a batch";
    }
    return spec_file_recognize(text->data, text->n) ? "a spec" : NULL;
}

/* A larger file is none of these but perhaps a page. */
static const char *refuse_texts(int descriptor) {
    ENDED_BY(bytes_finish) struct bytes text = {0};
    struct gradfig_error error;
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0); /* reading closes it */
    const char *found = NULL;

    if (file_read_descriptor(copy, "a text", SPEC_FILE_MAX, &text, &error) &&
        strlen(text.data) == text.n) {
        found = name_text(&text);
    }
    /* cppcheck-suppress returnDanglingLifetime ; names are constants */
    return found;
}

static const char *refuse_all(int descriptor) {
    (void)descriptor;
    return "a file with other content, perhaps your edits";
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

struct file_rule replace_same(const struct options *options, const struct bytes *whole) {
    struct file_rule rule = replace_chosen(options);

    rule.refusal = options->force ? NULL : refuse_all;
    rule.whole = whole;
    rule.expected = "no file, or one that this command would not change";
    return rule;
}

struct file_rule replace_made_up(const struct options *options) {
    return (struct file_rule){
        .inputs = spec_inputs(&options->spec),
        .refusal = options->force ? NULL : figure_file_refusal,
        .expected = "a figure of gradfig's in this place",
        .advice = has_force(options) ? "choose a name with -o, or add --force"
                                     : "choose another name with -o",
        .is_own_name = true,
    };
}
