#include "rendering/figure/figure_header.h"

#include <glib.h>

#include "base/error.h"
#include "rendering/figure/figure_subtitle.h"
#include "rendering/figure/headline.h"
#include "rendering/panel/panel_frame.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/short_names.h"

/* Takes a subtitle that has room, in one line in its size; otherwise frees it. NULL has none. */
static bool try_subtitle(struct figure_header *header, char *subtitle, struct canvas *canvas,
                         int n_lines_max) {
    struct text_style style = header->subtitle_style;

    style.n_lines_max = n_lines_max;
    if (subtitle != NULL) {
        struct text_fit fit = canvas_text_fit(canvas, &style, subtitle);
        if (!fit.is_cut && (n_lines_max > 1 || fit.size == style.size)) {
            header->subtitle = subtitle;
            return true;
        }
    }
    g_free(subtitle);
    return false;
}

/* Takes a subtitle with the whole names of the networks, or else with short ones. */
static bool try_names(struct figure_header *header, char *(*write)(const struct spec *spec),
                      const struct series *const series[2], struct canvas *canvas,
                      int n_lines_max) {
    return try_subtitle(header, write(series[0]->spec), canvas, n_lines_max) ||
           try_subtitle(header, write(series[1]->spec), canvas, n_lines_max);
}

/* Formulas in one line are best, with fewer words before them if need be. Those of some networks
 * may take up more lines, those of many only if their slopes cannot stand instead. If the formulas
 * have no room, those that no panel explains may have it. */
static void choose_subtitle(struct figure_header *header, const struct series *const series[2],
                            struct canvas *canvas) {
    static const size_t some = 4;
    const struct spec *spec = series[0]->spec;
    int n_lines_max = header->subtitle_style.n_lines_max;
    const struct {
        bool is_due;
        char *(*write)(const struct spec *spec);
        int n_lines_max;
    } ways[] = {
        {true, figure_subtitle, 1},
        {true, figure_subtitle_concise, 1},
        {spec->n_networks <= some, figure_subtitle, n_lines_max},
        {spec->depth > 1, figure_subtitle_slopes, n_lines_max},
        {true, figure_subtitle_concise, n_lines_max},
        {true, figure_subtitle_unexplained, n_lines_max},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        if (ways[i].is_due &&
            try_names(header, ways[i].write, series, canvas, ways[i].n_lines_max)) {
            return;
        }
    }
    header->subtitle = figure_subtitle_short(spec);
}

static bool is_in_one_line(const struct figure_header *header, struct canvas *canvas) {
    return canvas_text_fit(canvas, &header->title_style, header->title).further == 0;
}

static bool is_readable(const struct figure_header *header, struct canvas *canvas) {
    static const double least = 0.75; /* of the size */
    struct text_fit fit = canvas_text_fit(canvas, &header->title_style, header->title);
    return !fit.is_cut && fit.size >= least * header->title_style.size;
}

typedef bool fits_title(const struct figure_header *header, struct canvas *canvas);

/* Takes the longest title that fits, or else the one of length `last`. */
static bool find_title(struct figure_header *header, const struct series *series,
                       struct canvas *canvas, enum title_length last, fits_title *fits) {
    bool is_found = false;

    for (int length = TITLE_LONG; !is_found && length <= (int)last; length++) {
        figure_text_replace(&header->title, headline_text(series, (enum title_length)length));
        is_found = fits(header, canvas);
    }
    return is_found;
}

/* Whether another title needs no more lines than the title and no smaller type. */
static bool has_room(const struct figure_header *header, struct canvas *canvas, const char *title,
                     bool is_line) {
    static const double most = 0.97; /* of the width */
    struct text_style style = header->title_style;

    if (is_line) {
        return canvas_text_width(canvas, &style, title) <= most * style.width_max;
    }
    struct text_fit before = canvas_text_fit(canvas, &style, header->title);
    style.width_max *= most;
    struct text_fit fit = canvas_text_fit(canvas, &style, title);
    return !fit.is_cut && fit.size >= before.size && fit.further <= before.further;
}

