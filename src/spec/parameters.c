/* The table of parameters. A new parameter is one new row. */
#include "spec/parameters.h"

#include <float.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "spec/spec.h"

/* The key of a row, where its value is, its word, and its symbol if it can have one. */
#define OF_SPEC(FIELD, TEXT)                                                                       \
    .key = #FIELD, .offset = offsetof(struct spec, FIELD), .word = TEXT_KEY_##TEXT
#define OF_NETWORK(WORD, FIELD, TEXT, SYMBOL)                                                      \
    .key = "networks.NAME." WORD, .owner = OWNER_NETWORK,                                          \
    .offset = offsetof(struct network, FIELD), .word = TEXT_KEY_##TEXT, .symbol = (SYMBOL)
#define OF_MEASURED(FIELD)                                                                         \
    .key = "measured.NAME." #FIELD, .owner = OWNER_MEASURED,                                       \
    .offset = offsetof(struct measured, FIELD), .word = N_TEXTS
#define OF_LABEL(WORD, FIELD, TEXT)                                                                \
    .key = "labels." WORD, .offset = offsetof(struct spec, labels.FIELD), .word = (TEXT)

#define FROM_TO(LOW, HIGH) .low = (LOW), .high = (HIGH)
#define ANY_FINITE FROM_TO(-DBL_MAX, DBL_MAX)

/* A row of each type: its key and place, its unit unless it has none, its value if it is not given,
 * what may be given, and its help. */
#define WHOLE(PLACE, UNIT, INITIAL, LIMITS, HELP)                                                  \
    { .type = TYPE_WHOLE, PLACE, .unit = (UNIT), .initial = (INITIAL), LIMITS, .help = (HELP) }
#define REAL(PLACE, INITIAL, LIMITS, HELP)                                                         \
    { .type = TYPE_REAL, PLACE, .unit = "", .initial = (INITIAL), LIMITS, .help = (HELP) }
#define SINGLE(PLACE, INITIAL, HELP)                                                               \
    { .type = TYPE_SINGLE, PLACE, .unit = "", .initial = (INITIAL), ANY_FINITE, .help = (HELP) }
#define LIST(PLACE, INITIAL, LIMITS, N_MIN, N_MAX, HELP)                                           \
    {                                                                                              \
        .type = TYPE_LIST, PLACE, .unit = "", .initial = (INITIAL), LIMITS,                        \
        .n_values_min = (N_MIN), .n_values_max = (N_MAX), .help = (HELP)                           \
    }
#define CHOICE(PLACE, INITIAL, CHOICES, HELP)                                                      \
    {                                                                                              \
        .type = TYPE_CHOICE, PLACE, .unit = "", .initial = (INITIAL), .choices = (CHOICES),        \
        .help = (HELP)                                                                             \
    }
#define ANY_TEXT(PLACE, HELP)                                                                      \
    { .type = TYPE_TEXT, PLACE, .unit = "", .help = (HELP) }
#define COLOR(PLACE, HELP)                                                                         \
    { .type = TYPE_COLOR, PLACE, .unit = "", .help = (HELP) }

/* The two rows of random slopes. */
#define SLOPE_SD(PLACE, OF, EXCLUDED)                                                              \
    {                                                                                              \
        .type = TYPE_REAL, PLACE, .unit = "", .initial = "0", FROM_TO(0, DBL_MAX),                 \
        .excludes = (EXCLUDED),                                                                    \
        .help =                                                                                    \
            "standard deviation of " OF ", which each layer draws anew around it; 0: it is fixed"  \
    }
#define DISTRIBUTION(PLACE)                                                                        \
    {                                                                                              \
        .type = TYPE_CHOICE, PLACE, .unit = "", .initial = "normal", .choices = "normal uniform",  \
        .help = "what random slopes are drawn from"                                                \
    }

/* What layers take in turn, in place of the one number of the row before. A list longer than the
 * depth is refused by spec_check, which knows the depth. */
#define LAYER_LIST(WORD, FIELD, SINGLE_WORD, TEXT, SYMBOL)                                         \
    {                                                                                              \
        .type = TYPE_LIST, OF_NETWORK(WORD, FIELD, TEXT, SYMBOL), .unit = "", ANY_FINITE,          \
        .n_values_min = 1, .n_values_max = DEPTH_MAX, .can_schedule = true,                        \
        .help = WORD " that the layers take in turn, starting over at the end, or {from, to} for " \
                     "equal steps from the first layer to the last; in place of " SINGLE_WORD      \
    }

#define LABEL(WORD, FIELD, TEXT, HELP) ANY_TEXT(OF_LABEL(WORD, FIELD, TEXT), HELP " of the figure")

