/* What belongs to a file besides its content: owner, group, mode, access list, attributes. */
#ifndef GRADFIG_BASE_ATTRIBUTES_H
#define GRADFIG_BASE_ATTRIBUTES_H

/** What could not be kept; a set of bits. */
enum attributes_lost {
    LOST_OWNER = 1,
    LOST_GROUP = 2,
    LOST_ACCESS_LIST = 4,
    LOST_EXTENDED = 8,
};

/**
 * Gives the file open as `to` what belongs to the one open as `from`, except the setuid, setgid and
 * sticky bits and file capabilities. Where the group or the access list cannot be kept, the group
 * gets no rights that all others do not have. Returns what could not be kept.
 */
unsigned attributes_copy(int from, int to);

/** "owner, group": the names of what was lost; freed with g_free. */
char *attributes_describe(unsigned lost);

#endif
