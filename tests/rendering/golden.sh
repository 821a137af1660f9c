#!/usr/bin/env bash
# Golden pictures: draws every figure again and compares its pixels with those of the stored one.
# usage: golden.sh FIGURES OUTPUT, with GRADFIG, PICTURE_DIFFERENCE and DRAWING_VERSIONS naming the
# programs. A picture that differs stays in the folder OUTPUT, beside an image of the difference.
# Other versions of fonts and libraries draw texts differently: the test is skipped with these, unless
# more than a tenth of a picture differs.
set -euo pipefail

figures=$1
output=$2
tolerance=1 # of 255 a channel: families of processors round differently

# Those that have drawn the stored pictures.
stored="Inter 3.019, DejaVu Sans 2.370, Noto Sans CJK SC 2.004, Cairo 1.16.0, Pango 1.50.12"
versions=$("$DRAWING_VERSIONS")

n_failed=0
n_compared=0

failed() {
    n_failed=$((n_failed + 1))
    printf 'FAILED: %s\n' "$*" >&2
}

# is_similar FIGURE RESULT: whether at most a tenth of the pixels differs
is_similar() {
    local recipe n_pixels
    recipe=$("$GRADFIG" inspect "$1")
    n_pixels=$(($(sed -n 's/^  width: //p' <<<"$recipe") * $(sed -n 's/^  height: //p' <<<"$recipe")))
    [[ $2 =~ ^([0-9]+)" pixels differ" ]] && [ $((10 * BASH_REMATCH[1])) -le "$n_pixels" ]
}

# compare NAME ARGUMENT...: FIGURES/NAME.png is what "gradfig render ARGUMENT..." draws
compare() {
    local name=$1 reference=$figures/$1.png
    local actual=$output/$1.actual.png difference=$output/$1.difference.png result
    shift
    n_compared=$((n_compared + 1))
    rm -f "$actual" "$difference"
    if [ ! -f "$reference" ]; then
        failed "$name: the reference $reference is missing"
        return
    fi
    if ! "$GRADFIG" render "$@" -o "$actual"; then
        failed "$name: gradfig render $* does not draw it"
        return
    fi
    if [ "$("$GRADFIG" inspect "$actual")" != "$("$GRADFIG" inspect "$reference")" ]; then
        failed "$name: $reference carries another recipe"
    fi
    if result=$("$PICTURE_DIFFERENCE" "$actual" "$reference" $tolerance "$difference"); then
        echo "$name: $result"
        rm -f "$actual" "$difference"
        return
    fi
    if [ "$versions" != "$stored" ] && is_similar "$actual" "$result"; then
        echo "$name: $result"
        return
    fi
    failed "$name: $result"
    printf '  reference   %s\n' "$reference" >&2
    printf '  actual      %s\n' "$actual" >&2
    [ ! -f "$difference" ] || printf '  difference  %s\n' "$difference" >&2
}

mkdir -p "$output"

# The defaults are the article's figure; each spec makes the picture beside it.
compare linear_gradient_demo
for spec in "$figures"/*.yaml; do
    name=$(basename "$spec" .yaml)
    if [ -f "$spec" ]; then
        compare "$name" "$spec"
    fi
done

# A picture that no spec makes would never be compared.
for picture in "$figures"/*.png; do
    name=$(basename "$picture" .png)
    if [ -f "$picture" ] && [ "$name" != linear_gradient_demo ] && [ ! -f "$figures/$name.yaml" ]; then
        failed "$name: $picture has no spec beside it"
    fi
done

echo "$n_compared figures, $n_failed failed"
[ "$n_failed" -eq 0 ] || exit 1
if [ "$versions" != "$stored" ]; then
    echo "skipped: the stored pictures are of $stored; here are $versions"
    exit 77
fi
