/* Draws what was recorded, except for what the image shows already, because the last figure had the
 * same there. */
#include <math.h>
#include <string.h>

#include "rendering/canvas/canvas_private.h"

/* Square parts of the image. Each has a number that stands for all commands that reach it, in their
 * order; it shows the same as in the last figure if the number is the same. */
enum { TILE = 8 }; /* pixels */

struct tiles {
    size_t n_columns;
    size_t n_rows;
    uint64_t *drawn; /* the number of each */
    char *is_stale;  /* 1 where it must be drawn, otherwise 0 */
};

/* The tiles that a box touches. */
struct span {
    size_t left;
    size_t top;
    size_t right; /* behind the last one */
    size_t bottom;
};

static size_t tile_at(double position, size_t n) {
    return (size_t)fmin(fmax(position, 0), (double)n);
}

/* Lines and glyphs are smoothed, so that they reach the next pixel. */
static struct span span_of(const struct canvas *canvas, const struct tiles *tiles, struct box box) {
    double scale = (double)canvas->page.scale / TILE;
    double rim = 1.0 / TILE;

    return (struct span){tile_at(floor(scale * box.left - rim), tiles->n_columns),
                         tile_at(floor(scale * box.top - rim), tiles->n_rows),
                         tile_at(ceil(scale * box.right + rim), tiles->n_columns),
                         tile_at(ceil(scale * box.bottom + rim), tiles->n_rows)};
}

static void add_content(const struct tiles *tiles, struct span span, uint64_t content) {
    for (size_t y = span.top; y < span.bottom; y++) {
        uint64_t *row = tiles->drawn + y * tiles->n_columns;
        for (size_t x = span.left; x < span.right; x++) {
            row[x] = 31 * row[x] + content;
        }
    }
}

/* Counts what each tile shows now, and compares it with the last figure. */
static void find_stale(const struct canvas *canvas, struct tiles *tiles) {
    const uint64_t *before = canvas->image.drawn;
    const uint64_t empty = CONTENT(canvas->page.background, (double)canvas->page.scale);
    size_t n = tiles->n_columns * tiles->n_rows;

    for (size_t i = 0; i < n; i++) {
        tiles->drawn[i] = empty;
    }
    for (guint i = 0; i < canvas->commands->len; i++) {
        const struct command *command = &g_array_index(canvas->commands, struct command, i);
        add_content(tiles, span_of(canvas, tiles, command->reach), command->content);
    }
    for (size_t i = 0; i < n; i++) {
        tiles->is_stale[i] = before == NULL || tiles->drawn[i] != before[i];
    }
}

static bool touches_stale(const struct tiles *tiles, struct span span) {
    for (size_t y = span.top; y < span.bottom && span.left < span.right; y++) {
        if (memchr(tiles->is_stale + y * tiles->n_columns + span.left, 1, span.right - span.left) !=
            NULL) {
            return true;
        }
    }
    return false;
}

static void make_stale(const struct tiles *tiles, struct span span) {
    for (size_t y = span.top; y < span.bottom && span.left < span.right; y++) {
        memset(tiles->is_stale + y * tiles->n_columns + span.left, 1, span.right - span.left);
    }
}

/* A command is drawn as a whole or not at all, with all that it reaches. Returns whether there was
 * one more. */
static bool choose_more(const struct canvas *canvas, const struct tiles *tiles) {
    bool has_more = false;

    for (guint i = 0; i < canvas->commands->len; i++) {
        struct command *command = &g_array_index(canvas->commands, struct command, i);
        struct span span = span_of(canvas, tiles, command->reach);
        if (!command->is_needed && touches_stale(tiles, span)) {
            make_stale(tiles, span);
            command->is_needed = true;
            has_more = true;
        }
    }
    return has_more;
}

static void choose_commands(const struct canvas *canvas, const struct tiles *tiles) {
    for (guint i = 0; i < canvas->commands->len; i++) {
        g_array_index(canvas->commands, struct command, i).is_needed = false;
    }
    while (choose_more(canvas, tiles)) {
    }
}

static void clear_stale(struct canvas *canvas, const struct tiles *tiles) {
    double size = TILE / (double)canvas->page.scale;

    canvas_set_surface(canvas, canvas->page.background);
    for (size_t y = 0; y < tiles->n_rows; y++) {
        const char *row = tiles->is_stale + y * tiles->n_columns;
        for (size_t x = 0; x < tiles->n_columns; x++) {
            size_t begin = x;
            while (x < tiles->n_columns && row[x]) {
                x++;
            }
            if (x > begin) {
                cairo_rectangle(canvas->own, (double)begin * size, (double)y * size,
                                (double)(x - begin) * size, size);
            }
        }
    }
    cairo_fill(canvas->own);
}

/* Clears what the image does not show yet and chooses the commands for it. */
static void prepare_image(struct canvas *canvas) {
    struct tiles tiles = {.n_columns = (canvas->image.width + TILE - 1) / TILE,
                          .n_rows = (canvas->image.height + TILE - 1) / TILE};

    tiles.drawn = g_new(uint64_t, tiles.n_columns * tiles.n_rows);
    tiles.is_stale = g_malloc0(tiles.n_columns * tiles.n_rows);
    find_stale(canvas, &tiles);
    choose_commands(canvas, &tiles);
    clear_stale(canvas, &tiles);
    image_forget_drawn(&canvas->image);
    canvas->image.drawn = tiles.drawn;
    g_free(tiles.is_stale);
}

void canvas_draw_recorded(struct canvas *canvas) {
    if (canvas->page.kind == CANVAS_IMAGE) {
        prepare_image(canvas);
    } else {
        canvas_fill_box(canvas, (struct box){0, 0, canvas->page.width, canvas->page.height},
                        canvas->page.background);
    }
    for (guint i = 0; i < canvas->commands->len; i++) {
        const struct command *command = &g_array_index(canvas->commands, struct command, i);
        if (command->is_needed) {
            command->draw(canvas, command);
        }
    }
}
