/* The table of parameters. A new parameter is one new row. */
#include "spec/parameters.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "spec/spec.h"

#define SPEC(field) offsetof(struct spec, field)
#define NETWORK(field) offsetof(struct network, field)
#define MEASURED(field) offsetof(struct measured, field)
#define SPEC_SWEEP(field) SPEC(sweep.field)
#define ANY_FINITE .low = -DBL_MAX, .high = DBL_MAX

/* The two rows of random slopes. */
#define RANDOM_SLOPES(group, owner, of, excluded)                                                  \
    {.key = group ".slope_sd",                                                                     \
     .type = TYPE_REAL,                                                                            \
     .unit = "",                                                                                   \
     .initial = "0",                                                                               \
     .low = 0,                                                                                     \
     .high = DBL_MAX,                                                                              \
     .excludes = (excluded),                                                                       \
     .help =                                                                                       \
         "standard deviation of " of ", which each layer draws anew around it; 0: it is fixed",    \
     .offset = owner(slope_sd)},                                                                   \
    {                                                                                              \
        .key = group ".distribution", .type = TYPE_CHOICE, .unit = "", .initial = "normal",        \
        .choices = "normal uniform", .help = "what random slopes are drawn from",                  \
        .offset = owner(distribution)                                                              \
    }

/* What layers take in turn, in place of the one number of the row before. A list longer than the
 * depth is refused by spec_validate, which knows the depth. */
#define LAYER_LIST(name, field, single)                                                            \
    {                                                                                              \
        .key = "networks.NAME." name, .type = TYPE_LIST, .unit = "", ANY_FINITE,                   \
        .n_values_min = 1, .n_values_max = DEPTH_MAX, .can_schedule = true,                        \
        .help = name " that the layers take in turn, starting over at the end, or {from, to} for " \
                     "equal steps from the first layer to the last; in place of " single,          \
        .offset = NETWORK(field)                                                                   \
    }

#define LABEL(name, field, text)                                                                   \
    {                                                                                              \
        .key = "labels." name, .type = TYPE_TEXT, .unit = "", .help = text " of the figure",       \
        .offset = SPEC(labels.field)                                                               \
    }

