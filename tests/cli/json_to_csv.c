/* Reads the series table as JSON on standard input and writes it as the CSV it must equal. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

static void write_number(const json_t *number, const char *if_null) {
    if (json_is_null(number)) {
        fputs(if_null, stdout);
    } else if (json_is_integer(number)) {
        printf("%lld", (long long)json_integer_value(number));
    } else {
        printf("%.17g", json_real_value(number));
    }
}

static int write_row(json_t *row) {
    const char *panel;
    const char *curve;
    const json_t *x;
    int sign;
    const json_t *log10_abs;
    const json_t *value;

    /* "!": and no other name. */
    if (json_unpack(row, "{s:s, s:s, s:o, s:i, s:o, s:o !}", "panel", &panel, "curve", &curve, "x",
                    &x, "sign", &sign, "log10_abs", &log10_abs, "value", &value) != 0) {
        return 1;
    }
    printf("%s,%s,", panel, curve);
    write_number(x, "null");
    printf(",%d,", sign);
    write_number(log10_abs, "-inf");
    putchar(',');
    write_number(value, "");
    putchar('\n');
    return 0;
}

int main(void) {
    json_error_t error;
    json_t *rows = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
    int status = 0;
    size_t i;
    json_t *row;

    if (!json_is_array(rows)) {
        fprintf(stderr, "%d:%d: %s\n", error.line, error.column, error.text);
        json_decref(rows);
        return 1;
    }
    puts("panel,curve,x,sign,log10_abs,value");
    json_array_foreach(rows, i, row) {
        if (write_row(row) != 0) {
            fprintf(stderr, "row %zu is not one of the series table\n", i);
            status = 1;
        }
    }
    json_decref(rows);
    return status;
}
