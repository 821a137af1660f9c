#!/usr/bin/env bash
# gradfig render: files, messages, exit statuses, environments.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

article=$test_folder/article.png # the default figure, to compare with
difference=$test_folder/difference

# same_picture A B: no channel differs
same_picture() {
    "$PICTURE_DIFFERENCE" "$1" "$2" 0 >"$difference"
}

differs() {
    ! same_picture "$1" "$2"
}

# ---- where the picture goes ----

succeeds render
is_empty "$out"
is_empty "$err"
folder_holds linear_gradient_demo.png
check "it is a PNG" is_png linear_gradient_demo.png
check "of the mode that the user's mask leaves" \
    test "$(stat -c %a linear_gradient_demo.png)" = "$(printf %o $((0666 & ~$(umask))))"
cp linear_gradient_demo.png "$article"
clear_folder

if needs pngcheck; then
    check "pngcheck finds nothing wrong" pngcheck -q "$article"
fi

succeeds render -o x.png
is_empty "$out"
is_empty "$err"
check "-o names the file" cmp -s x.png "$article"
folder_holds x.png
succeeds render --output x.png --set depth=3
check "an older file is replaced" differs x.png "$article"
clear_folder

mkdir "a folder"
succeeds render -o "a folder/a picture.png"
check "a path with blanks" cmp -s "a folder/a picture.png" "$article"
clear_folder

succeeds render -o -
is_empty "$err"
check "-o - writes the same to standard output" cmp -s "$out" "$article"
folder_holds ""
ran="gradfig render -o - | cat"
"$GRADFIG" render -o - 2>"$err" | cat >"$out"
check "$ran" cmp -s "$out" "$article"

mkfifo pipe
"$GRADFIG" render -o pipe 2>"$err" &
cat pipe >"$out"
wait $! || failed "gradfig render -o pipe"
check "a pipe is written to" cmp -s "$out" "$article"
check "and stays a pipe" test -p pipe
clear_folder

succeeds render -o /dev/null
check "a device stays a device" test -c /dev/null

# ---- links and older files ----

mkdir target
ln -s target/real.png link.png
cp "$article" target/real.png
succeeds render -o link.png --set depth=4
check "a link stays a link" test -L link.png
check "and its target is written" differs target/real.png "$article"
check "and nothing else" test "$(ls -A target)" = real.png
clear_folder

echo precious >kept.png
ulimit_run() {
    ran="gradfig render with files of at most $1 blocks"
    status=0
    (
        ulimit -f "$1"
        exec "$GRADFIG" render -o kept.png
    ) >"$out" 2>"$err" || status=$?
}
for blocks in 8 64; do
    ulimit_run $blocks
    expect 1
    is_empty "$out"
    has_n_lines "$err" 1
    has_text "$err" 'File too large'
    check "$ran: the older file survives" test "$(cat kept.png)" = precious
    folder_holds kept.png
done
clear_folder

if mkdir small && mount -t tmpfs -o size=32k none small 2>/dev/null; then
    echo precious >small/kept.png
    fails 1 render -o small/kept.png
    is_empty "$out"
    has_n_lines "$err" 1
    has_text "$err" 'No space left on device'
    check "the older file survives a full disk" test "$(cat small/kept.png)" = precious
    check "and stands alone" test "$(ls -A small)" = kept.png
    umount small
else
    echo "no file system can be mounted: a full disk was not tried"
fi
clear_folder

if [ -w /dev/full ]; then
    run render -o /dev/full
    expect_refused 1 1
    has_text "$err" 'No space left on device'
    ran="gradfig render -o - >/dev/full"
    status=0
    "$GRADFIG" render -o - 2>"$err" >/dev/full || status=$?
    expect 1
    has_n_lines "$err" 1
    has_text "$err" 'No space left on device'
fi

run render -o missing/x.png
expect_refused 1 1
has_text "$err" 'missing/x.png'
has_text "$err" 'the folder missing/ does not exist'
mkdir folder.png
fails 1 render -o folder.png
has_n_lines "$err" 1
has_text "$err" 'Is a directory'
clear_folder

