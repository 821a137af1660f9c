/* Names the versions of fonts and libraries where they are the likely cause of a difference. */
#include "output/other_versions.h"

#include <glib.h>

#include "rendering/figure/renderer.h"

char *other_versions_suspect(char *words) {
    char *versions = renderer_describe_versions();
    char *longer = g_strdup_printf(
        "%s; if nobody has changed the file, it was drawn with other versions of these: %s", words,
        versions);

    g_free(versions);
    g_free(words);
    return longer;
}
