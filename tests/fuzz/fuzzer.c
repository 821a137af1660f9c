/* One target under libFuzzer: fuzzer --target=NAME [OPTION...] [FOLDER...] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/targets.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    static const char option[] = "--target=";

    for (int i = 1; i < *argc; i++) {
        if (strncmp((*argv)[i], option, sizeof(option) - 1) == 0) {
            target = fuzz_target_find((*argv)[i] + sizeof(option) - 1);
        }
    }
    if (target == NULL) {
        fputs("usage: fuzzer --target=NAME [OPTION...] [FOLDER...]\n", stderr);
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    target->run(bytes, n);
    return 0;
}
