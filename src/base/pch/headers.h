/* Foreign headers that most files read: with -Db_pch=true the compiler parses them once, as
 * scripts/test asks it to where it builds with sanitizers. Each file includes what it uses all the
 * same, because other builds do without. */
#ifndef GRADFIG_BASE_PCH_HEADERS_H
#define GRADFIG_BASE_PCH_HEADERS_H

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#endif