/* The two rows of a panel. */
#define PANEL_LABELS(ID, WORD)                                                                     \
    LABEL(WORD "-title", panels[PANEL_##ID].title, N_TEXTS, "title of the " WORD " panel"),        \
        LABEL(WORD "-subtitle", panels[PANEL_##ID].subtitle, N_TEXTS,                              \
              "subtitle of the " WORD " panel"),

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
    WHOLE(OF_SPEC(depth, DEPTH), "layers", "10", FROM_TO(0, DEPTH_MAX), "number of layers n"),
    REAL(OF_SPEC(input, INPUT), "1", ANY_FINITE, "the input x_0"),

    SINGLE(OF_NETWORK("slope", slopes, SLOPE, "a"), NULL,
           "slope of every layer, or of the residual branch where skip is not 0"),
    LAYER_LIST("slopes", slopes, "slope", SLOPES, "a"),
    SINGLE(OF_NETWORK("intercept", intercepts, INTERCEPT, "b"), "0",
           "intercept of every layer or residual branch"),
    LAYER_LIST("intercepts", intercepts, "intercept", INTERCEPTS, "b"),
    SINGLE(OF_NETWORK("skip", skips, SKIP, NULL), "0",
           "weight of the skip connection: 0 a plain layer, 1 a residual block"),
    LAYER_LIST("skips", skips, "skip", SKIPS, NULL),
    SINGLE(OF_NETWORK("scale", scales, SCALE, NULL), "1", "scale of the residual branch"),
    LAYER_LIST("scales", scales, "scale", SCALES, NULL),
    REAL(OF_NETWORK("scale_power", scale_power, SCALE_POWER, NULL), "0", FROM_TO(-4, 4),
         "power p of the depth n in the scale, which is multiplied by n^p: -0.5 for 1/√n"),
    SLOPE_SD(OF_NETWORK("slope_sd", slope_sd, SLOPE_SD, "σ"), "the slope", "networks.NAME.slopes"),
    DISTRIBUTION(OF_NETWORK("distribution", distribution, DISTRIBUTION, NULL)),
    ANY_TEXT(OF_NETWORK("label", label, NAME, NULL),
             "what the figure calls the network; its name if not given"),
    COLOR(OF_NETWORK("color", color, COLOR, NULL),
          "color of the network's curves; by its position and skip if not given"),

    {OF_MEASURED(gradients), .type = TYPE_LIST, .unit = "", FROM_TO(0, DBL_MAX), .n_values_min = 2,
     .n_values_max = MEASURED_GRADIENTS_MAX, .can_miss = true,
     .help = "gradient norms of a real network after 0, 1, 2, ... layers back from its output; "
             "null where one is missing or infinite"},
    CHOICE(OF_MEASURED(quantity), "unknown", "unknown activations weights",
           "what the norms are of: the gradients of activations or of weights"),
    ANY_TEXT(
        OF_MEASURED(label),
        "what the figure calls the measurements; if not given, the label of the network of this "
        "name, or the name"),
    COLOR(OF_MEASURED(color),
          "color of the points; if not given, that of the network of this name, or by position"),

    LIST(OF_SPEC(sweep.slopes, SWEEP_SLOPES), "-0.8,-0.5,-0.2,0,0.2", ANY_FINITE, 1, SWEEP_MAX,
         "slopes a of the sweep panel, which shows (skip + scale a)^n"),
    REAL(OF_SPEC(sweep.skip, SWEEP_SKIP), "1", ANY_FINITE,
         "weight of the skip connection in the sweep"),
    REAL(OF_SPEC(sweep.scale, SWEEP_SCALE), "1", ANY_FINITE,
         "scale of the residual branch in the sweep"),
    SLOPE_SD(OF_SPEC(sweep.slope_sd, SWEEP_SLOPE_SD), "each slope of the sweep", NULL),
    DISTRIBUTION(OF_SPEC(sweep.distribution, SWEEP_DISTRIBUTION)),

    WHOLE(OF_SPEC(random.seed, SEED), "", "1", FROM_TO(0, SEED_MAX),
          "which of all sequences of draws random slopes take"),
    WHOLE(OF_SPEC(random.samples, SAMPLES), "", "1000", FROM_TO(SAMPLES_MIN, SAMPLES_MAX),
          "number of realisations of each network, or slope of the sweep, with random slopes"),

    LIST(OF_SPEC(geometry.x, GEOMETRY_X), "-2,2", FROM_TO(-1e6, 1e6), 2, 2,
         "range of x in the geometry panel, the smaller end first"),
    {OF_SPEC(paths.band, PATHS_BAND), .type = TYPE_LIST, .unit = "blocks", FROM_TO(0, DEPTH_MAX),
     .n_values_min = 2, .n_values_max = 2,
     .help = "first and last length of the paths that are summed; if not given, of lengths with "
             "95% of the gradient, most of which carry more than their share of the paths"},

    WHOLE(OF_SPEC(figure.width, WIDTH), "px", "1500", FROM_TO(400, FIGURE_SIDE_MAX),
          "width of the figure"),
    WHOLE(OF_SPEC(figure.height, HEIGHT), "px", "1000", FROM_TO(300, FIGURE_SIDE_MAX),
          "height of the figure"),
    WHOLE(OF_SPEC(figure.scale, FIGURE_SCALE), "", "1", FROM_TO(1, FIGURE_SCALE_MAX),
          "pixels of the picture per px of the figure, for sharper pictures"),
    WHOLE(OF_SPEC(figure.dpi, DPI), "px per inch", "100", FROM_TO(30, 1200),
          "physical size of the figure"),
    CHOICE(OF_SPEC(figure.language, LANGUAGE), "en", languages + 1,
           "language of the figure's texts"),
    CHOICE(OF_SPEC(figure.theme, THEME), "light", "light dark auto",
           "dark lines on white, light lines on near black, or as the page of the SVG asks"),
    CHOICE(OF_SPEC(figure.background, BACKGROUND), "opaque", "opaque transparent",
           "the theme's background, or none, so that the page shows through"),
    CHOICE(OF_SPEC(figure.palette, PALETTE), "article", "article safe consistent",
           "the article's, for color-blind readers, or one color for a network in all panels"),
    {OF_SPEC(figure.panels, PANELS), .type = TYPE_CHOICES, .unit = "",
     .initial = "activation,gradient,geometry,sweep", .n_values_min = 1, .n_values_max = N_PANELS,
     .choices = panels + 1, .help = "the panels that are drawn, in this order"},
    CHOICE(OF_SPEC(figure.colors, COLORS), "exact", "exact 256",
           "every color of the PNG, or 256 colors where the eye cannot see the difference, in "
           "about 60% of the bytes"),

    LABEL("title", title, TEXT_KEY_TITLE, "title"),
    LABEL("subtitle", subtitle, TEXT_KEY_SUBTITLE, "subtitle"),
#define PANEL(id, word) PANEL_LABELS(id, word)
#include "spec/panels.inc"
#undef PANEL
};

const size_t n_parameter_rows = sizeof(parameter_rows) / sizeof(parameter_rows[0]);

const char *parameter_key_after(const char *key, const char *beginning) {
    for (;; key++, beginning++) {
        size_t n_key = strcspn(key, ".");
        size_t n = strcspn(beginning, ".");
        bool is_name = n_key == strlen("NAME") && strncmp(key, "NAME", n_key) == 0;
        if (!is_name && (n_key != n || g_ascii_strncasecmp(key, beginning, n) != 0)) {
            return NULL;
        }
        key += n_key;
        beginning += n;
        if (*key == '\0' || *beginning == '\0') {
            return *beginning == '\0' ? key : NULL;
        }
    }
}

const char *parameter_key_last(const char *key) {
    const char *dot = strrchr(key, '.');

    return dot != NULL ? dot + 1 : key;
}

const struct parameter *parameter_find(const char *key) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const char *after = parameter_key_after(parameter_rows[i].key, key);
        if (after != NULL && *after == '\0') {
            return &parameter_rows[i];
        }
    }
    return NULL;
}

