#!/usr/bin/env bash
# Recipes of figures that other programs have written again: each is tried if it is installed.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../shared/lib.sh"

# survives FILE RECIPE [HOW]: the recipe of the file is that one, and "verify" says HOW it differs
survives() {
    succeeds inspect "$1"
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
if needs python3; then
    mkdir plain other
    for name in plain other; do
        python3 "$here/rewrite.py" "$name.png" "$name.yaml" "$name"
        for form in tEXt tEXt-utf8 zTXt iTXt iTXt-z; do
            [ "$name $form" != "other tEXt" ] && [ "$name $form" != "other zTXt" ] || continue
            survives "$name/$form-before.png" "$name.yaml"
            survives "$name/$form-behind.png" "$name.yaml"
        done
    done
    # With an alpha that is 255 everywhere
    run render -o 256.png --set figure.width=400 --set figure.height=300 --set figure.colors=256
    for name in plain 256; do
        "$GRADFIG" inspect "$name.png" >alpha.yaml
        python3 "$here/rewrite.py" "$name.png" alpha.png
        survives alpha.png alpha.yaml "$SAME_PIXELS"
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
    needs "$tool" || return
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
# Other programs are called convert, too.
if convert -version 2>/dev/null | grep -q Magick; then
    rewrites convert "$SAME_PIXELS" convert '$name.png' new.png
fi
rewrites mogrify "differs: expected 600 x 450 pixels, found 300 x 225" \
    cp '$name.png' new.png '&&' mogrify -resize 50% new.png
rewrites gm "$SAME_PIXELS" gm convert '$name.png' new.png

# ---- SVG ----

run render other.yaml -o other.svg
sed 's/$/\r/' other.svg >crlf.svg
survives crlf.svg other.yaml 'differs: the same but for line ends'
{ printf '\xef\xbb\xbf' && cat other.svg; } >mark.svg
survives mark.svg other.yaml 'differs: the same but for line ends or a byte order mark'
sed 's/ id="[^"]*"//; s/ data-recipe="[^"]*"//; 1d' other.svg >nameless.svg
survives nameless.svg other.yaml
sed -e 's/<metadata[^>]*>/<svg:metadata>\n    <![CDATA[/; s/<.metadata>/]]><\/svg:metadata>/; 1d' \
    -e 's/&quot;/"/g; s/ data-recipe="[^"]*"//' other.svg >changed.svg
survives changed.svg other.yaml
sed '/<metadata/,/<.metadata>/d' other.svg >stripped.svg
check "the metadata are gone" test -z "$(grep metadata stripped.svg)"
survives stripped.svg other.yaml
sed 's/ data-recipe="[^"]*"//' other.svg >earlier.svg
survives earlier.svg other.yaml
sed 's/ data-recipe="[^"]*"//; s/<metadata[^>]*>depth/<metadata>width/' other.svg >foreign.svg
fails 2 inspect foreign.svg
has_text "$err" 'expected an SVG that gradfig wrote, found one without a recipe'
if needs scour; then
    scour -q -i other.svg -o scour.svg --enable-id-stripping --shorten-ids --no-line-breaks \
        --strip-xml-prolog
    survives scour.svg other.yaml
    scour -q -i other.svg -o scour.svg --enable-id-stripping --remove-descriptive-elements
    survives scour.svg other.yaml
fi
if needs svgo; then
    check "svgo" svgo -q other.svg -o svgo.svg
    survives svgo.svg other.yaml
fi

# ---- PDF ----

run render other.yaml -o other.pdf
if needs qpdf; then
    for option in --object-streams=generate --linearize --qdf; do
        check "qpdf $option" qpdf $option other.pdf new.pdf
        survives new.pdf other.yaml
    done
    check "qpdf" qpdf --linearize --object-streams=generate --recompress-flate other.pdf new.pdf
    survives new.pdf other.yaml
fi
if needs gs; then
    check "gs" gs -q -sDEVICE=pdfwrite -o new.pdf other.pdf
    survives new.pdf other.yaml
fi

# ---- Git ----

# As README and manual say; Git gives the command files of other names.
if needs git; then
    export GIT_CONFIG_GLOBAL=/dev/null
    mkdir -p "repository/some figures"
    cd repository || exit 1
    git init -q
    git config diff.gradfig.textconv "'$GRADFIG' inspect"
    echo '*.png diff=gradfig' >.gitattributes
    cp ../plain.png "some figures/a b.png"
    git add .
    run render ../plain.yaml -o "some figures/a b.png" --set depth=12
    git diff >diff 2>"$err"
    has_line diff '-depth: 10'
    has_line diff '+depth: 12'
    check "only that differs" test "$(grep -c '^[-+][^-+]' diff)" -eq 2
fi

finish
