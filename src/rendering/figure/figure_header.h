/* The title of a figure and the line below it. */
#ifndef GRADFIG_RENDERING_FIGURE_FIGURE_HEADER_H
#define GRADFIG_RENDERING_FIGURE_FIGURE_HEADER_H

#include "rendering/canvas/canvas.h"
#include "rendering/figure/layout.h"
#include "rendering/panels/panel_types.h"

/** The texts above the panels; owned. */
struct figure_header {
    char *title;
    char *subtitle;
    struct text_style title_style;
    struct text_style subtitle_style;
};

/** As long as the page has room for. Ends with figure_header_finish. */
struct figure_header figure_header_make(const struct layout *layout,
                                        const struct panel_source *source, struct canvas *canvas);
void figure_header_finish(struct figure_header *header);

/** The px from the top of the page to the panels, more where the texts take several lines. */
double figure_header_height(const struct figure_header *header, const struct layout *layout,
                            struct canvas *canvas);

void figure_header_draw(const struct figure_header *header, const struct layout *layout,
                        struct canvas *canvas);

#endif
