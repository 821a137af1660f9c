/* The library restores the state of its process. */
#include <gradfig.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pangocairo.h>

extern char **environ;

/* What belongs to the process and not to the library. */
struct process {
    char folder[4096];
    char locale[256];
    char *environment;
    FcConfig *fonts;
    int line_height; /* of other users of Pango */
};

static int line_height(void) {
    PangoFontMap *fonts = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(fonts);
    PangoFontMetrics *metrics = pango_context_get_metrics(context, NULL, NULL);
    int height = pango_font_metrics_get_height(metrics);

    pango_font_metrics_unref(metrics);
    g_object_unref(context);
    g_object_unref(fonts);
    return height;
}

static struct process look(void) {
    struct process process = {.fonts = FcConfigGetCurrent(), .line_height = line_height()};

    if (getcwd(process.folder, sizeof(process.folder)) == NULL) {
        exit(EXIT_FAILURE);
    }
    snprintf(process.locale, sizeof(process.locale), "%s", setlocale(LC_ALL, NULL));
    process.environment = g_strjoinv("\n", environ);
    return process;
}

static int n_failures = 0;

static void expect(bool is_true, const char *what) {
    if (!is_true) {
        printf("FAILED: %s\n", what);
        n_failures++;
    }
}

static void expect_same(const struct process *before, const char *when) {
    struct process after = look();

    printf("%s\n", when);
    expect(strcmp(before->folder, after.folder) == 0, "the working directory");
    expect(strcmp(before->locale, after.locale) == 0, "the locale");
    expect(strcmp(before->environment, after.environment) == 0, "the environment");
    expect(before->fonts == after.fonts, "fontconfig's configuration");
    expect(before->line_height == after.line_height, "the metrics of Pango's fonts");
    g_free(after.environment);
}

static void count_message(const char *domain, GLogLevelFlags level, const char *message,
                          void *data) {
    (void)domain;
    (void)level;
    (void)message;
    (*(int *)data)++;
}

/* Each list ends where its count says. */
static void expect_ends(const struct gradfig_spec *spec) {
    struct gradfig_parameter parameter = {.key = "untouched"};

    expect(gradfig_networks_get(spec, gradfig_networks_count(spec)) == NULL, "the last network");
    expect(gradfig_networks_get(spec, SIZE_MAX) == NULL, "no such network");
    expect(gradfig_mistakes_get(spec, gradfig_mistakes_count(spec)) == NULL, "the last mistake");
    expect(gradfig_mistakes_get(spec, SIZE_MAX) == NULL, "no such mistake");
    expect(!gradfig_parameters_get(gradfig_parameters_count(), &parameter) &&
               !gradfig_parameters_get(SIZE_MAX, &parameter) &&
               strcmp(parameter.key, "untouched") == 0,
           "the last parameter");
    expect(gradfig_parameters_get(gradfig_parameters_count() - 1, &parameter) &&
               strcmp(parameter.key, "untouched") != 0,
           "a parameter");
}

int main(void) {
    struct gradfig_error error;
    struct gradfig_bytes bytes = {0};
    int n_messages = 0;

    setlocale(LC_ALL, "C.UTF-8");
    g_log_set_default_handler(count_message, &n_messages);
    struct process before = look();
    struct gradfig_spec *spec = gradfig_spec_create();
    struct gradfig_renderer *renderer = gradfig_renderer_create(&error);
    expect(renderer != NULL, "a renderer");
    expect_same(&before, "after gradfig_renderer_create");
    expect(gradfig_spec_set(spec, "figure.language=zh", &error) &&
               gradfig_renderer_draw(renderer, spec, "svg", &bytes, &error),
           "a figure");
    gradfig_bytes_finish(&bytes);
    expect_same(&before, "after gradfig_renderer_draw");
    expect(gradfig_spec_set(spec, "networks.plain.label=\U0001f9ea", &error) &&
               !gradfig_renderer_draw(renderer, spec, "png", &bytes, &error) &&
               error.code == GRADFIG_INVALID_INPUT && bytes.data == NULL,
           "no figure of a character that no font has");
    expect_ends(spec);
    expect(!gradfig_spec_set(spec, "depth=x", &error) && gradfig_mistakes_count(spec) == 1,
           "a mistake");
    expect_ends(spec);
    gradfig_renderer_destroy(renderer);
    gradfig_spec_destroy(spec);
    expect_same(&before, "after a failure");
    g_log("Pango", G_LOG_LEVEL_WARNING, "a message of others");
    expect(n_messages == 1, "messages reach the handler of the process");
    g_free(before.environment);
    return n_failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
