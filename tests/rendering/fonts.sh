#!/usr/bin/env bash
# Fonts are found wherever the system has them, and what is said about one that is missing is true.
# The folders of the system are covered by others in a namespace of mounts.
# shellcheck source=../shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

system=/usr/share/fonts
if ! unshare --map-root-user --mount true 2>/dev/null; then
    echo "no namespaces of mounts: not tried"
    exit 77
fi

# run_with FOLDER ARGUMENT...: the command, with FOLDER as the system's folder of fonts
run_with() {
    ran="gradfig ${*:2} with the fonts of $1"
    status=0
    # shellcheck disable=SC2016 # the inner shell's
    unshare --map-root-user --mount sh -c 'mount --bind "$1" "$2" && shift 2 && exec "$@"' - \
        "$1" $system env HOME="$home" "$GRADFIG" "${@:2}" >"$out" 2>"$err" || status=$?
}

home=$test_folder/home
mkdir -p "$home" "$test_folder"/{other,partial,damaged,none}/fonts
inter=(/usr/share/fonts/opentype/inter/Inter-{Regular,Bold,Italic,BoldItalic}.otf)
dejavu=(/usr/share/fonts/truetype/dejavu/DejaVuSans{,-Bold}.ttf)
noto=(/usr/share/fonts/opentype/noto/NotoSansCJK-{Regular,Bold}.ttc)

"$GRADFIG" render -o usual.png
cp "${inter[@]}" "${dejavu[@]}" "$test_folder/other/fonts"
run_with "$test_folder/other" render -o other.png
expect 0
is_empty "$err"
check "fonts in another folder draw the same" cmp usual.png other.png

run_with "$test_folder/other" render -o zh.png --set figure.language=zh
expect 1
has_line "$err" "gradfig: cannot find the font Noto Sans CJK SC (Regular, Bold) in $system, /usr/local/share/fonts or a folder of fontconfig: install it; Debian's package is fonts-noto-cjk"
if [ -f "${noto[0]}" ]; then
    "$GRADFIG" render -o usual-zh.png --set figure.language=zh
    mkdir -p "$home/.local/share/fonts"
    cp "${noto[@]}" "$home/.local/share/fonts"
    run_with "$test_folder/other" render -o zh.png --set figure.language=zh
    expect 0
    check "fonts of the user draw the same" cmp usual-zh.png zh.png
    rm -r "$home/.local"
fi

cp "${inter[0]}" "${inter[1]}" "${dejavu[@]}" "$test_folder/partial/fonts"
run_with "$test_folder/partial" render -o partial.png
expect 1
has_line "$err" "gradfig: cannot find the font Inter (Regular, Bold, Italic, Bold Italic) in $system, /usr/local/share/fonts or a folder of fontconfig: install it; Debian's package is fonts-inter"

mkdir -p "$test_folder"/damaged/{opentype/inter,truetype/dejavu}
cp "${inter[@]}" "$test_folder/damaged/opentype/inter"
cp "${dejavu[@]}" "$test_folder/damaged/truetype/dejavu"
echo rubbish >"$test_folder/damaged/opentype/inter/Inter-Bold.otf"
run_with "$test_folder/damaged" render -o damaged.png
expect 1
has_line "$err" "gradfig: cannot read the font ${inter[1]}: it is damaged, or may not be read; Debian's package fonts-inter has it"

# Files with all weights, by the names that Debian 12 and 13 have.
for variable in $system/truetype/inter-vf/{Inter-roman.var,Inter-italic.var,InterVariable,InterVariable-Italic}.ttf; do
    if [ -f "$variable" ]; then
        mkdir -p "$test_folder/variable"
        cp "$variable" "${dejavu[@]}" "$test_folder/variable"
    fi
done
if [ -d "$test_folder/variable" ]; then
    run_with "$test_folder/variable" render -o variable.png
    expect 0
    is_empty "$err"
else
    echo "no variable Inter: not tried"
fi
finish
