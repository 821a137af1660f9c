#!/usr/bin/env bash
# Tests of "gradfig embed". A folder of cases/ is a set of documents: NAME.ENDING before, NAME.out.ENDING
# after, where {{SYSTEM FIGURE}} stands for the lines of that snippet; NAME.err holds the messages of a document that is refused, NAME.check what --check prints.
# usage: embed.sh. GRADFIG names the command. With UPDATE=1, messages in cases/ are written anew.
set -euo pipefail
cases=$(dirname "$(readlink -f "$0")")/cases
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$cases/../../shared/lib.sh"

# settle FOUND KEPT: they are equal, or KEPT is written anew
settle() {
    [ -z "${UPDATE:-}" ] || cp "$1" "$2"
    check "$(basename "$2") is as it is kept" cmp "$1" "$2"
}

# write_snippets: copies a document to standard output with the lines of its snippets
write_snippets() {
    python3 -c '
import re, subprocess, sys
for line in sys.stdin:
    found = re.fullmatch(r"(.*)\{\{(\S+) (.+)\}\}\n", line)
    if not found:
        sys.stdout.write(line)
        continue
    prefix, system, figure = found.groups()
    run = subprocess.run([sys.argv[1], "snippet", "--for", system, figure], stdout=-1, check=True)
    for text in run.stdout.decode().splitlines():
        sys.stdout.write((prefix + text if text else prefix.rstrip(" ")) + "\n")
' "$GRADFIG"
}

# state FOLDER: names, inodes, times and sums of all files
state() {
    find "$1" -type f -printf '%p %i %T@ ' -exec sha256sum {} \; | sort
}

# ---- cases ----

# try_good NAME ENDING: check, embed, and once more, which changes nothing
try_good() {
    local kept=$cases/$1
    cp "$kept.$2" "$1.$2"
    state . >"$test_folder/before"
    fails 1 embed --check "$1.$2"
    check "$1: --check writes nothing" cmp <(state .) "$test_folder/before"
    settle "$out" "$kept.check"
    run embed "$1.$2"
    expect "$(grep -cq -e wrong: -e 'does not stand' "$kept.check" && echo 1 || echo 0)"
    check "$1 is as it is kept" cmp <(write_snippets <"$kept.out.$2") "$1.$2"
    state . >"$test_folder/after"
    run embed "$1.$2"
    check "$1: the second run writes nothing" cmp <(state .) "$test_folder/after"
}

try_bad() {
    local kept=$cases/$1
    cp "$kept.$2" "$1.$2"
    state . >"$test_folder/before"
    fails 2 embed "$1.$2"
    check "$1: nothing is written" cmp <(state .) "$test_folder/before"
    settle "$err" "$kept.err"
}

