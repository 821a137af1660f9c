/* Foreign headers that most tests read, parsed once as those of the sources are. */
#ifndef GRADFIG_TESTS_PCH_HEADERS_H
#define GRADFIG_TESTS_PCH_HEADERS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pch/headers.h"

#endif
