/* The five classes: their thresholds. */
#include <gradfig/class.h>

/* log10 of the largest gradient of each class: 1e-4, 0.1, 0.99 and 1.01. */
static const double limits[GRADFIG_N_CLASSES] = {
    [GRADFIG_CLASS_VANISHING] = -4,
    [GRADFIG_CLASS_DECAYING] = -1,
    [GRADFIG_CLASS_SLIGHTLY_DECAYING] = -0.0043648054024500846,
    [GRADFIG_CLASS_STABLE] = 0.0043213737826425743,
    [GRADFIG_CLASS_AMPLIFYING] = INFINITY,
};

/* What a user typed is on a threshold however its digits were rounded: 0.9·1.1 is 0.99. */
static const double ROUNDING = 1e-14;

double gradfig_class_limit(enum gradfig_class class) {
    return limits[class];
}

enum gradfig_class gradfig_class_of(struct gradfig_number gradient) {
    int class = GRADFIG_CLASS_VANISHING;

    if (gradient.sign == 0) {
        return GRADFIG_CLASS_VANISHING;
    }
    if (gradient.log10_abs > limits[GRADFIG_CLASS_STABLE] + ROUNDING) {
        return GRADFIG_CLASS_AMPLIFYING;
    }
    while (class < GRADFIG_CLASS_STABLE && gradient.log10_abs >= limits[class] - ROUNDING) {
        class ++;
    }
    return (enum gradfig_class) class;
}