chmod 755 "$test_folder"
if as_anyone "$GRADFIG" --version >/dev/null 2>&1; then
    mkdir protected
    echo precious >protected/kept.png
    chmod 555 protected
    for target in protected/new.png protected/kept.png; do
        ran="gradfig render -o $target in a folder that is not writable"
        status=0
        as_anyone "$GRADFIG" render -o "$target" >"$out" 2>"$err" || status=$?
        expect 1
        is_empty "$out"
        has_n_lines "$err" 1
        has_text "$err" 'Permission denied'
    done
    check "the folder is as it was" test "$(ls -A protected)" = kept.png
    mkdir -m 777 open
    echo precious >open/kept.png
    chmod 444 open/kept.png
    ran="gradfig render over a file that is not writable"
    status=0
    as_anyone "$GRADFIG" render -o open/kept.png >"$out" 2>"$err" || status=$?
    expect 1
    has_n_lines "$err" 1
    has_text "$err" 'Permission denied'
    check "$ran: it survives" test "$(cat open/kept.png)" = precious
    chmod 755 protected
    clear_folder
else
    echo "no user without rights can run the command: write protection was not tried"
fi

# ---- what is refused ----

for name in x.jpg x.png.txt; do
    run render -o "$name"
    expect_refused 2 1
    has_text "$err" "expected a file name that ends in .png, .svg or .pdf, or --format beside it, found \"$name\""
done

run render --set figure.widht=900
expect_refused 2 1
has_text "$err" '--set figure.widht=900: unknown key; the nearest one is figure.width'

run render --set depth=-1 --set figure.theme=blue --set networks.plain.slope=x --set nokey=1 \
    -o x.png
expect_refused 2 4
has_text "$err" '--set depth=-1: expected a whole number from 0 to 10000000, found "-1"'
has_text "$err" '--set figure.theme=blue: expected one of: light dark auto, found "blue"'
has_text "$err" '--set networks.plain.slope=x: expected a number, found "x"'
has_text "$err" '--set nokey=1: unknown key'

run render --set figure.width=8000 --set figure.height=8000 --set figure.scale=4
expect_refused 2 1
has_text "$err" 'figure'

run render --set "labels.title=a crab: 🦀" -o x.png
expect_refused 2 1
has_text "$err" 'U+1F980'

run render --colour
expect_refused 2 1

run render --format png -o x.pdf
expect_refused 2 1
has_line "$err" "gradfig: --format: expected the format that FILE's name ends in, found \"png\""
printf 'format: svg\nfigure: {theme: auto, width: 400, height: 300, panels: [gradient]}\n' >fs.yaml
succeeds render fs.yaml
check "the spec says the format" test "$(head -c 5 fs.svg)" = "<?xml"
"$GRADFIG" render fs.yaml -o - | cmp -s - fs.svg || failed "the same on standard output"
fails 2 render fs.yaml -o fs.pdf
has_text "$err" "found auto, which only an SVG can follow: the format is pdf; choose svg"
rm fs.svg
printf 'format: gif\n' >fs.yaml
fails 2 render fs.yaml
has_line "$err" 'fs.yaml:1:9: format: expected png, svg or pdf, found "gif"'
rm fs.yaml
for words in "series --format csv -o x.json" "report --format md -o x.HTML"; do
    # shellcheck disable=SC2086 # words
    run $words
    expect_refused 2 1
    has_text "$err" "gradfig: --format: expected the format that FILE's name ends in, found "
done
run render --format bmp -o x
expect_refused 2 1
run render -o ""
expect_refused 2 1
has_line "$err" 'gradfig: -o: expected a file name, found ""'

succeeds render --help
is_empty "$err"
has_text "$out" 'usage: gradfig render'
has_text "$out" '-o FILE '
has_text "$out" 'linear_gradient_demo.png'
folder_holds ""

# ---- what the settings do ----

# size FILE: width and height of a PNG, from its header
size() {
    od -An -j16 -N8 -tu4 --endian=big "$1" | tr -s ' ' | sed 's/^ //'
}
succeeds render --set figure.width=700 --set figure.height=500 --set figure.scale=2 -o x.png
check "the size is width and height times scale: $(size x.png)" test "$(size x.png)" = "1400 1000"
# resolution FILE: pixels per metre, from the chunk pHYs behind the header
resolution() {
    check "$ran: pHYs follows the header" test "$(od -An -c -j37 -N4 "$1" | tr -d ' ')" = pHYs
    od -An -j41 -N4 -tu4 --endian=big "$1" | tr -d ' '
}
check "100 px per inch are 3937 per metre" test "$(resolution "$article")" = 3937
check "and twice as many at scale 2" test "$(resolution x.png)" = 7874
succeeds render -o x.png --set depth=10 --set networks.plain.slope=0.8
check "values that are the defaults change nothing" cmp -s x.png "$article"
succeeds render -o x.png --set figure.dpi=200
check "the resolution changes no pixel" same_picture x.png "$article"
check "but the file" test "$(cmp x.png "$article" | wc -l)" -eq 1
clear_folder

