/* The only place that calls PLplot: it draws curves in windows of the canvas. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <string.h>
#include <unistd.h>

#include <plplot.h>

#include "rendering/canvas/canvas_private.h"

/* PLplot ends the process on some errors; its hook has no argument, hence the static buffer. */
static jmp_buf plplot_exit;

static int leave_plplot(const char *message) {
    (void)message;
    longjmp(plplot_exit, 1);
}

static bool has_device(const char *name) {
    enum { N_DEVICES_MAX = 256 };
    const char *menus[N_DEVICES_MAX];
    const char *devices[N_DEVICES_MAX];
    const char **menus_out = menus;
    const char **devices_out = devices;
    int n_devices = N_DEVICES_MAX;

    if (setjmp(plplot_exit)) {
        return false;
    }
    plsexit(leave_plplot);
    plgDevs(&menus_out, &devices_out, &n_devices);
    for (int i = 0; i < n_devices; i++) {
        if (strcmp(devices[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* The unit of the driver is H/24576 for a portrait page of height H. With H = 768·2^k it is a power
 * of two of a px, so that lines at whole and half px stay exact. */
static double plplot_page_height(double width, double height) {
    double page_height = 768;

    while (page_height < width || page_height < height) {
        page_height *= 2;
    }
    return page_height;
}

/* Changes no local variable after setjmp. */
static bool start_plplot(struct canvas *canvas) {
    if (setjmp(plplot_exit)) {
        return false;
    }
    plsError(&canvas->plplot_code, canvas->plplot_message);
    plsdev("extcairo");
    plspage(0, 0, (PLINT)canvas->page.width, (PLINT)canvas->page_height, 0, 0);
    plinit();
    pl_cmd(PLESC_DEVINIT, canvas->plplot);
    pladv(0);
    return true;
}

static bool open_page(struct canvas *canvas, struct gradfig_error *error) {
    if (!has_device("extcairo")) {
        return error_set(error, GRADFIG_WORK_FAILED,
                         "PLplot offers no device extcairo: install the package "
                         "plplot-driver-cairo (PLplot needs a writable temporary folder, too)");
    }
    canvas->plplot_is_open = true; /* a stream that starts halfway must be ended, too */
    if (!start_plplot(canvas)) {
        return error_set(error, GRADFIG_WORK_FAILED,
                         "PLplot cannot load its device extcairo: install the package "
                         "plplot-driver-cairo anew");
    }
    return true;
}

/* PLplot would use palettes and fonts that it finds in the working directory, unless it has no
 * right to enter it. */
bool canvas_open_plplot(struct canvas *canvas, struct gradfig_error *error) {
    int here = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool is_elsewhere = here >= 0 && chdir("/") == 0;

    canvas->page_height = plplot_page_height(canvas->page.width, canvas->page.height);
    bool done =
        is_elsewhere || errno == EACCES
            ? open_page(canvas, error)
            : error_set(error, GRADFIG_WORK_FAILED,
                        "the working directory cannot be left for a moment: %s", g_strerror(errno));
    if (is_elsewhere && fchdir(here) != 0) {
        canvas_note_failure(canvas, "the working directory cannot be entered again");
    }
    if (here >= 0) {
        close(here);
    }
    return done;
}

void canvas_close_plplot(struct canvas *canvas) {
    if (canvas->plplot_is_open) {
        canvas->plplot_is_open = false;
        if (!setjmp(plplot_exit)) {
            plend1();
        }
    }
    plsError(NULL, NULL);
    plsexit(NULL);
}

/* ---- curves ---- */

void canvas_window(struct canvas *canvas, struct box frame, double x0, double x1, double y0,
                   double y1) {
    canvas->window = (struct canvas_window){frame, {x0, x1}, {y0, y1}};
}

static void set_window(const struct canvas *canvas, const struct canvas_window *window) {
    plvpor(window->frame.left / canvas->page.width, window->frame.right / canvas->page.width,
           1 - window->frame.bottom / canvas->page_height,
           1 - window->frame.top / canvas->page_height);
    plwind(window->x[0], window->x[1], window->y[0], window->y[1]);
}

static void draw_curve(struct canvas *canvas, const struct command *command) {
    const struct stroke *stroke = &command->curve.stroke;

    if (setjmp(plplot_exit)) {
        canvas_note_failure(canvas, "PLplot gave up");
        return;
    }
    set_window(canvas, &command->curve.window);
    plscol0(1, stroke->color >> 16 & 0xff, stroke->color >> 8 & 0xff, stroke->color & 0xff);
    plcol0(1);
    plwidth(stroke->width);
    canvas_set_dash(canvas->plplot, stroke);
    plline((PLINT)command->curve.n, &g_array_index(canvas->points, double, command->curve.x),
           &g_array_index(canvas->points, double, command->curve.y));
}

void canvas_curve(struct canvas *canvas, size_t n, const double *x, const double *y,
                  struct stroke stroke) {
    canvas_record_curve(canvas, draw_curve, n, x, y, stroke, 1);
}
