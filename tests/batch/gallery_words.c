/* The words of a gallery's page: what varies is never shown with the value of one variant. */
#include "batch/gallery_words.h"

#include "shared/fixture.h"

static struct manifest manifest_of(const char *key) {
    const char *const header[] = {"name", "depth", key, "status", "bytes", "sha256", "batch"};
    struct manifest manifest = {
        .n_keys = 2,
        .has_batch = true,
        .rows = g_ptr_array_new(),
        .added = g_string_chunk_new(256),
    };

    manifest_add(&manifest, header);
    return manifest;
}

static void what_varies_has_no_value_of_one_variant(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        const char *key;      /* varies beside the depth */
        const char *networks; /* what the page calls both networks */
        const char *word;
        const char *title;
    } rows[] = {
        {"networks.plain.slope", "VGG, ResNet", "slope of VGG", "How deep?"},
        {"networks.plain.label", "plain, ResNet", "name of plain", "How deep?"},
        {"networks.residual.label", "VGG, residual", "name of residual", "How deep?"},
        {"labels.title", "VGG, ResNet", "title", "depth, title"},
    };

    fixture_set(fixture, "networks.plain.label", "VGG");
    fixture_set(fixture, "networks.residual.label", "ResNet");
    fixture_set(fixture, "labels.title", "How deep?");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct manifest manifest = manifest_of(rows[i].key);
        char *first = gallery_network(&fixture->spec, &manifest, 0);
        char *second = gallery_network(&fixture->spec, &manifest, 1);
        char *networks = g_strdup_printf("%s, %s", first, second);
        char *word = gallery_key_word(&fixture->spec, &manifest, 1);
        char *title = gallery_title(&fixture->spec, &manifest);

        expect_text(rows[i].key, networks, rows[i].networks);
        expect_text(rows[i].key, word, rows[i].word);
        expect_text(rows[i].key, title, rows[i].title);
        g_free(title);
        g_free(word);
        g_free(networks);
        g_free(second);
        g_free(first);
        manifest_finish(&manifest);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_FIXTURE(what_varies_has_no_value_of_one_variant),
    };
    return run_all(tests);
}
