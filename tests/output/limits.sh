#!/usr/bin/env bash
# Files that would take much memory or time are refused soon, with exit status 2 and a message.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../shared/lib.sh"

is_sanitized && { echo "sanitizers take more memory"; exit 77; }
needs python3 || exit 77

readonly KILOBYTES=300000 SECONDS_MAX=5

python3 "$here/limits.py" .

# refused FILE MESSAGE
refused() {
    ran="gradfig inspect $1"
    status=0
    (ulimit -v $KILOBYTES -t $SECONDS_MAX && exec "$GRADFIG" inspect "$1") \
        >"$out" 2>"$err" || status=$?
    expect 2
    is_empty "$out"
    has_text "$err" "$2"
    check "$1: no control characters" sh -c "! LC_ALL=C tr -d '\\n\\40-\\176\\200-\\377' <'$err' | grep -q ."
}

refused recipe.png 'recipe.png: cannot read: iTXt: truncated, or longer than 1 MiB'
refused recipe-z.png 'recipe-z.png: cannot read: zTXt: truncated, or longer than 1 MiB'
refused behind.png 'behind.png: cannot read: iTXt: truncated, or longer than 1 MiB'
refused texts.png 'texts.png: cannot read: iTXt: no space in chunk cache'
refused profile.png 'profile.png: cannot read: iCCP'
refused wide.png 'wide.png: expected at most 64000000 pixels, found 1000000 x 1000000'
refused items.png 'items.png:1:17: sweep.slopes: expected a list of at least 1 and at most 16'
refused levels.png 'levels.png:1:17: expected at most 16 levels of nesting, found more'
refused recipe.svg 'recipe.svg: cannot read: not an SVG: "expected a recipe of at most 1 MiB"'
refused metadata.svg 'metadata.svg: cannot read: not an SVG: "expected a recipe of at most 1 MiB"'
refused levels.svg 'levels.svg: cannot read: not an SVG: "expected at most 256 elements within'
refused attributes.svg 'attributes.svg: cannot read: not an SVG'
refused text.svg 'text.svg: cannot read: not an SVG: "a tag, comment or text of more than 2 MiB"'
refused comment.svg 'comment.svg: cannot read: not an SVG: "a tag, comment or text of more than 2'
refused recipe.pdf 'recipe.pdf: cannot read: the recipe of the PDF is damaged or has more than 1 MiB'
for name in objects marks; do
    refused $name.pdf "$name.pdf: expected a PDF that gradfig wrote, found one without a recipe"
done
for format in png svg pdf; do
    refused "sparse.$format" "sparse.$format: expected a figure of at most 32 MiB, found more"
done
refused sparse.yaml 'sparse.yaml: expected a figure that gradfig wrote'

fails 2 render sparse.yaml -o x.png
has_line "$err" 'sparse.yaml: expected a spec of at most 1 MiB, found more'

# A pipe has no size to look at before.
for name in sparse.png sparse.yaml; do
    ran="gradfig render - <$name"
    status=0
    cat "$name" 2>/dev/null |
        (ulimit -v $KILOBYTES -t $SECONDS_MAX && exec "$GRADFIG" render - -o x.png) \
            >"$out" 2>"$err" || status=$?
    expect 2
    has_text "$err" 'MiB, found more'
done

# What gradfig wrote it can read again, so it draws no spec whose recipe is larger.
{
    echo 'depth: 600000'
    printf 'networks: {a: {slopes: ['
    yes '1,' | head -n 450000 | tr -d '\n'
    echo '1]}}'
} >long.yaml
fails 2 render long.yaml -o x.png
has_text "$err" 'expected a spec of at most 1 MiB with its bases written out, found more'
check "no picture of it" test ! -e x.png

finish
