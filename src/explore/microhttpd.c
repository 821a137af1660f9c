/* Loads libmicrohttpd. */
#include "explore/microhttpd.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include <glib.h>

static const char library_name[] = "libmicrohttpd.so.12";

static const struct function {
    const char *name;
    size_t member; /* its place in struct microhttpd */
} functions[] = {
#define ROW(name) {"MHD_" #name, offsetof(struct microhttpd, name)},
    MICROHTTPD_FUNCTIONS(ROW)
#undef ROW
};

static bool find_functions(struct microhttpd *http) {
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        void *found = dlsym(http->library, functions[i].name);
        if (found == NULL) {
            return false;
        }
        memcpy((char *)http + functions[i].member, &found, sizeof(found));
    }
    return true;
}

bool microhttpd_init(struct microhttpd *http, struct gradfig_error *error) {
    struct microhttpd loaded = {.library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL)};

    if (loaded.library == NULL || !find_functions(&loaded)) {
        error_set(
            error, GRADFIG_WORK_FAILED,
            "%s; install GNU libmicrohttpd (on Debian: libmicrohttpd12 or libmicrohttpd12t64)",
            dlerror());
        microhttpd_finish(&loaded);
        return false;
    }
    *http = loaded;
    return true;
}

void microhttpd_finish(struct microhttpd *http) {
    if (http->library != NULL) {
        dlclose(http->library);
    }
    *http = (struct microhttpd){0};
}
