/* The names of layers: their numbers, families and prefixes. */
#ifndef GRADFIG_MEASUREMENTS_NAMES_H
#define GRADFIG_MEASUREMENTS_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

/** The number of bytes of a known prefix of `name`, such as "grad_2.0_norm/"; 0 without one. */
size_t name_prefix(const char *name);

/**
 * The pattern of the family of `name`, freed with g_free: "*" stands for each number that counts
 * layers, "model.layers.*.conv2.weight". NULL if the name has no such number.
 */
char *name_family(const char *name);

/** Whether programs write this for a missing name or value: nothing, or a word such as "NA". */
bool text_is_missing(const char *text);

/** Why columns of that name are not taken without being asked for, such as "a bias"; NULL if they
 * may be. */
const char *name_reason_aside(const char *name);

/** Whether the name says that its values are of weights. */
bool name_is_of_weights(const char *name);

/** Whether `name` matches `pattern` as a whole, in which "*" is a whole number, and "_*"
 * before a slash also nothing: Keras numbers dense/, dense_1/, dense_2/. */
bool name_matches(const char *name, const char *pattern);

/** Compares names by the numbers in them where they differ by numbers, else by bytes. */
int name_compare(const char *a, const char *b);

/** By what numbers two names differ. */
struct name_step {
    size_t n_numbers;
    size_t n_differences;
    size_t place; /**< of the last number that differs, from 0 */
    guint64 from; /**< that number of the first name */
    guint64 to;   /**< and of the second */
};

/** Compares the numbers of two names; "dense" and "dense_1" differ by 0 and 1. False if the names
 * differ in more than numbers. */
bool name_find_step(const char *a, const char *b, struct name_step *step);

/** Whether two names differ in nothing but their numbers. */
bool name_is_alike(const char *a, const char *b);

#endif
