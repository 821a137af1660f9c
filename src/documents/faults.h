/* What is wrong with a document, line by line. */
#ifndef GRADFIG_DOCUMENTS_FAULTS_H
#define GRADFIG_DOCUMENTS_FAULTS_H

#include <stddef.h>

#include <glib.h>

/** The faults of one document. */
struct faults {
    const char *path; /**< of the document; borrowed */
    GArray *all;      /**< struct fault, private to faults.c */
};

/** Ends with faults_finish. */
void faults_init(struct faults *faults, const char *path);
void faults_finish(struct faults *faults);

/** Adds "PATH:LINE:COLUMN: message", without the column if that is 0, and without the line if that
 * is 0. */
__attribute__((format(printf, 4, 5))) void faults_add(struct faults *faults, size_t line,
                                                      size_t column, const char *format, ...);

/** Adds a whole message about what begins on that line. */
void faults_add_whole(struct faults *faults, size_t line, const char *message);

/** How many there are. */
size_t faults_count(const struct faults *faults);

/** Moves the messages to the end of `messages`, in the order of their lines. They are freed with
 * g_free. */
void faults_move(struct faults *faults, GPtrArray *messages);

#endif
