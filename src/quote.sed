# Makes strings of C of the lines of a page.
1i\
static const char *const page_lines[] = {
s/[\\"]/\\&/g
s/^/"/
s/$/",/
$a\
};
