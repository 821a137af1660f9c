/* Writes all outputs of the library for a spec into a folder:
 *
 *     example SPEC FOLDER
 */
#include <gradfig.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(const char *message) {
    fprintf(stderr, "%s\n", message);
    exit(EXIT_FAILURE);
}

/* Writes FOLDER/NAME and ends the bytes. */
static void save(const char *folder, const char *name, struct gradfig_bytes *bytes) {
    char path[4096];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes->data, 1, bytes->n, file) != bytes->n || fclose(file) != 0) {
        fail(path);
    }
    gradfig_bytes_finish(bytes);
}

static void draw(struct gradfig_renderer *renderer, const struct gradfig_spec *spec,
                 const char *folder) {
    static const char *const formats[] = {"png", "svg", "pdf"};
    struct gradfig_error error;
    struct gradfig_bytes file;

    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        char name[32];
        if (!gradfig_renderer_draw(renderer, spec, formats[i], &file, &error)) {
            fail(error.message);
        }
        snprintf(name, sizeof(name), "figure.%s", formats[i]);
        save(folder, name, &file);
    }
}

static void report(struct gradfig_renderer *renderer, struct gradfig_spec *spec,
                   const char *folder) {
    static const int64_t layers[] = {0, 5, 10};
    struct gradfig_error error;
    struct gradfig_bytes text;

    if (!gradfig_series_write(spec, "csv", NULL, 0, &text, &error)) {
        fail(error.message);
    }
    save(folder, "series.csv", &text);
    if (!gradfig_series_write(spec, "json", layers, 3, &text, &error)) {
        fail(error.message);
    }
    save(folder, "series.json", &text);
    if (!gradfig_report_write(renderer, spec, "html", &text, &error)) {
        fail(error.message);
    }
    save(folder, "report.html", &text);
    if (!gradfig_report_write(NULL, spec, "json", &text, &error)) {
        fail(error.message);
    }
    save(folder, "report.json", &text);
    if (!gradfig_spec_write(spec, &text, &error)) {
        fail(error.message);
    }
    save(folder, "recipe.yaml", &text);
    if (!gradfig_spec_describe(spec, &text, &error)) {
        fail(error.message);
    }
    save(folder, "alt.txt", &text);
}

static void check_claims(struct gradfig_spec *spec) {
    struct gradfig_error error;
    struct gradfig_claim claim;
    size_t n;
    size_t n_wrong = 0;

    if (!gradfig_claims_count(spec, &n, &error)) {
        fail(error.message);
    }
    for (size_t i = 0; i < n; i++) {
        if (!gradfig_claims_check(spec, i, &claim, &error)) {
            fail(error.message);
        }
        printf("%s\n", claim.sentence);
        n_wrong += claim.holds ? 0 : 1;
    }
    printf("%zu of %zu claims do not hold\n", n_wrong, n);
}

static void print_gradients(const struct gradfig_spec *spec, int64_t layer) {
    struct gradfig_error error;
    struct gradfig_number gradient;

    for (size_t i = 0; i < gradfig_networks_count(spec); i++) {
        const char *name = gradfig_networks_get(spec, i);
        if (!gradfig_networks_gradient(spec, name, layer, &gradient, &error)) {
            fail(error.message);
        }
        printf("%s: the gradient after %" PRId64 " layers is %.6g, its logarithm %.6f\n", name,
               layer, gradient.value, gradient.log10_abs);
    }
}

/* A failed call leaves the spec as it was. */
static void make_mistakes(struct gradfig_spec *spec) {
    struct gradfig_error error;

    if (gradfig_spec_set(spec, "depth=-1\nfigure.theme=drak", &error)) {
        fail("expected mistakes");
    }
    for (size_t i = 0; i < gradfig_mistakes_count(spec); i++) {
        printf("%s\n", gradfig_mistakes_get(spec, i));
    }
    if (gradfig_spec_parse(spec, "depth: 1e3", 10, "typed", &error)) {
        fail("expected a mistake");
    }
    printf("%s\n", error.message);
}

static void print_choices(void) {
    for (size_t i = 0; i < gradfig_parameters_count(); i++) {
        struct gradfig_parameter parameter;
        gradfig_parameters_get(i, &parameter);
        if (parameter.type == GRADFIG_TYPE_CHOICE) {
            printf("%s: %s; without it %s\n", parameter.key, parameter.choices, parameter.initial);
        }
    }
}

int main(int argc, char **argv) {
    struct gradfig_error error;

    if (argc != 3) {
        fail("usage: example SPEC FOLDER");
    }
    struct gradfig_spec *spec = gradfig_spec_create();
    struct gradfig_renderer *renderer = gradfig_renderer_create(&error);
    if (renderer == NULL || !gradfig_spec_load(spec, argv[1], &error)) {
        fail(error.message);
    }
    draw(renderer, spec, argv[2]);
    report(renderer, spec, argv[2]);
    check_claims(spec);
    print_choices();
    if (!gradfig_spec_set(spec, "depth=100\nnetworks.residual.slope=-0.01", &error)) {
        fail(error.message);
    }
    print_gradients(spec, 100);
    make_mistakes(spec);
    print_gradients(spec, 100);
    gradfig_renderer_destroy(renderer);
    gradfig_spec_destroy(spec);
    return EXIT_SUCCESS;
}
