/* SHA-256 (FIPS 180-4) with the instructions that many processors of x86 have for it, and by GLib
 * on others, which takes six times as long. */
#include "batch/digest.h"

#include <glib.h>

static void write_slowly(const struct bytes *bytes, char *digest) {
    char *sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes->data, bytes->n);

    g_strlcpy(digest, sha256, SHA256_SIZE);
    g_free(sha256);
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FOR_SHA __attribute__((target("sha,sse4.1")))

enum { BLOCK = 64 };

static const uint32_t constants[BLOCK] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The eight words of the state in the order of the instructions. */
struct state {
    __m128i feba;
    __m128i hgdc;
};

/* The next four words of the schedule, from the last sixteen, the oldest first. */
FOR_SHA static __m128i next_words(__m128i a, __m128i b, __m128i c, __m128i d) {
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));
    return _mm_sha256msg2_epu32(sum, d);
}

FOR_SHA static void add_block(struct state *state, const char *block) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    struct state next = *state;
    __m128i words[4];

    for (size_t i = 0; i < 4; i++) {
        words[i] = _mm_loadu_si128((const __m128i *)(block + 16 * i));
        words[i] = _mm_shuffle_epi8(words[i], big_endian);
    }
#pragma GCC unroll 16
    for (size_t i = 0; i < BLOCK / 4; i++) {
        if (i >= 4) {
            words[i % 4] = next_words(words[i % 4], words[(i + 1) % 4], words[(i + 2) % 4],
                                      words[(i + 3) % 4]);
        }
        __m128i sum =
            _mm_add_epi32(words[i % 4], _mm_loadu_si128((const __m128i *)(constants + 4 * i)));
        next.hgdc = _mm_sha256rnds2_epu32(next.hgdc, next.feba, sum);
        next.feba = _mm_sha256rnds2_epu32(next.feba, next.hgdc, _mm_shuffle_epi32(sum, 0x0e));
    }
    state->feba = _mm_add_epi32(state->feba, next.feba);
    state->hgdc = _mm_add_epi32(state->hgdc, next.hgdc);
}

/* Adds the last bytes, fewer than a block, a bit and the number of all bits. */
FOR_SHA static void add_end(struct state *state, const struct bytes *bytes) {
    char end[2 * BLOCK] = {0};
    uint64_t n_bits = GUINT64_TO_BE((uint64_t)bytes->n * 8);
    size_t n = bytes->n % BLOCK;
    size_t size = n + 1 + sizeof(n_bits) <= BLOCK ? BLOCK : 2 * BLOCK;

    memcpy(end, bytes->data + bytes->n - n, n);
    end[n] = (char)0x80;
    memcpy(end + size - sizeof(n_bits), &n_bits, sizeof(n_bits));
    for (size_t i = 0; i < size; i += BLOCK) {
        add_block(state, end + i);
    }
}

FOR_SHA static void write_fast(const struct bytes *bytes, char *digest) {
    struct state state = {
        .feba = _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
        .hgdc = _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19),
    };
    uint32_t words[8];

    for (size_t i = 0; i + BLOCK <= bytes->n; i += BLOCK) {
        add_block(&state, bytes->data + i);
    }
    add_end(&state, bytes);
    _mm_storeu_si128((__m128i *)words, state.feba);
    _mm_storeu_si128((__m128i *)(words + 4), state.hgdc);
    snprintf(digest, SHA256_SIZE, "%08x%08x%08x%08x%08x%08x%08x%08x", words[3], words[2], words[7],
             words[6], words[1], words[0], words[5], words[4]);
}

static bool has_instructions(void) {
    unsigned a;
    unsigned b;
    unsigned c;
    unsigned d;
    bool has_sse = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0;

    return has_sse && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

void digest_write(const struct bytes *bytes, char *digest) {
    if (has_instructions()) {
        write_fast(bytes, digest);
    } else {
        write_slowly(bytes, digest);
    }
}

#else

void digest_write(const struct bytes *bytes, char *digest) {
    write_slowly(bytes, digest);
}

#endif
