/* Tests of the YAML writer: the form of its output, and what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shared/rows.h"
#include "spec/yaml_writer.h"

static void maps_stand_in_lines_and_lists_in_brackets(void **state) {
    struct yaml_writer *writer = yaml_writer_create();
    struct gradfig_error error;
    (void)state;

    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    yaml_writer_put(writer, YAML_PART_PLAIN, "depth");
    yaml_writer_put(writer, YAML_PART_PLAIN, "10");
    yaml_writer_put(writer, YAML_PART_PLAIN, "sweep");
    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    yaml_writer_put(writer, YAML_PART_PLAIN, "slopes");
    yaml_writer_put(writer, YAML_PART_BEGIN_LIST, NULL);
    yaml_writer_put(writer, YAML_PART_PLAIN, "-1e-3");
    yaml_writer_put(writer, YAML_PART_PLAIN, "0.2");
    yaml_writer_put(writer, YAML_PART_END_LIST, NULL);
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
    yaml_writer_put(writer, YAML_PART_PLAIN, "label");
    yaml_writer_put(writer, YAML_PART_QUOTED, "no: \"值\"");
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
    char *text = yaml_writer_finish(writer, &error);
    assert_string_equal(text, "depth: 10\n"
                              "sweep:\n"
                              "  slopes: [-1e-3, 0.2]\n"
                              "label: \"no: \\\"值\\\"\"\n");
    free(text);
}

static void text_that_is_not_utf_8_is_an_error_at_the_end(void **state) {
    struct yaml_writer *writer = yaml_writer_create();
    struct gradfig_error error = {0};
    (void)state;

    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    yaml_writer_put(writer, YAML_PART_PLAIN, "label");
    yaml_writer_put(writer, YAML_PART_QUOTED, "\xff");
    yaml_writer_put(writer, YAML_PART_PLAIN, "what follows is not written");
    yaml_writer_put(writer, YAML_PART_BEGIN_LIST, NULL);
    yaml_writer_put(writer, YAML_PART_END_LIST, NULL);
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
    assert_null(yaml_writer_finish(writer, &error));
    assert_int_equal(error.code, GRADFIG_WORK_FAILED);
    assert_string_equal(error.message,
                        "cannot write YAML: out of memory, or text that is not UTF-8");
}

static void a_document_that_is_not_finished_is_an_error(void **state) {
    struct yaml_writer *writer = yaml_writer_create();
    struct gradfig_error error = {0};
    (void)state;

    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    assert_null(yaml_writer_finish(writer, &error));
    assert_int_equal(error.code, GRADFIG_WORK_FAILED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_stand_in_lines_and_lists_in_brackets),
        cmocka_unit_test(text_that_is_not_utf_8_is_an_error_at_the_end),
        cmocka_unit_test(a_document_that_is_not_finished_is_an_error),
    };
    return run_all(tests);
}
