#include "shared/read_headline.h"

#include <math.h>

#include <glib.h>

#include "base/texts.h"

bool layers_have_one_slope(const struct network *network) {
    for (size_t i = 1; i < network->slopes.n_values; i++) {
        if (network->slopes.values[i].value != network->slopes.values[0].value) {
            return false;
        }
    }
    return true;
}

static double layer_slope(const struct network *network) {
    return fma(network->scales.values[0].value, network->slopes.values[0].value,
               network->skips.values[0].value);
}

/* "Below slope 1, ", "above 1, " */
static bool read_side(const char **at, const struct facts *facts, double slope) {
    static const char *const heads[2][N_LANGUAGES] = {{"Below slope 1, ", "斜率小于 1："},
                                                      {"above 1, ", "斜率大于 1："}};
    bool is_true = facts->is_second ? slope > 1 : slope > 0 && slope < 1;

    return is_true && read_text(at, heads[facts->is_second][facts->spec->figure.language]);
}

static bool read_layer_slope(const char **at, struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
    const char *head = !facts->is_second ? "At slope " : facts->follows_slope ? "at " : "at slope ";
    struct printed printed;

    if (!layers_have_one_slope(network)) {
        return true;
    }
    double slope = layer_slope(network);
    facts->begins_sentence = false;
    return read_side(at, facts, slope) ||
           (read_text(at, is_chinese ? "斜率 " : head) && read_number(at, &printed) &&
            is_rounded(&printed, number_from_double(slope), 3) &&
            read_text(at, is_chinese ? "：" : ", "));
}

/* The two networks have the same slopes, skip connections and no other difference but this. */
static bool read_scale(const char **at, const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    const struct network *first = &facts->spec->networks[facts->first];
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
    const char *head = facts->is_second ? (is_chinese ? "缩放 " : "at ")
                                        : (is_chinese ? "分支缩放 " : "At branch scale ");
    bool is_alike =
        !facts->is_second || (network->slopes.values[0].value == first->slopes.values[0].value &&
                              network->skips.values[0].value == first->skips.values[0].value &&
                              layers_have_one_slope(first));

    return is_alike && network->skips.values[0].value != 0 && layers_have_one_slope(network) &&
           read_text(at, head) && read_typed(at, network->scales.values[0].value) &&
           read_text(at, is_chinese ? "：" : ", ");
}

bool read_cause(const char **at, struct facts *facts) {
    switch (facts->cause) {
    case BY_SCALE:
        return read_scale(at, facts);
    case BY_NAME:
        return true;
    case BY_SLOPE:
    case BY_SLOPE_AND_NAME:
    default:
        return read_layer_slope(at, facts);
    }
}
