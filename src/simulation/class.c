/* The thresholds of the five classes. */
#include <gradfig/class.h>

#include <stddef.h>

/* log10 of the smallest gradient of the next class: 1e-4, 0.1, 0.99. */
static const double next_class_log10[] = {-4, -1, -0.0043648054024500846};

static const double stable_log10_max = 0.0043213737826425743; /* 1.01, which is stable itself */

/* What a user typed is on a threshold however its digits were rounded: 0.9·1.1 is 0.99. */
static const double ROUNDING = 1e-14;

enum gradfig_class gradfig_class_of(struct gradfig_number gradient) {
    size_t class = 0;

    if (gradient.sign == 0) {
        return GRADFIG_CLASS_VANISHING;
    }
    if (gradient.log10_abs > stable_log10_max + ROUNDING) {
        return GRADFIG_CLASS_AMPLIFYING;
    }
    while (class < sizeof(next_class_log10) / sizeof(next_class_log10[0]) &&
           gradient.log10_abs >= next_class_log10[class] - ROUNDING) {
        class ++;
    }
    return (enum gradfig_class) class;
}