/* The two rows of a panel. */
#define PANEL_LABELS(id, word)                                                                     \
    LABEL(word "-title", panels[PANEL_##id].title, "title of the " word " panel"),                 \
        LABEL(word "-subtitle", panels[PANEL_##id].subtitle, "subtitle of the " word " panel"),

/* " en zh": each word with a space before it. */
static const char languages[] =
#define LANGUAGE(id, word) " " word
#include "base/texts.inc"
#undef LANGUAGE
    ;

/* " activation gradient ..." */
static const char panels[] =
#define PANEL(id, word) " " word
#include "spec/panels.inc"
#undef PANEL
    ;

const struct parameter parameter_rows[] = {
    {.key = "depth",
     .type = TYPE_WHOLE,
     .unit = "layers",
     .initial = "10",
     .low = 0,
     .high = DEPTH_MAX,
     .help = "number of layers n",
     .offset = SPEC(depth)},
    {.key = "input",
     .type = TYPE_REAL,
     .unit = "",
     .initial = "1",
     ANY_FINITE,
     .help = "the input x_0",
     .offset = SPEC(input)},

    {.key = "networks.NAME.slope",
     .type = TYPE_SINGLE,
     .unit = "",
     ANY_FINITE,
     .help = "slope of every layer, or of the residual branch where skip is not 0",
     .offset = NETWORK(slopes)},
    LAYER_LIST("slopes", slopes, "slope"),
    {.key = "networks.NAME.intercept",
     .type = TYPE_SINGLE,
     .unit = "",
     .initial = "0",
     ANY_FINITE,
     .help = "intercept of every layer or residual branch",
     .offset = NETWORK(intercepts)},
    LAYER_LIST("intercepts", intercepts, "intercept"),
    {.key = "networks.NAME.skip",
     .type = TYPE_SINGLE,
     .unit = "",
     .initial = "0",
     ANY_FINITE,
     .help = "weight of the skip connection: 0 a plain layer, 1 a residual block",
     .offset = NETWORK(skips)},
    LAYER_LIST("skips", skips, "skip"),
    {.key = "networks.NAME.scale",
     .type = TYPE_SINGLE,
     .unit = "",
     .initial = "1",
     ANY_FINITE,
     .help = "scale of the residual branch",
     .offset = NETWORK(scales)},
    LAYER_LIST("scales", scales, "scale"),
    {.key = "networks.NAME.scale_power",
     .type = TYPE_REAL,
     .unit = "",
     .initial = "0",
     .low = -4,
     .high = 4,
     .help = "power p of the depth n in the scale, which is multiplied by n^p: -0.5 for 1/√n",
     .offset = NETWORK(scale_power)},
    RANDOM_SLOPES("networks.NAME", NETWORK, "the slope", "networks.NAME.slopes"),
    {.key = "networks.NAME.label",
     .type = TYPE_TEXT,
     .unit = "",
     .help = "what the figure calls the network; its name if not given",
     .offset = NETWORK(label)},
    {.key = "networks.NAME.color",
     .type = TYPE_COLOR,
     .unit = "",
     .help = "color of the network's curves; by its position and skip if not given",
     .offset = NETWORK(color)},

    {.key = "measured.NAME.gradients",
     .type = TYPE_LIST,
     .unit = "",
     .low = 0,
     .high = DBL_MAX,
     .n_values_min = 2,
     .n_values_max = MEASURED_GRADIENTS_MAX,
     .can_miss = true,
     .help = "gradient norms of a real network after 0, 1, 2, ... layers back from its output; "
             "null where one is missing",
     .offset = MEASURED(gradients)},
    {.key = "measured.NAME.quantity",
     .type = TYPE_CHOICE,
     .unit = "",
     .initial = "unknown",
     .choices = "unknown activations weights",
     .help = "what the norms are of: the gradients of activations or of weights",
     .offset = MEASURED(quantity)},
    {.key = "measured.NAME.label",
     .type = TYPE_TEXT,
     .unit = "",
     .help = "what the figure calls the measurements; if not given, the label of the network of "
             "this name, or the name",
     .offset = MEASURED(label)},
    {.key = "measured.NAME.color",
     .type = TYPE_COLOR,
     .unit = "",
     .help = "color of the points; if not given, that of the network of this name, or by position",
     .offset = MEASURED(color)},

    {.key = "sweep.slopes",
     .type = TYPE_LIST,
     .unit = "",
     .initial = "-0.8,-0.5,-0.2,0,0.2",
     ANY_FINITE,
     .n_values_min = 1,
     .n_values_max = SWEEP_MAX,
     .help = "slopes a of the sweep panel, which shows (skip + scale a)^n",
     .offset = SPEC(sweep.slopes)},
    {.key = "sweep.skip",
     .type = TYPE_REAL,
     .unit = "",
     .initial = "1",
     ANY_FINITE,
     .help = "weight of the skip connection in the sweep",
     .offset = SPEC(sweep.skip)},
    {.key = "sweep.scale",
     .type = TYPE_REAL,
     .unit = "",
     .initial = "1",
     ANY_FINITE,
     .help = "scale of the residual branch in the sweep",
     .offset = SPEC(sweep.scale)},
    RANDOM_SLOPES("sweep", SPEC_SWEEP, "each slope of the sweep", NULL),

    {.key = "random.seed",
     .type = TYPE_WHOLE,
     .unit = "",
     .initial = "1",
     .low = 0,
     .high = SEED_MAX,
     .help = "which of all sequences of draws random slopes take",
     .offset = SPEC(random.seed)},
    {.key = "random.samples",
     .type = TYPE_WHOLE,
     .unit = "",
     .initial = "1000",
     .low = SAMPLES_MIN,
     .high = SAMPLES_MAX,
     .help = "number of realisations of each network, or slope of the sweep, with random slopes",
     .offset = SPEC(random.samples)},

    {.key = "geometry.x",
     .type = TYPE_LIST,
     .unit = "",
     .initial = "-2,2",
     .low = -1e6,
     .high = 1e6,
     .n_values_min = 2,
     .n_values_max = 2,
     .help = "range of x in the geometry panel, the smaller end first",
     .offset = SPEC(geometry.x)},

    {.key = "paths.band",
     .type = TYPE_LIST,
     .unit = "blocks",
     .low = 0,
     .high = DEPTH_MAX,
     .n_values_min = 2,
     .n_values_max = 2,
     .help = "first and last length of the paths that are summed; if not given, of lengths with "
             "95 % of the gradient, most of which carry more than their share of the paths",
     .offset = SPEC(paths.band)},

    {.key = "figure.width",
     .type = TYPE_WHOLE,
     .unit = "px",
     .initial = "1500",
     .low = 400,
     .high = FIGURE_SIDE_MAX,
     .help = "width of the figure",
     .offset = SPEC(figure.width)},
    {.key = "figure.height",
     .type = TYPE_WHOLE,
     .unit = "px",
     .initial = "1000",
     .low = 300,
     .high = FIGURE_SIDE_MAX,
     .help = "height of the figure",
     .offset = SPEC(figure.height)},
    {.key = "figure.scale",
     .type = TYPE_WHOLE,
     .unit = "",
     .initial = "1",
     .low = 1,
     .high = FIGURE_SCALE_MAX,
     .help = "pixels of the picture per px of the figure, for sharper pictures",
     .offset = SPEC(figure.scale)},
    {.key = "figure.dpi",
     .type = TYPE_WHOLE,
     .unit = "px per inch",
     .initial = "100",
     .low = 30,
     .high = 1200,
     .help = "physical size of the figure",
     .offset = SPEC(figure.dpi)},
    {.key = "figure.language",
     .type = TYPE_CHOICE,
     .unit = "",
     .initial = "en",
     .choices = languages + 1,
     .help = "language of the figure's texts",
     .offset = SPEC(figure.language)},
    {.key = "figure.theme",
     .type = TYPE_CHOICE,
     .unit = "",
     .initial = "light",
     .choices = "light dark auto",
     .help = "dark lines on white, light lines on near black, or as the page of the SVG asks",
     .offset = SPEC(figure.theme)},
    {.key = "figure.background",
     .type = TYPE_CHOICE,
     .unit = "",
     .initial = "opaque",
     .choices = "opaque transparent",
     .help = "the theme's background, or none, so that the page shows through",
     .offset = SPEC(figure.background)},
    {.key = "figure.palette",
     .type = TYPE_CHOICE,
     .unit = "",
     .initial = "article",
     .choices = "article safe consistent",
     .help = "the article's, for color-blind readers, or one color for a network in all panels",
     .offset = SPEC(figure.palette)},
    {.key = "figure.panels",
     .type = TYPE_CHOICES,
     .unit = "",
     .initial = "activation,gradient,geometry,sweep",
     .n_values_min = 1,
     .n_values_max = N_PANELS,
     .choices = panels + 1,
     .help = "the panels that are drawn, in this order",
     .offset = SPEC(figure.panels)},
    {.key = "figure.colors",
     .type = TYPE_CHOICE,
     .unit = "",
     .initial = "exact",
     .choices = "exact 256",
     .help = "every color of the PNG, or 256 colors where the eye cannot see the difference, in "
             "less than half the bytes",
     .offset = SPEC(figure.colors)},

    LABEL("title", title, "title"),
    LABEL("subtitle", subtitle, "subtitle"),
#define PANEL(id, word) PANEL_LABELS(id, word)
#include "spec/panels.inc"
#undef PANEL
};

const size_t n_parameter_rows = sizeof(parameter_rows) / sizeof(parameter_rows[0]);

static void describe_number(const struct parameter *parameter, const char *noun, char *text,
                            size_t size) {
    if (parameter->low == -DBL_MAX) {
        snprintf(text, size, "%s", noun);
    } else if (parameter->high == DBL_MAX) {
        snprintf(text, size, "%s of at least %.15g", noun, parameter->low);
    } else {
        snprintf(text, size, "%s from %.16g to %.16g", noun, parameter->low, parameter->high);
    }
}

static void describe_list(const struct parameter *parameter, char *text, size_t size) {
    char count[64];
    char numbers[64];

    if (parameter->n_values_min == parameter->n_values_max) {
        snprintf(count, sizeof(count), "exactly %zu", parameter->n_values_min);
    } else if (parameter->n_values_max == DEPTH_MAX) {
        snprintf(count, sizeof(count), "at least 1 and at most depth");
    } else {
        snprintf(count, sizeof(count), "at least %zu and at most %zu", parameter->n_values_min,
                 parameter->n_values_max);
    }
    describe_number(parameter, "numbers", numbers, sizeof(numbers));
    snprintf(text, size, "a list of %s %s%s", count, numbers,
             parameter->can_schedule ? ", or {from, to}"
             : parameter->can_miss   ? " or null"
                                     : "");
}

void parameter_describe(const struct parameter *parameter, char *text, size_t size) {
    switch (parameter->type) {
    case TYPE_WHOLE:
        describe_number(parameter, "a whole number", text, size);
        return;
    case TYPE_REAL:
    case TYPE_SINGLE:
        describe_number(parameter, "a number", text, size);
        g_strlcat(text, parameter->can_miss ? " or null" : "", size);
        return;
    case TYPE_LIST:
        describe_list(parameter, text, size);
        return;
    case TYPE_CHOICE:
        snprintf(text, size, "one of: %s", parameter->choices);
        return;
    case TYPE_CHOICES:
        snprintf(text, size, "a list of %zu to %zu of: %s, each once", parameter->n_values_min,
                 parameter->n_values_max, parameter->choices);
        return;
    case TYPE_TEXT:
        snprintf(text, size, "%s", text_label_kind);
        return;
    case TYPE_COLOR:
        snprintf(text, size, "a color as #rrggbb, in YAML in quotes");
        return;
    }
}

const char *parameter_group(enum parameter_owner owner) {
    static const char *const groups[N_OWNERS] = {
        [OWNER_NETWORK] = "networks",
        [OWNER_MEASURED] = "measured",
    };
    return groups[owner];
}

static bool is_of_group(const char *key, const char *group) {
    return g_str_has_prefix(key, group) && strchr(".", key[strlen(group)]) != NULL;
}

enum parameter_owner parameter_owner(const struct parameter *parameter) {
    enum parameter_owner owner = N_OWNERS - 1;

    while (owner > OWNER_SPEC && !is_of_group(parameter->key, parameter_group(owner))) {
        owner--;
    }
    return owner;
}
