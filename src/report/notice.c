/* Adds a notice. */
#include "report/report_private.h"

void notice_add(struct report *report, enum notice_kind kind, size_t index, int64_t layer,
                struct number value) {
    struct notice notice = {kind, index, layer, value};
    g_array_append_val(report->notices, notice);
}
