/* Which names the picture of a variant may have. */
#ifndef GRADFIG_SPEC_VARIANT_NAME_REFUSAL_H
#define GRADFIG_SPEC_VARIANT_NAME_REFUSAL_H

/** What a name of portable letters is that makes it refused, "an empty part"; NULL if it is
 * allowed. Static memory. */
const char *variant_name_refusal(const char *name);

#endif