for path in "$cases"/*; do
    file=$(basename "$path")
    name=${file%%.*}
    ending=${file#*.}
    case $file in
    *.out.* | *.err | *.check) ;;
    bad-*) try_bad "$name" "$ending" ;;
    *) try_good "$name" "$ending" ;;
    esac
    clear_folder
done

# ---- bytes ----

# In a document only the contents of blocks change, whatever its bytes are.
small='figure: {width: 400, height: 300, panels: [gradient]}'

# keeps WHAT FORMAT: a document with "BLOCK" in it, as printf writes it
keeps() {
    local before after
    # shellcheck disable=SC2059
    printf "${2//BLOCK/$3}" >a.md
    # shellcheck disable=SC2059
    printf "${2//BLOCK/<cut>}" >wanted
    succeeds embed a.md
    python3 - "$4" <<'END'
import re, sys
text = open("a.md", "rb").read()
eol = sys.argv[1].encode().decode("unicode_escape").encode()
cut = re.sub(rb"<!-- gradfig: .*?<!-- gradfig end -->", b"<cut>", text, flags=re.S)
open("found", "wb").write(cut)
block = re.search(rb"<!-- gradfig: .*?<!-- gradfig end -->", text, re.S)[0]
assert b"<img" in block, block
assert all(line.endswith(eol) for line in block.splitlines(True)[:-1]), block
END
    check "$1: every other byte stays" cmp wanted found
    clear_folder
}
lf="<!-- gradfig: a.png\n$small\n-->\n<!-- gradfig end -->"
keeps "LF" 'text \n\nBLOCK\ntext\n' "$lf" '\n'
keeps "no last line end" 'text \n\nBLOCK' "$lf" '\n'
keeps "CRLF" 'text\r\n\r\nBLOCK\r\ntext\r\n' "${lf//\\n/\\r\\n}" '\r\n'
keeps "CR" 'text\r\rBLOCK\rtext\r' "${lf//\\n/\\r}" '\r'
keeps "mixed line ends" 'text\r\n\nBLOCK\n\r\ntext\r' "$lf" '\n'
keeps "byte order mark" '\xef\xbb\xbfBLOCK\ntext\n' "$lf" '\n'
keeps "Latin-1" 'caf\xe9\n\nBLOCK\n\xa0\n' "$lf" '\n'
keeps "NUL and other controls" 'a\0b\x01\f\n\nBLOCK\n\0' "$lf" '\n'

# Quarto makes more than HTML.
printf '<!-- gradfig: a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" | tee a.qmd >a.md
succeeds embed a.md a.qmd
check "an image of Markdown" grep -q '^!\[.*\](a.png)<!-- -->$' a.qmd
if needs pandoc; then
    pandoc -f markdown a.qmd -t latex >"$out"
    has_text "$out" '\includegraphics{a.png}'
fi
printf '<!-- gradfig: a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >b.Rmd
succeeds embed b.Rmd
check "the same in R Markdown" cmp -s b.Rmd a.qmd
cp a.qmd kept.qmd
cp a.md a.qmd # as an earlier version wrote it
succeeds embed a.qmd
check "HTML of an earlier version is replaced" cmp -s a.qmd kept.qmd
clear_folder

# A document in Latin-1 gets an alt text in ASCII, or is refused.
printf 'caf\xe9\n\n<!-- gradfig: a.png\ndepth: 100\n-->\n<!-- gradfig end -->\n' >a.md
succeeds embed a.md
check "the alt text is ASCII" test "$(LC_ALL=C tr -d '\000-\177' <a.md | wc -c)" -eq 1
printf 'caf\xe9\n\n<!-- gradfig: a.png\nfigure: {language: zh}\n-->\n<!-- gradfig end -->\n' >a.md
fails 2 embed a.md
has_text "$err" 'a.md:3: expected a document in UTF-8'
printf '\xff\xfe' >a.md
iconv -t UTF-16LE <<<'<!-- gradfig: a.png -->' >>a.md
fails 2 embed a.md
has_text "$err" 'a.md:1: expected UTF-8 or another encoding that has ASCII, found UTF-16'
clear_folder

# ---- files ----

printf '<!-- gradfig: a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >a.md
chmod 640 a.md
ln -s a.md link.md
succeeds embed link.md a.md ./a.md
check "a link stays one" test -L link.md
check "the mode stays" test "$(stat -c %a a.md)" = 640
clear_folder

# What gradfig did not write is not replaced.
printf '<!-- gradfig: a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >a.md
echo photograph >a.png
for option in --check --; do
    fails 2 embed $option a.md
    has_line "$err" 'a.md:1: a.png: expected a figure of gradfig'"'"'s in this place, found a file that gradfig did not write; choose another name, or remove it'
done
check "it stays" grep -qx photograph a.png
clear_folder

# A base is relative to the document, and is no place for a picture.
mkdir -p docs/img
echo "$small" >docs/base.yaml
printf '<!-- gradfig: img/a.svg\nbase: base.yaml\ndepth: 5\n-->\n<!-- gradfig end -->\n' >docs/a.md
succeeds embed docs/a.md
check "drawn beside the document" test -s docs/img/a.svg
rm docs/img/a.svg
ln docs/base.yaml docs/img/a.svg
fails 2 embed docs/a.md
has_text "$err" 'read as docs/base.yaml'
clear_folder

# A picture can be that of several blocks with one spec, of whatever name.
printf '<!-- gradfig: img/a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >a.md
mkdir docs
printf '<!-- gradfig: ../img/a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >docs/b.md
succeeds embed a.md docs/b.md
printf '<!-- gradfig: ../docs/../img/a.png\ndepth: 3\n-->\n<!-- gradfig end -->\n' >docs/b.md
fails 2 embed a.md docs/b.md
has_line "$err" 'docs/b.md:1: ../docs/../img/a.png already has another spec at a.md:1'
clear_folder

# Of many documents only some have figures.
head -c 9000000 /dev/zero | tr '\0' 'a' >large.md
run embed --check large.md
expect 0
is_empty "$err"
printf '\n<!-- gradfig: a.png -->\n<!-- gradfig end -->\n' >>large.md
run embed --check large.md
expect 2
has_n_lines "$err" 2
has_text "$err" 'large.md: '
for n in 65529 65530 65531 65535 65536; do # where pieces of a file meet
    { head -c $n large.md; echo '<!-- gradfig: a.png -->'; head -c 9000000 /dev/zero; } >a.md
    run embed --check a.md
    expect 2
done
clear_folder

# A claim that is wrong and not in the text is one claim.
printf '<!-- gradfig: a.png\n%s\nclaims: [{text: "it is 3", quantity: gradient.plain, printed: 3}]\n-->\n<!-- gradfig end -->\nit is 30\n' "$small" >a.md
run embed a.md
expect 1
has_n_lines "$out" 1
has_text "$out" 'a.md:3: wrong: "it is 3": gradient.plain is 0.1074; '
has_text "$out" '; the text does not stand in the document'
has_line "$err" 'gradfig: claims that do not hold: 1'
clear_folder

# A folder is not searched.
mkdir docs
fails 2 embed docs
has_line "$err" 'docs: expected a document, found a folder; name its documents, as in docs/*.md'
clear_folder

# Names that some disks take for one.
printf '<!-- gradfig: img/%s\n%s\n-->\n<!-- gradfig end -->\n' a.png "$small" A.png "$small" b.png "$small" >a.md
printf '<!-- gradfig: img/B.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >b.md
succeeds embed a.md b.md
ones='Windows and macOS take them for one file'
says "gradfig: warning: a.md:5: img/A.png differs only in case from img/a.png at a.md:1; $ones" \
    "gradfig: warning: b.md:1: img/B.png differs only in case from img/b.png at a.md:9; $ones"
clear_folder

# A claim that prints another number than its text.
printf '<!-- gradfig: a.png\n%s\nclaims: [{text: "it is 0.17", quantity: gradient.plain, printed: 0.107}]\n-->\n<!-- gradfig end -->\nit is 0.17\n' "$small" >a.md
succeeds embed a.md
warning='gradfig: warning: a.md:3: printed is 0.107, which does not stand in "it is 0.17"'
says "$warning"
succeeds embed --check a.md
says "$warning"
clear_folder

# A block shows one figure, and words after its path may be misspelled.
printf '<!-- gradfig: a.png %s\n%s\n-->\n<!-- gradfig end -->\n' '' 'vary: {depth: [1, 2]}' pairs '' fro=rst '' x=1 '' >a.md
fails 2 embed a.md
expected='expected pair, for=SYSTEM or the end of the line'
says 'a.md:2:1: vary: expected the spec of one figure, found vary; gradfig batch draws the variants of a spec file' \
    "a.md:5:21: $expected; the nearest one is pair, found \"pairs\"" \
    "a.md:9:21: $expected; the nearest one is for, found \"fro=rst\"" \
    "a.md:13:21: $expected (the spec begins on the next one, and a path with blanks is in double quotes), found \"x=1\"" \
    'gradfig: mistakes in documents: 4; nothing is written'
printf 'name: x\nvary: {depth: [1, 2]}\n%s\n' "$small" >base.yaml
printf '<!-- gradfig: a.png\nbase: base.yaml\n-->\n<!-- gradfig end -->\n' >a.md
succeeds embed a.md # a base may be of a batch
is_empty "$err"
printf '<!-- gradfig: b.png\nname: a-{depth}\nformat: svg\ntogether: [[depth, input]]\n%s\n-->\n<!-- gradfig end -->\n' "$small" >b.md
succeeds embed b.md
only='counts in gradfig batch only; this is one figure'
says "gradfig: warning: b.md:2:1: name: $only" "gradfig: warning: b.md:3:1: format: $only" \
    "gradfig: warning: b.md:4:1: together: $only"
clear_folder

# ---- faults in all documents, in one run ----

printf '<!-- gradfig: a.png\ndepth: -1\n-->\n<!-- gradfig end -->\n' >a.md
printf '%% gradfig: a.pdf\n%% depth: x\n%% gradfig end\n%% gradfig: a.svg\n%% gradfig end\n' >b.tex
touch c.txt
fails 2 embed a.md b.tex c.txt d.rst
has_n_lines "$err" 6
has_line "$err" 'a.md:2:8: depth: expected a whole number from 0 to 10000000, found "-1"'
has_line "$err" 'b.tex:2:10: depth: expected a whole number from 0 to 10000000, found "x"'
has_text "$err" 'b.tex:4: a.svg: expected for latex a file name that does not end in .svg'
has_line "$err" 'c.txt: expected a document whose name ends in .md, .markdown, .qmd, .Rmd, .html, .htm, .xhtml, .rst, .adoc, .asciidoc, .tex or .dox'
has_line "$err" 'd.rst: cannot read: No such file or directory'
folder_holds "a.md b.tex c.txt"
fails 2 embed
clear_folder

# Nothing is written if anything cannot be drawn, here a mark that no font has.
printf '<!-- gradfig: a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >a.md
printf '\n<!-- gradfig: z.png pair\nnetworks: {plain: {slope: 0.8, label: "a\u0f72"}}\n-->\n<!-- gradfig end -->\n' >z.md
state . >"$test_folder/before"
for option in --check --; do
    fails 2 embed $option a.md z.md
    has_n_lines "$err" 2
    has_text "$err" 'z.md:2: a label has characters that no font of the packages'
    check "nothing is written" cmp <(state .) "$test_folder/before"
done
clear_folder

# ---- pictures ----

printf '<!-- gradfig: a.png pair\n%s\n-->\n<!-- gradfig end -->\n' "$small" >a.md
succeeds embed a.md
folder_holds "a-dark.png a-light.png a.md"
succeeds embed --check a.md
is_empty "$out"
"$GRADFIG" render --set depth=3 -o a-dark.png
fails 1 embed --check a.md
has_n_lines "$out" 1
has_line "$out" 'a.md:1: a-dark.png has another recipe'
rm a-light.png
sed -i 's/width="400"/width="4"/' a.md
run embed --check a.md
has_n_lines "$out" 3
has_line "$out" 'a.md:1: a-light.png is missing'
has_line "$out" 'a.md:1: the snippet of a.png is out of date'
has_line "$err" 'gradfig: stale figures and snippets: 3; claims that do not hold: 0'
succeeds embed a.md
succeeds embed --check a.md

truncate -s -100 a-dark.png
fails 1 embed --check a.md
has_n_lines "$out" 1
has_line "$out" 'a.md:1: a-dark.png is damaged'
succeeds embed a.md
succeeds embed --check a.md

finish
