/* Tells files that are no measurements. It stands alone because a place in a spec and a place in
 * measurements have the same name. */
#include "measurements/other_files.h"

#include "base/limits.h"
#include "spec/spec_file.h"

bool other_file_is_spec(const char *text, size_t n_bytes) {
    return n_bytes <= SPEC_FILE_MAX && spec_file_recognize(text, n_bytes);
}
