/* gradfig inspect: the recipe of a figure. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/source.h"
#include "spec/recipe.h"

/* Reads the recipe and writes it again, so that the output is always a valid spec. */
static bool inspect(const struct options *options, struct gradfig_error *error) {
    struct spec spec;

    if (!source_read_figure(options->operands.items[0], &spec, NULL, error)) {
        return false;
    }
    g_autofree char *recipe = recipe_write(&spec, error);
    if (recipe != NULL) {
        fputs(recipe, stdout); /* main reports write errors */
    }
    bool done = recipe != NULL;
    spec_finish(&spec);
    return done;
}

const struct command command_inspect = {
    .name = "inspect",
    .arguments = "FIGURE",
    .help = "print the recipe of a figure: the complete spec that made it\n\n"
            "  FIGURE             a figure that gradfig wrote, or - for standard input\n",
    .examples = {"inspect figure.png > figure.yaml",
                 "inspect deep.png | gradfig render - --set depth=20 -o other.png"},
    .operands = {1, "figure", "a figure"},
    .work = inspect,
};