/* A title says, if there is room, by which slopes, and if it has one line, also after how many
 * layers. */
static void lengthen_title(struct figure_header *header, const struct series *series,
                           struct canvas *canvas, bool is_line) {
    static const struct {
        enum slope_form slopes;
        bool has_depth;
    } ways[] = {{SLOPE_BY_SCALE, false},
                {SLOPE_IN_WORDS, true},
                {SLOPE_IN_WORDS, false},
                {SLOPE_AS_FACTOR, false},
                {SLOPE_NONE, true}};

    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *title = NULL;
        if (is_line || !ways[i].has_depth) {
            title = headline_longer(series, ways[i].slopes, ways[i].has_depth);
        }
        if (title != NULL && has_room(header, canvas, title, is_line)) {
            figure_text_replace(&header->title, g_steal_pointer(&title));
            return;
        }
    }
}

/* Breaks the title into the fewest lines in which one is readable, with the whole names of the
 * networks if possible. */
static void break_title(struct figure_header *header, const struct series *const series[2],
                        struct canvas *canvas) {
    enum { N_LINES_MAX = 4 };

    while (!find_title(header, series[0], canvas, TITLE_SHORTER, is_readable) &&
           !find_title(header, series[1], canvas, TITLE_SHORTER, is_readable) &&
           header->title_style.n_lines_max < N_LINES_MAX) {
        header->title_style.n_lines_max++;
    }
}

struct figure_header figure_header_make(const struct layout *layout,
                                        const struct panel_source *source, struct canvas *canvas) {
    const struct metrics *metrics = &layout->metrics;
    double width =
        (double)source->spec->figure.width - layout->left - layout->frame_left - 30 * metrics->unit;
    ENDED_BY(short_names_finish) struct short_names names = {0};
    const struct series *const series[] = {source->series, &names.series};
    struct figure_header header = {
        .title_style = frame_title_style(metrics, metrics->title, width),
        .subtitle_style = frame_subtitle_style(metrics, width),
    };

    header.title_style.color = source->theme->text;
    header.subtitle_style.color = source->theme->muted;
    short_names_init(&names, source->series);
    /* A title that has room in one line is better than one that says more. */
    bool is_line = find_title(&header, series[0], canvas, TITLE_SHORTEST, is_in_one_line);
    if (!is_line) {
        break_title(&header, series, canvas);
    }
    lengthen_title(&header, series[0], canvas, is_line);
    if (source->spec->labels.subtitle != NULL) {
        header.subtitle = figure_subtitle(source->spec);
    } else {
        choose_subtitle(&header, series, canvas);
    }
    return header;
}

double figure_header_height(const struct figure_header *header, const struct layout *layout,
                            struct canvas *canvas) {
    double height = layout_header_height(&layout->metrics) +
                    canvas_text_fit(canvas, &header->title_style, header->title).further;

    if (layout->metrics.has_subtitles) {
        height += canvas_text_fit(canvas, &header->subtitle_style, header->subtitle).further;
    }
    return height;
}

void figure_header_draw(const struct figure_header *header, const struct layout *layout,
                        struct canvas *canvas) {
    const struct metrics *metrics = &layout->metrics;
    double x = layout->left + layout->frame_left;
    double y = 20 * metrics->unit + metrics->title;
    struct text_fit fit = canvas_text_fit(canvas, &header->title_style, header->title);

    canvas_text(canvas, x, y, &header->title_style, header->title);
    if (metrics->has_subtitles) {
        canvas_text(canvas, x, y + fit.further + 1.9 * metrics->subtitle, &header->subtitle_style,
                    header->subtitle);
    }
}

void figure_header_finish(struct figure_header *header) {
    g_free(header->title);
    g_free(header->subtitle);
}
