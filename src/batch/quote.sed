# Makes strings of C of the lines of a page.
1i\
static const char *const gallery_lines[] = {
s/[\\"]/\\&/g
s/^/"/
s/$/",/
$a\
};