# ---- in another folder, and where streams are closed; environment.sh has all else around it ----

mkdir "$test_folder/elsewhere"
ran="gradfig render in another folder"
(cd "$test_folder/elsewhere" && "$GRADFIG" render) >"$out" 2>"$err"
check "$ran: the same bytes" cmp -s "$test_folder/elsewhere/linear_gradient_demo.png" "$article"
check "$ran: nothing else" test "$(ls -A "$test_folder/elsewhere")" = linear_gradient_demo.png

# A closed stream gives its number to no file of ours, and no library writes into the picture.
check "standard error closed: no message in the table" bash -c \
    '"$1" series -o x.csv --set networks.plain.slope=3 --set networks.plain.intercept=-2 \
        --set depth=60 2>&- && head -n 1 x.csv | grep -qx panel,curve,x,sign,log10_abs,value' \
    - "$GRADFIG"
rm -f x.csv
check "FC_DEBUG does not print into the picture" cmp -s "$article" \
    <(FC_DEBUG=1 "$GRADFIG" render -o -)

# ---- what must stay, and what is opened ----

echo 'depth: 5' >s.yaml
ln s.yaml hard.csv
ln -s s.yaml link.md
for command in "series s.yaml -o ./s.yaml" "series s.yaml -o hard.csv" "report s.yaml -o link.md" \
    "render --format png s.yaml -o s.yaml --force" "series -o s.yaml" "render --format png -o s.yaml"; do
    # shellcheck disable=SC2086
    fails 2 $command
    has_n_lines "$err" 1
    check "the spec stays" test "$(cat s.yaml)" = 'depth: 5'
done
status=0
"$GRADFIG" series s.yaml 2>"$err" >>s.yaml || status=$?
check "appending to the input: status $status" test $status -eq 2
check "the spec stays" test "$(cat s.yaml)" = 'depth: 5'
clear_folder
echo precious >linear_gradient_demo.png
fails 2 render
has_text "$err" "linear_gradient_demo.png: expected a figure of gradfig's in this place"
succeeds render --force
check "--force replaces it" cmp -s linear_gradient_demo.png "$article"
echo photo >fig-light.png
fails 2 render --theme-pair -o fig.png
has_text "$err" "fig-light.png: expected a figure of gradfig's in this place"
check "nothing is written" test ! -e fig-dark.png -a "$(cat fig-light.png)" = photo
succeeds render --theme-pair -o fig.png --force
rm fig-*.png
mkdir x-dark.png
fails 1 render --theme-pair -o x.png
check "both of a pair or none" test ! -e x-light.png
fails 2 render --theme-pair --set figure.theme=dark -o y.png
clear_folder
echo 'figure: {width: 400, height: 300, panels: [gradient]}' >small.yaml
"$GRADFIG" render small.yaml -o small.svg
cp small.svg kept.svg
status=0
"$GRADFIG" inspect small.svg 2>"$err" >>small.svg || status=$?
check "appending to the figure: status $status" test $status -eq 2
check "the figure stays" cmp small.svg kept.svg
echo 'vary: {depth: [1]}' >>small.yaml
succeeds batch small.yaml -o batch
stays() {
    cp "batch/$1" kept
    fails 2 series --format csv -o "batch/$1"
    check "$2 $1 of a batch stays" cmp "batch/$1" kept
}
for name in manifest.csv index.html; do
    stays "$name" small
    sed -i 's/$/\r/' "batch/$name"
    stays "$name" "CRLF"
    head -c 2000000 /dev/zero | tr '\0' '\n' >>"batch/$name"
    stays "$name" large
done
has_line "$err" 'gradfig: batch/index.html: expected a file that a result may replace, found the page of a batch; choose another name with -o, or remove it'
clear_folder
echo held >log
"$GRADFIG" series --layers 0 -o /dev/stdout >>log 2>"$err"
check "a log keeps what it held" test "$(head -n 1 log)" = held
check "and gets the table" grep -qx panel,curve,x,sign,log10_abs,value log
clear_folder

finish
