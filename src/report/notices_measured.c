/* Collects what a reader must know of measured gradients. */
#include <math.h>

#include "report/report_private.h"
#include "simulation/measured.h"

static void note_quantity(struct report *report, size_t index) {
    static const enum notice_kind kinds[] = {
        [MEASURED_UNKNOWN] = NOTICE_MEASURED_UNKNOWN,
        [MEASURED_WEIGHTS] = NOTICE_MEASURED_WEIGHTS,
    };
    int64_t quantity = report->spec->measured[index].quantity;

    if (quantity != MEASURED_ACTIVATIONS) {
        notice_add(report, kinds[quantity], index, NO_LAYER, NO_NUMBER);
    }
}

static void note_count(struct report *report, enum notice_kind kind, size_t index, size_t n) {
    if (n > 0) {
        notice_add(report, kind, index, (int64_t)n, NO_NUMBER);
    }
}

static void note_fit(struct report *report, size_t index) {
    struct gradient_fit fit;

    if (!measured_fit(&report->spec->measured[index], &fit)) {
        return;
    }
    enum fit_law law = fit_law_of(&fit);
    if (law == FIT_NEITHER) {
        notice_add(report, NOTICE_MEASURED_NEITHER, index, NO_LAYER,
                   number_from_double(fmax(fit.r2, fit.power_r2)));
    } else if (fit.r2 < FIT_R2_STRAIGHT) {
        notice_add(report, NOTICE_MEASURED_NOT_STRAIGHT, index, NO_LAYER,
                   number_from_double(fit.r2));
    }
    if (law == FIT_POWER) {
        notice_add(report, NOTICE_MEASURED_POWER, index, NO_LAYER,
                   number_from_double(fit.power_r2));
    }
}

void notices_add_measured(struct report *report, size_t index) {
    const struct measured *measured = &report->spec->measured[index];
    int64_t n_layers = (int64_t)measured->gradients.n_values - 1;

    note_quantity(report, index);
    note_count(report, NOTICE_MEASURED_LEFT_OUT, index, measured_count_left_out(measured));
    note_count(report, NOTICE_MEASURED_REPEATED, index, measured_count_repeated(measured));
    note_fit(report, index);
    if (n_layers != report->spec->depth) {
        notice_add(report, NOTICE_MEASURED_LENGTH, index, n_layers, NO_NUMBER);
    }
}
