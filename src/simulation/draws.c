/* Makes draws from the bits of the generator. */
#include "simulation/draws.h"

#include <math.h>

#include "simulation/philox.h"
#include "simulation/wide_number.h"

/* ---- the logarithm ---- */

static const double SQRT_2 = 0x1.6a09e667f3bcdp0;

/* x = 2^k·(1 + f), and ln(1 + f) = f - f²/2 + z·(f²/2 + r) with z = f/(2 + f), where r is a
 * polynomial in z² after Remez: the method and coefficients of e_log.c in fdlibm, Sun Microsystems
 * 1993. */
double draws_log(double x) {
    static const double halves[] = {1, 0.5};
    static const double ln_2[] = {0x1.62e42feep-1, 0x1.a39ef35793c76p-33};
    static const double r[] = {0x1.5555555555593p-1, 0x1.999999997fa04p-2, 0x1.2492494229359p-2,
                               0x1.c71c51d8e78afp-3, 0x1.7466496cb03dep-3, 0x1.39a09d078c69fp-3,
                               0x1.2f112df3e5244p-3};
    int64_t exponent = wide_exponent_of(x);
    double mantissa = x * wide_power_of_two(-exponent);

    int is_above = mantissa > SQRT_2; /* without a branch, which would be a guess */
    mantissa *= halves[is_above];
    exponent += is_above;
    double k = (double)exponent;
    double f = mantissa - 1;
    double z = f / (2 + f);
    double w = z * z;
    double w_2 = w * w;
    double odd = w_2 * (r[1] + w_2 * (r[3] + w_2 * r[5]));
    double even = w * (r[0] + w_2 * (r[2] + w_2 * (r[4] + w_2 * r[6])));
    double half_square = 0.5 * f * f;
    return k * ln_2[0] - ((half_square - (z * (half_square + (odd + even)) + k * ln_2[1])) - f);
}

/* ---- one draw ---- */

/* The bits of a draw, of which `attempt` takes others. */
static struct philox_block bits_of(const struct draws *draws, int64_t layer, size_t realisation,
                                   uint32_t attempt) {
    const struct philox_block counter = {
        {(uint32_t)layer, (uint32_t)realisation, draws->stream, attempt}};
    return philox(counter, draws->seed);
}

/* 53 of 64 bits. */
static uint64_t take_53(struct philox_block bits, size_t half) {
    return (bits.word[2 * half] | (uint64_t)bits.word[2 * half + 1] << 32) >> 11;
}

/* Between -1 and 1, never 0. */
static double take_signed(struct philox_block bits, size_t half) {
    int64_t odd = (int64_t)(2 * take_53(bits, half) + 1) - (INT64_C(1) << 53);
    return (double)odd * 0x1p-53;
}

/* ---- normal draws: the first of each pair by the polar method of Marsaglia ---- */

/* Points of a square around 0, of which those in the unit circle become draws. */
enum { CHUNK = 256 };
struct pairs {
    double u[CHUNK];
    double square[CHUNK]; /* of the distance from 0 */
};

static void draw_pair(const struct draws *draws, int64_t layer, size_t realisation,
                      uint32_t attempt, double *u, double *square) {
    struct philox_block bits = bits_of(draws, layer, realisation, attempt);
    double v = take_signed(bits, 1);

    *u = take_signed(bits, 0);
    *square = *u * *u + v * v;
}

/* Draws again what is outside of the circle. */
static void draw_again(const struct draws *draws, int64_t layer, size_t first, size_t n,
                       struct pairs *pairs) {
    size_t rejected[CHUNK];
    size_t n_rejected = 0;

    for (size_t i = 0; i < n; i++) {
        rejected[n_rejected] = i;
        n_rejected += pairs->square[i] >= 1;
    }
    for (size_t k = 0; k < n_rejected; k++) {
        /* Filled above. NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign) */
        size_t i = rejected[k];
        for (uint32_t attempt = 1; pairs->square[i] >= 1; attempt++) {
            draw_pair(draws, layer, first + i, attempt, &pairs->u[i], &pairs->square[i]);
        }
    }
}

static void draw_normal(const struct draws *draws, int64_t layer, size_t first, size_t n,
                        double *values) {
    struct pairs pairs;

    for (size_t i = 0; i < n; i++) {
        draw_pair(draws, layer, first + i, 0, &pairs.u[i], &pairs.square[i]);
    }
    draw_again(draws, layer, first, n, &pairs);
    for (size_t i = 0; i < n; i++) {
        double square = pairs.square[i];
        values[i] = pairs.u[i] * sqrt(-2 * draws_log(square) / square);
    }
}

/* ---- uniform draws ---- */

static void draw_uniform(const struct draws *draws, int64_t layer, size_t first, size_t n,
                         double *values) {
    static const double sqrt_3 = 0x1.bb67ae8584caap0;

    for (size_t i = 0; i < n; i++) {
        double u = (double)take_53(bits_of(draws, layer, first + i, 0), 0) * 0x1p-53;
        values[i] = sqrt_3 * (2 * u - 1);
    }
}

void draws_of_layer(const struct draws *draws, int64_t layer, size_t n, double *values) {
    for (size_t first = 0; first < n; first += CHUNK) {
        size_t n_chunk = n - first < CHUNK ? n - first : CHUNK;
        if (draws->distribution == DISTRIBUTION_NORMAL) {
            draw_normal(draws, layer, first, n_chunk, values + first);
        } else {
            draw_uniform(draws, layer, first, n_chunk, values + first);
        }
    }
}
