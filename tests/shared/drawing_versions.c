/* drawing-versions: prints the versions of what decides about the pixels of a figure. */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "rendering/figure/renderer.h"

int main(void) {
    char *versions = renderer_describe_versions();

    puts(versions);
    g_free(versions);
    return EXIT_SUCCESS;
}
