/* Measured gradients in the report for programs. */
#ifndef GRADFIG_REPORT_MEASURED_JSON_H
#define GRADFIG_REPORT_MEASURED_JSON_H

#include "base/json.h"
#include "spec/spec.h"

/** An array with an object for each curve of measured gradients. */
json_t *measured_json(const struct spec *spec);

#endif
