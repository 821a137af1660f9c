/* A folder of files for one test. */
#ifndef GRADFIG_TESTS_FOLDER_H
#define GRADFIG_TESTS_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/** Makes a new folder and returns its path. folder_remove ends it. */
char *folder_make(void);

/** Writes a file of `n` bytes into it. */
void folder_write(const char *folder, const char *name, const void *bytes, size_t n);

/** The same with a text. */
void folder_write_text(const char *folder, const char *name, const char *text);

/** Whether it has a file of this name. */
bool folder_has(const char *folder, const char *name);

/** Removes the folder with its files, and frees the path. */
void folder_remove(char *folder);

#endif
