/* The article's figure by PLplot alone: figure FOLDER NUMBER
 * Draws NUMBER figures FOLDER/0.png, 1.png, ... The first has the article's residual slope a = 0.2,
 * the others have smaller ones. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <plplot.h>

enum { N_POINTS = 11, N_SWEEP = 5 };

/* Of the first color map, which begins with the background. */
enum {
    TEXT = 1,
    GRID,
    FRAME,
    RED,
    GREEN,
    BLUE,
    GREY,
    WINE,
    ORANGE,
    YELLOW,
    STABLE,
    ABOVE,
    BELOW,
    N
};
static const unsigned colors[N] = {0xffffff, 0x1c2434, 0xe6e8ec, 0x9aa3af, 0xa8122a,
                                   0x159a80, 0x2348c4, 0x6b7380, 0x7a1f3d, 0xd55200,
                                   0xbf9b00, 0x2f8e2f, 0xf3f6fd, 0xfdf4f4};

static const struct {
    double slope;
    int color;
    const char *marker;
} sweep[N_SWEEP] = {
    {-0.8, RED, "▲"}, {-0.5, ORANGE, "◆"}, {-0.2, YELLOW, "●"}, {0, STABLE, "▶"}, {0.2, BLUE, "■"}};

static const double layers[N_POINTS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

struct frame {
    double left, right, bottom, top;
};

static const struct frame places[] = {{0.07, 0.37, 0.53, 0.85},
                                      {0.57, 0.87, 0.53, 0.85},
                                      {0.07, 0.283, 0.07, 0.39},
                                      {0.57, 0.87, 0.07, 0.39}};

static void set_colors(void) {
    for (int i = 0; i < N; i++) {
        plscol0(i, (int)(colors[i] >> 16), (int)(colors[i] >> 8 & 255), (int)(colors[i] & 255));
    }
}

static void begin_panel(int place, struct frame world, const char *y_axis) {
    const struct frame *at = &places[place];

    plvpor(at->left, at->right, at->bottom, at->top);
    plwind(world.left, world.right, world.bottom, world.top);
    plwidth(1);
    plcol0(GRID);
    plbox("g", 0, 0, "g", 0, 0);
    plcol0(FRAME);
    plbox("b", 0, 0, "b", 0, 0);
    plcol0(TEXT);
    plbox("nt", 0, 0, y_axis, 0, 0);
    plwidth(2);
}

static void put_titles(const char *title, const char *x_label, const char *y_label) {
    char bold[100];

    snprintf(bold, sizeof(bold), "#<bold/>%s#<medium/>", title);
    plcol0(TEXT);
    plmtex("b", 3, 0.5, 0.5, x_label);
    plmtex("l", 4, 0.5, 0.5, y_label);
    plschr(0, 1.3);
    plmtex("t", 1, 0, 0, bold);
    plschr(0, 1);
}

/* Beside the frame, at height y */
static void put_end_label(int color, double y, const char *text) {
    double left, right, bottom, top;
    char bold[100];

    snprintf(bold, sizeof(bold), "#<bold/>%s#<medium/>", text);
    plgvpw(&left, &right, &bottom, &top);
    plcol0(color);
    plmtex("rv", 1, (y - bottom) / (top - bottom), 0, bold);
}

static void draw_curve(int color, const char *marker, const double y[N_POINTS], const char *label) {
    plcol0(color);
    plline(N_POINTS, layers, y);
    plstring(N_POINTS, layers, y, marker);
    put_end_label(color, y[N_POINTS - 1], label);
}

static void draw_signal(int color, const char *marker, const char *name, double slope,
                        double intercept) {
    double y[N_POINTS] = {1};
    char label[40];

    for (int i = 1; i < N_POINTS; i++) {
        y[i] = slope * y[i - 1] + intercept;
    }
    snprintf(label, sizeof(label), "%s %.3g", name, y[N_POINTS - 1]);
    draw_curve(color, marker, y, label);
}

/* On an axis of decimal logarithms */
static void draw_powers(int color, const char *marker, const char *label, double factor) {
    double y[N_POINTS];

    for (int i = 0; i < N_POINTS; i++) {
        y[i] = i * log10(factor);
    }
    draw_curve(color, marker, y, label);
}

static void draw_line(int color, int style, double width, double slope, double intercept,
                      const char *label) {
    plcol0(color);
    plwidth(width);
    pllsty(style);
    pljoin(-2, intercept - 2 * slope, 2, intercept + 2 * slope);
    pllsty(1);
    if (intercept + 2 * slope <= 2) {
        put_end_label(color, intercept + 2 * slope, label);
    } else {
        plptex(1.2, 1.7, 1, 0, 1, label);
    }
}

static void draw_signals(double a) {
    begin_panel(0, (struct frame){-0.3, 10.2, 0, 8}, "ntv");
    draw_signal(RED, "●", "plain", 0.8, 0.1);
    draw_signal(GREEN, "■", "residual", 1 + a, 0.05);
    put_titles("Signals", "Layer n", "Activation");
}

static void draw_gradient(double a) {
    char label[2][40];

    snprintf(label[0], sizeof(label[0]), "plain %.3g", pow(0.8, 10));
    snprintf(label[1], sizeof(label[1]), "residual %.3g", pow(1 + a, 10));
    begin_panel(1, (struct frame){-0.3, 10.2, fmin(-1, 10 * log10(1 + a)) - 0.1, 1}, "nltv");
    plcol0(BLUE);
    pllsty(2);
    pljoin(0, 0, 10, 0);
    pllsty(1);
    put_end_label(BLUE, 0, "ideal");
    draw_powers(RED, "●", label[0], 0.8);
    draw_powers(GREEN, "■", label[1], 1 + a);
    put_titles("Gradient", "Layer n", "Gradient");
}

static void draw_lines(double a) {
    begin_panel(2, (struct frame){-2, 2, -2, 2}, "ntv");
    draw_line(RED, 1, 2, 0.8, 0.1, "plain");
    draw_line(GREEN, 1, 2, 1 + a, 0.05, "#<bold/>residual#<medium/>");
    draw_line(GREEN, 2, 2, a, 0.05, "F alone");
    draw_line(GREY, 3, 2, 1, 0, "identity");
    draw_line(WINE, 1, 3, 0.107, 0.446, "10 plain layers");
    put_titles("Layers as lines", "Input x", "Output y");
}

static void fill(int color, double bottom, double top) {
    const double x[] = {-0.3, 10.2, 10.2, -0.3};
    const double y[] = {bottom, bottom, top, top};

    plcol0(color);
    plfill(4, x, y);
}

static void draw_sweep(void) {
    const struct frame world = {-0.3, 10.2, -7.5, 1.5};
    char label[40];

    plvpor(places[3].left, places[3].right, places[3].bottom, places[3].top);
    plwind(world.left, world.right, world.bottom, world.top);
    fill(ABOVE, 0, world.top);
    fill(BELOW, world.bottom, 0);
    begin_panel(3, world, "nltv");
    for (int i = 0; i < N_SWEEP; i++) {
        snprintf(label, sizeof(label), "a = %g", sweep[i].slope);
        draw_powers(sweep[i].color, sweep[i].marker, label, 1 + sweep[i].slope);
    }
    plcol0(BLUE);
    plptex(0, 1, 1, 0, 0, "amplifying");
    plcol0(RED);
    plptex(0, -7, 1, 0, 0, "vanishing");
    put_titles("Effect of the residual slope a", "Layer n", "(1 + a)#un#d");
}

static void draw(double a) {
    pladv(0);
    plvpor(0, 1, 0, 1);
    plwind(0, 1, 0, 1);
    plcol0(TEXT);
    plschr(0, 1.7);
    plptex(0.07, 0.95, 1, 0, 0,
           "#<bold/>Slopes below 1 cut the gradient of plain to 11%#<medium/>");
    plschr(0, 1);
    draw_signals(a);
    draw_gradient(a);
    draw_lines(a);
    draw_sweep();
}

int main(int n_arguments, char **arguments) {
    char name[4096];

    if (n_arguments < 3) {
        return 2;
    }
    int number = atoi(arguments[2]);
    setenv("PLPLOT_FREETYPE_SANS_FAMILY", "Inter", 1);
    for (int k = 0; k < number; k++) {
        snprintf(name, sizeof(name), "%s/%d.png", arguments[1], k);
        plsdev("pngcairo");
        plsfnam(name);
        plspage(0, 0, 1500, 1000, 0, 0);
        set_colors();
        plsfont(PL_FCI_SANS, PL_FCI_UPRIGHT, PL_FCI_MEDIUM);
        plinit();
        plschr(3.9, 1);
        draw(0.2 - 0.7 * k / number);
        plend1();
    }
    return 0;
}