static char *describe_number(const struct parameter *parameter, const char *noun) {
    if (parameter->low == -DBL_MAX) {
        return g_strdup(noun);
    }
    return parameter->high == DBL_MAX
               ? g_strdup_printf("%s of at least %.15g", noun, parameter->low)
               : g_strdup_printf("%s from %.16g to %.16g", noun, parameter->low, parameter->high);
}

static char *describe_count(const struct parameter *parameter) {
    if (parameter->n_values_min == parameter->n_values_max) {
        return g_strdup_printf("exactly %zu", parameter->n_values_min);
    }
    return parameter->n_values_max == DEPTH_MAX
               ? g_strdup("at least 1 and at most depth")
               : g_strdup_printf("at least %zu and at most %zu", parameter->n_values_min,
                                 parameter->n_values_max);
}

static char *describe_list(const struct parameter *parameter) {
    g_autofree char *count = describe_count(parameter);
    g_autofree char *numbers = describe_number(parameter, "numbers");

    return g_strdup_printf("a list of %s %s%s", count, numbers,
                           parameter->can_schedule ? ", or {from, to}"
                           : parameter->can_miss   ? " or null"
                                                   : "");
}

char *parameter_describe(const struct parameter *parameter) {
    g_autofree char *number = NULL;

    switch (parameter->type) {
    case TYPE_WHOLE:
        return describe_number(parameter, "a whole number");
    case TYPE_REAL:
    case TYPE_SINGLE:
        number = describe_number(parameter, "a number");
        return g_strconcat(number, parameter->can_miss ? " or null" : "", NULL);
    case TYPE_LIST:
        return describe_list(parameter);
    case TYPE_CHOICE:
        return g_strdup_printf("one of: %s", parameter->choices);
    case TYPE_CHOICES:
        return g_strdup_printf("a list of %zu to %zu of: %s, each once", parameter->n_values_min,
                               parameter->n_values_max, parameter->choices);
    case TYPE_TEXT:
        return g_strdup(text_label_kind);
    case TYPE_COLOR:
        break;
    }
    return g_strdup("a color as #rrggbb, in YAML in quotes");
}

const char *parameter_group(enum parameter_owner owner) {
    static const char *const groups[N_OWNERS] = {
        [OWNER_NETWORK] = "networks",
        [OWNER_MEASURED] = "measured",
    };
    return groups[owner];
}

enum parameter_owner parameter_find_owner(const char *word) {
    enum parameter_owner owner = N_OWNERS - 1;

    while (owner > OWNER_SPEC && strcmp(word, parameter_group(owner)) != 0) {
        owner--;
    }
    return owner;
}
