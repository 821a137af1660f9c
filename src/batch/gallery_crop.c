/* Chooses a panel by the varied keys. */
#include "batch/gallery_crop.h"

#include <stddef.h>
#include <string.h>

#include <glib.h>

#include "rendering/figure/layout.h"

/* What keys end or begin with that only one panel shows, and that panel. */
static const struct {
    const char *key;
    enum panel_kind panel;
} shown_by[] = {
    {"input", PANEL_ACTIVATION},       {".intercept", PANEL_ACTIVATION},
    {".intercepts", PANEL_ACTIVATION}, {"geometry.", PANEL_GEOMETRY},
    {"sweep.", PANEL_SWEEP},           {"paths.", PANEL_PATHS},
};

static enum panel_kind panel_of(const char *key) {
    for (size_t i = 0; i < G_N_ELEMENTS(shown_by); i++) {
        if (g_str_has_prefix(key, shown_by[i].key) || g_str_has_suffix(key, shown_by[i].key)) {
            return shown_by[i].panel;
        }
    }
    return PANEL_GRADIENT;
}

/* The panel in which all keys are seen, or else that of the gradient. */
static enum panel_kind panel_of_all(const struct manifest *manifest) {
    enum panel_kind panel = PANEL_GRADIENT;
    size_t n = 0;

    for (size_t k = 0; k < manifest->n_keys; k++) {
        const char *key = manifest_key(manifest, k);
        if (strcmp(key, "figure.theme") != 0) {
            panel = n == 0 || panel_of(key) == panel ? panel_of(key) : PANEL_GRADIENT;
            n++;
        }
    }
    return panel;
}

bool gallery_crop_find(const struct spec *spec, const struct manifest *manifest,
                       struct gallery_crop *crop) {
    const struct figure_options *figure = &spec->figure;
    enum panel_kind panel = panel_of_all(manifest);
    size_t i = 0;

    if (figure->panels.n_values < 2 || manifest_has_key(manifest, "figure.width") ||
        manifest_has_key(manifest, "figure.height") ||
        manifest_has_key(manifest, "figure.panels")) {
        return false;
    }
    while (i < figure->panels.n_values && figure->panels.values[i] != (int64_t)panel) {
        i++;
    }
    struct box box = layout_panel_box(figure, i < figure->panels.n_values ? i : 0);
    *crop = (struct gallery_crop){
        .left = box.left / (double)figure->width,
        .top = box.top / (double)figure->height,
        .width = (box.right - box.left) / (double)figure->width,
        .height = (box.bottom - box.top) / (double)figure->height,
        .ratio = (box.right - box.left) / (box.bottom - box.top),
    };
    return true;
}
