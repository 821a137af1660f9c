/* Whether the text of a claim has the number that the claim says is printed there. */
#ifndef GRADFIG_REPORT_CLAIM_TEXT_H
#define GRADFIG_REPORT_CLAIM_TEXT_H

#include "spec/claims.h"

/**
 * A line about a claim whose text has numbers and not the printed one, which is then judged in
 * place of what readers see: FILE:LINE: printed is 0.107, which does not stand in "0.8^10 ≈ 0.17".
 * NULL where nothing is odd. Freed with g_free.
 */
char *claim_text_notice(const struct claim *claim);

#endif
