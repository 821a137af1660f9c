#!/usr/bin/env bash
# Recipes of figures that other programs have written again: each is tried if it is installed.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../shared/lib.sh"

# has TOOL: whether it is installed; says if not
has() {
    command -v "$1" >/dev/null && return
    echo "no $1: what needs it was not tried"
    return 1
}

# survives FILE RECIPE [HOW]: the recipe of the file is that one, and "verify" says HOW it differs
survives() {
    run inspect "$1"
    expect 0
    check "$1 has its recipe" cmp -s "$out" "$2"
    [ -n "${3:-}" ] || return
    run verify "$1"
    has_line "$out" "$1: $3"
}

run render -o plain.png --set figure.width=600 --set figure.height=450
run render -o other.png --set figure.width=600 --set figure.height=450 \
    --set 'networks.plain.label=é "传统" \ 1' --set figure.background=transparent
for name in plain other; do
    "$GRADFIG" inspect "$name.png" >"$name.yaml"
done

# ---- PNG ----

readonly SAME_PIXELS='differs: the same pixels in other bytes'

# Its texts anywhere and in any form
if has python3; then
    mkdir plain other
    for name in plain other; do
        python3 "$here/rewrite.py" "$name.png" "$name.yaml" "$name"
        for form in tEXt tEXt-utf8 zTXt iTXt iTXt-z; do
            [ "$name $form" != "other tEXt" ] && [ "$name $form" != "other zTXt" ] || continue
            survives "$name/$form-before.png" "$name.yaml"
            survives "$name/$form-behind.png" "$name.yaml"
        done
    done
    # In Latin-1
    sed -i 's/传统/ß/' other.yaml
    run render other.yaml -o latin.png
    python3 "$here/rewrite.py" latin.png other.yaml other
    survives other/tEXt-behind.png other.yaml
    survives other/zTXt-before.png other.yaml
    "$GRADFIG" inspect other.png >other.yaml
fi

# rewrites TOOL HOW COMMAND...: both figures; the command reads $name.png and writes new.png
rewrites() {
    local tool=$1 how=$2 name
    shift 2
    has "$tool" || return
    for name in plain other; do
        rm -f new.png
        check "$*: $name" eval "$*" >log 2>&1
        survives new.png "$name.yaml" "$how"
    done
}

rewrites optipng "$SAME_PIXELS" optipng -q -o1 -force -out new.png '$name.png'
rewrites pngcrush "$SAME_PIXELS" pngcrush -q -m 1 '$name.png' new.png
rewrites zopflipng "$SAME_PIXELS" \
    zopflipng -q --iterations=1 --filters=0 --keepchunks=iTXt,tEXt,zTXt,pHYs '$name.png' new.png
rewrites exiftool "$SAME_PIXELS" exiftool -q -z -Comment=hello -o new.png '$name.png'
rewrites pngquant "" pngquant -o new.png '$name.png'
rewrites convert "$SAME_PIXELS" convert '$name.png' new.png
rewrites mogrify "differs: expected 600 x 450 pixels, found 300 x 225" \
    cp '$name.png' new.png '&&' mogrify -resize 50% new.png
rewrites gm "$SAME_PIXELS" gm convert '$name.png' new.png

finish
