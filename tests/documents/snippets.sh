#!/usr/bin/env bash
# Tests of "gradfig snippet": what it prints, and what documentation systems make of it.
# usage: snippets.sh [PART]..., PART being text or a tool's name; without one, all of them.
# GRADFIG names the command, PICTURE_DIFFERENCE the comparison of PNGs. Exit status 77 where the
# tool is missing. With UPDATE=1, expected/ is written anew.
set -euo pipefail
expected=$(dirname "$(readlink -f "$0")")/expected
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$expected/../../shared/lib.sh"

systems=(github markdown mkdocs html rst myst latex doxygen asciidoc)

# same WHAT EXPECTED FOUND
same() {
    n_checks=$((n_checks + 1))
    [ "$2" = "$3" ] || failed "$1: expected \"$2\", found \"$3\""
}

# snippet SYSTEM FIGURE: standard output of a run that must not fail
snippet() {
    "$GRADFIG" snippet --for "$1" -- "$2"
}

# draw FILE SETTING...: a small figure with its gradients alone
draw() {
    local file=$1 settings=() setting
    shift
    for setting in figure.panels=gradient figure.width=600 figure.height=450 "$@"; do
        settings+=(--set "$setting")
    done
    "$GRADFIG" render -o "$file" "${settings[@]}"
}

# ---- awkward figures: texts and names that mean something to every system ----

folder="a folder"
pair="$folder/the (new) 图_1"
light=$pair-light.png
labels=(
    "<b> & \"q\" 'r' [x](y) \$5% \\"
    "_a_ *b* #c {d} \`e\` ^f~ @g 中"
    "-- ... (C) */ /* == | ![i]"
    "?\`!\` (R) (TM) 100%"
)

# The alt text names the networks with the smallest and the largest gradient and the one whose
# gradient differs least from 1, then the one with the largest activation.
layers=("slope: 0.5, intercept: 1" "slope: 1.2, intercept: 1" "slope: 1" "slope: 1.1, intercept: 100")

draw_awkward() {
    mkdir -p "$folder"
    {
        echo "figure: {panels: [activation, gradient], width: 600, height: 450}"
        echo "networks:"
        for i in "${!labels[@]}"; do
            printf "  n%d: {%s, label: '%s'}\n" "$i" "${layers[i]}" "${labels[i]//\'/\'\'}"
        done
    } >spec.yaml
    "$GRADFIG" render spec.yaml --theme-pair -o "$pair.png"
    alt=$(snippet html "$pair-dark.png" | images | cut -f 4)
    for label in "${labels[@]}"; do
        check "the alt text holds $label" grep -qF -e "$label" <<<"$alt"
    done
}

# Prints src, width, class and alt of the images in the HTML on standard input, in columns.
images() {
    python3 -X utf8 -c '
import sys
from html.parser import HTMLParser

class Images(HTMLParser):
    def handle_starttag(self, tag, attributes):
        if tag == "img":
            found = {name: value or "" for name, value in attributes}
            found["width"] = found.get("width") or found.get("style", "")
            print(*(" ".join(found.get(name, "").split())
                    for name in ("src", "width", "class", "alt")), sep="\t")

Images().feed(sys.stdin.read())'
}

# ---- what is printed ----

# The article's figure as a pair, each snippet as it is kept.
text_of_the_article() {
    local system
    "$GRADFIG" render --theme-pair -o figure.png
    for system in "${systems[@]}"; do
        succeeds snippet figure-light.png --for "$system"
        is_empty "$err"
        [ "${UPDATE:-0}" = 0 ] || cp "$out" "$expected/$system.txt"
        check "$ran: as in expected/$system.txt" diff -u "$expected/$system.txt" "$out"
        run snippet figure-dark.png --for "$system"
        check "$ran: either of a pair is enough" cmp -s "$expected/$system.txt" "$out"
    done
    run snippet figure-light.png
    check "$ran: github without --for" cmp -s "$expected/github.txt" "$out"

    "$GRADFIG" inspect figure-light.png >recipe.yaml
    "$GRADFIG" render recipe.yaml --format svg -o figure.svg
    succeeds snippet figure.svg
    check "an SVG is shown as a PNG is" \
        test "$(images <"$out" | cut -f 4)" = "$(snippet github figure-dark.png | images | cut -f 4)"
    clear_folder
}

# has_snippet SYSTEM FIGURE TEXT: a piece of what is printed
has_snippet() {
    succeeds snippet --for "$1" -- "$2"
    is_empty "$err"
    has_text "$out" "$3"
}

text_of_one() {
    draw one.png figure.dpi=90
    has_snippet github one.png '" src="one.png" width="600" style="max-width: 100%; height: auto">'
    has_n_lines "$out" 1
    has_snippet html one.png '<img alt="Ten plain layers'
    has_snippet markdown one.png '](one.png)<!-- -->'
    has_snippet mkdocs one.png '](one.png)'
    has_n_lines "$out" 1
    has_snippet rst one.png '.. image:: one.png'
    check "no class without a pair" test "$(grep -c class "$out")" = 0
    has_n_lines "$out" 3
    has_snippet myst one.png '```{image} one.png'
    has_n_lines "$out" 4
    has_snippet latex one.png '\noindent\includegraphics[width=\ifdim6.6667in>\linewidth\linewidth\else6.6667in\fi,alt={'
    has_snippet doxygen one.png '" width="600" style="max-width: 100%; height: auto">'
    has_snippet doxygen one.png '\image latex "one.png" width=\ifdim6.6667in>'
    has_snippet asciidoc one.png '",width=600]'
    draw one.png figure.scale=2 figure.dpi=96
    has_snippet html one.png 'width="600"'
    has_snippet latex one.png 'else6.25in'
    draw one.png figure.dpi=1000
    has_snippet latex one.png 'else0.6in'

    for name in x-light.png x-dark.png -dark.png x-light.d/x; do
        mkdir -p "$(dirname -- "$name")" x-dark.d
        mv one.png "./$name"
        cp "./$name" x-dark.d
        has_snippet html "$name" "src=\"$name\""
        has_n_lines "$out" 1
        mv "./$name" one.png
        rm -r x-*
    done
    mv one.png x-light.PNG
    cp x-light.PNG x-dark.PNG
    has_snippet html x-dark.PNG 'srcset="x-dark.PNG"'
    draw x-dark.png figure.width=800
    mv x-light.PNG x-light.png
    has_snippet html x-dark.png 'src="x-light.png" width="600"'
    clear_folder
}

text_of_labels() {
    local system label
    draw_awkward
    while read -r system label; do
        has_snippet "$system" "$light" "$label"
    done <<'LABELS'
github &lt;b&gt; &amp; &quot;q&quot; 'r' [x](y) &#36;5% \ divides
github _a_ *b* #c &#123;d&#125; &#96;e&#96; ^f~ @g 中 multiplies
markdown &lt;b&gt; &amp; &quot;q&quot; &#39;r&#39; \[x\](y) &#36;5% \\ divides
markdown \_a\_ \*b\* \#c \{d\} \`e\` &#94;f&#126; &#64;g 中 multiplies
markdown \-\- \.\.\. (C) \*/ /\* &#61;&#61; &#124; !\[i\] keeps
rst <b> & "q" 'r' [x](y) $5% \ divides
rst _a_ *b* #c {d} `e` ^f~ @g 中 multiplies
myst <b> & \"q\" 'r' [x](y) $5% \\ divides
latex <b> \& "q" 'r' [x](y) \$5\% \textbackslash{} divides
latex \_a\_ *b* \#c \{d\} `e` \textasciicircum{}f\textasciitilde{} @g 中 multiplies
latex ?{}`!{}` (R)
latex -{}-{} ... (C) */ /* == | ![i] keeps
mkdocs \_a\_ \*b\* \#c \{d\} \`e\` &#94;f&#126; &#64;g 中 multiplies
doxygen &lt;b&gt; &amp; &quot;q&quot; 'r' [x](y) $5% &#92; divides
doxygen _a_ *b* #c {d} `e` ^f~ &#64;g 中 multiplies
doxygen &#42;/ /&#42; == | ![i] keeps
asciidoc &lt;b&gt; &amp; &#34;q&#34; &#39;r&#39; [x](y) $5% &#92; divides
asciidoc _a_ *b* #c &#123;d} `e` ^f~ @g 中 multiplies
asciidoc ?`!` &#40;R) &#40;TM) 100% grows
asciidoc &#45;&#45; &#46;&#46;&#46; &#40;C) */ /* == | ![i] keeps
LABELS
    clear_folder
}

# Names that people use, and some that they would rather not.
text_of_names() {
    local system name written
    draw one.png
    while IFS=$'\t' read -r system name written; do
        mkdir -p "$(dirname -- "$name")"
        cp one.png "./$name"
        has_snippet "$system" "$name" "$written"
    done <<'NAMES'
github	a b/(c) d,e.png	src="a%20b/%28c%29%20d%2Ce.png"
html	"<&>'#?%20.png	src="%22%3C%26%3E%27%23%3F%2520.png"
html	图:x.png	src="%E5%9B%BE%3Ax.png"
html	../pages/./~x-y_z.png	src="../pages/./~x-y_z.png"
markdown	a b/(c)[d]\<e>.png	](a%20b/%28c%29%5Bd%5D%5C%3Ce%3E.png)
rst	a  b\c_*d*:f: g.png	.. image:: a\ \ b\\c_*d*:f:\ g.png
myst	a (b) #%?"图.png	```{image} a\ (b)\ #%?"图.png
latex	a (b)_c&d$e^f,g=[h].i.png	{a (b)_c&d$e^f,g=[h].i.png}
doxygen	x/a (b)_c&d$e@2x 图.png	<img src="a (b)_c&d$e@2x 图.png" alt="
doxygen	x/a (b)_c&d$e@2x 图.png	\image latex "x/a (b)_c&d$e@2x 图.png" width=
asciidoc	"<&>\.png	image::%22%3C%26%3E%5C.png[
asciidoc	a b(c)/图 #?%[d]{e}:f.png	image::a b(c)/图 %23%3F%25%5Bd%5D%7Be%7D%3Af.png[
NAMES
    cp one.png $'\xff\n.png'
    has_snippet html $'\xff\n.png' 'src="%FF%0A.png"'
    clear_folder
}

# refuses SYSTEM NAME REASON
refuses() {
    mkdir -p "$(dirname "$2")"
    cp one.png "$2"
    fails 2 snippet --for "$1" "$2"
    is_empty "$out"
    has_line "$err" "gradfig: $2: expected for $1 a file name $3"
}

# refuses_hidden CHARACTER ESCAPED: in a file name.
refuses_hidden() {
    local system
    cp one.png "a$1b.png"
    for system in rst myst; do
        fails 2 snippet --for $system "a$1b.png"
        has_line "$err" "gradfig: a$2b.png: expected for $system a file name without control characters, in UTF-8"
    done
}

text_of_refusals() {
    local system character
    draw one.png
    for character in "\\" '{' '}' '#' '%' '"' '~' '`' '^^' '  '; do
        refuses latex "a${character}b.png" "without '$character'"
    done
    for character in "\\" '"' ':' '*/' '<' '>' '#' '?' '%'; do
        refuses doxygen "a${character}b.png" "without '$character'"
    done
    # no-break spaces, and the ideographic one
    for character in '`' 'data:' $'\xc2\xa0' $'\xe2\x80\xaf' $'\xe3\x80\x80'; do
        refuses rst "a${character}b.png" "without '$character'"
        refuses myst "a${character}b.png" "without '$character'"
    done
    for system in github markdown mkdocs html rst myst doxygen asciidoc; do
        refuses $system x.pdf "that does not end in .pdf; a PNG suits every system"
    done
    draw y.pdf
    run snippet y.pdf # a document that shows a PDF is LaTeX
    same "snippet of a PDF" "$(snippet latex y.pdf)" "$(cat "$out")"
    refuses doxygen x.svg "that does not end in .svg; a PNG suits every system"
    refuses latex x.SVG "that does not end in .svg; a PNG suits every system"
    refuses_hidden $'\t' '\x09'
    refuses_hidden $'\xe2\x80\xa8' '\xe2\x80\xa8'
    refuses_hidden $'\xe2\x80\xa9' '\xe2\x80\xa9'
    clear_folder

    run snippet --for word one.png
    expect_refused 2 1
    has_text "$err" "--for: expected one of: ${systems[*]}, found \"word\""
    run snippet
    expect_refused 2 1
    run snippet one.png two.png
    expect_refused 2 1
    run snippet one.png
    expect_refused 2 1
    has_text "$err" 'one.png: cannot read: No such file or directory'
    run snippet - <"$expected/github.txt"
    expect_refused 2 1
    has_text "$err" 'a document cannot show standard input'
    run snippet one.png --for
    expect_refused 2 1
    has_text "$err" 'a value is missing after "--for"'
    run render --for github
    expect_refused 2 1
    has_text "$err" 'unknown option "--for"'
    succeeds snippet --help
    has_text "$out" 'usage: gradfig snippet FIGURE [--for SYSTEM]'
    for system in "${systems[@]}"; do
        has_text "$out" "$system"
    done
    echo 'depth: 3' >spec.yaml
    fails 2 snippet spec.yaml
    is_empty "$out"
    has_n_lines "$err" 1
    if [ -w /dev/full ]; then
        draw one.png
        ran="gradfig snippet one.png >/dev/full"
        status=0
        "$GRADFIG" snippet one.png 2>"$err" >/dev/full || status=$?
        expect 1
        has_n_lines "$err" 1
    fi
    clear_folder
}

part_text() {
    needs python3 || return
    text_of_the_article
    text_of_one
    text_of_labels
    text_of_names
    text_of_refusals
}

# ---- what tools make of it ----

part_pandoc() {
    local reader
    needs pandoc python3 || return
    draw_awkward
    for reader in markdown:markdown-implicit_figures markdown:gfm markdown:commonmark \
        github:gfm github:markdown github:commonmark html:html; do
        snippet "${reader%%:*}" "$light" | pandoc -f "${reader#*:}" -t html --wrap=none | images \
            >found
        same "pandoc -f $reader: one image" 1 "$(wc -l <found)"
        same "pandoc -f $reader: its file" "$(snippet html "$light" | images | cut -f 1)" \
            "$(cut -f 1 found)"
        same "pandoc -f $reader: its alt text" "$alt" "$(cut -f 4 found)"
    done
    snippet markdown "$light" | pandoc -f markdown -t html --wrap=none >found
    same "pandoc: no caption" 0 "$(grep -c caption found)"
    same "pandoc: its alt text" "$alt" "$(images <found | cut -f 4)"
    snippet markdown "$light" | pandoc -f markdown -t latex >found
    same "pandoc: no caption in LaTeX" 0 "$(grep -c '\\caption' found)"
    same "pandoc -f gfm: its width" 600 "$(snippet github "$light" | pandoc -f gfm | images | cut -f 2)"
    clear_folder
}

# build_with_sphinx SYSTEM SUFFIX EXTENSIONS: a document that shows the awkward pair
build_with_sphinx() {
    local system=$1 suffix=$2 themes=(light dark) i
    draw_awkward
    echo "extensions = [$3]" >conf.py
    { printf '%s\n' Title ===== "" && snippet "$system" "$light"; } >"index.$suffix"
    check "sphinx-build -W: $system" sphinx-build -q -W -b html . built
    images <built/index.html | grep _images >found || true
    for i in 0 1; do
        check "$system: the ${themes[i]} one is copied" \
            test -f "built/_images/$(basename "$pair")-${themes[i]}.png"
        sed -n "$((i + 1))p" found >one
        same "$system: its width" "width: 600px;" "$(cut -f 2 one)"
        same "$system: its class" "only-${themes[i]}" "$(cut -f 3 one)"
        same "$system: its alt text" "$alt" "$(cut -f 4 one)"
    done
    check "sphinx-build -W: $system, LaTeX" sphinx-build -q -W -b latex . latex
    same "$system: one picture in LaTeX" 1 "$(cat latex/*.tex | grep -c sphinxincludegraphics)"
    check "sphinx-build: $system, EPUB" \
        sphinx-build -q -b epub -d trees -D copyright=x . epub 2>log
    same "$system: one picture in EPUB" "only-light" "$(images <epub/index.xhtml | cut -f 3)"
    clear_folder
}

part_sphinx() {
    needs sphinx-build python3 || return
    build_with_sphinx rst rst ""
}

part_myst() {
    local python
    needs sphinx-build python3 || return
    python=$(sed -n '1s/^#! *//p' "$(command -v sphinx-build)")
    if ! $python -c 'import myst_parser' 2>/dev/null; then
        echo "no myst_parser: MyST was not tried"
        return 1
    fi
    build_with_sphinx myst md '"myst_parser"'
}

part_doxygen() {
    local page
    needs doxygen python3 || return
    draw_awkward
    { echo '# Page {#page}' && echo && snippet doxygen "$light"; } >page.md
    { echo '/** @file' && snippet doxygen "$light" && echo '*/'; } >code.h
    cat >Doxyfile <<CONFIGURATION
INPUT = page.md code.h
IMAGE_PATH = "$folder"
HAVE_DOT = NO
QUIET = YES
CONFIGURATION
    doxygen 2>warnings
    same "doxygen warns of nothing" "" "$(cat warnings)"
    for page in page code_8h; do
        same "doxygen: $page: file and width" "$(basename "$light"):600" \
            "$(images <"html/$page.html" | sed -n '1p' | cut -f 1,2 --output-delimiter=:)"
        same "doxygen: $page: the alt text" "$alt" "$(images <"html/$page.html" | sed -n '1p' | cut -f 4)"
        same "doxygen: $page: no caption" 0 "$(grep -c '"caption"' "html/$page.html")"
        check "doxygen: $page: width for LaTeX" \
            grep -qF "else6in\\fi]{$(basename "$light")}" "latex/$page.tex"
    done
    check "doxygen copies the picture" cmp -s "$light" "html/$(basename "$light")"
    clear_folder
}

# is_near A B: lengths as TeX prints them, "433.62pt"; pHYs is in whole pixels a metre
is_near() {
    awk -v a="${1%pt}" -v b="${2%pt}" 'BEGIN {exit !(a - b < 0.02 && b - a < 0.02)}'
}

# typeset FIGURE WIDTH PPI: its width in pt with the option and without, its resolution in the PDF
typeset() {
    local figure=$1 width=$2 ppi=$3 code
    code=$(snippet latex "$figure")
    cat >x.tex <<DOCUMENT
\\documentclass{article}
\\usepackage{graphicx}
\\usepackage[unicode]{hyperref}
\\newsavebox{\\figurebox}
\\makeatletter\\define@key{Gin}{alt}{\\gdef\\figurealt{#1}}\\makeatother
\\begin{document}
\\linewidth=20in
\\savebox{\\figurebox}{$code}\\typeout{shown: \\the\\wd\\figurebox}\\usebox{\\figurebox}
\\savebox{\\figurebox}{\\includegraphics{${code##*\{}}\\typeout{natural: \\the\\wd\\figurebox}
\\hypersetup{pdftitle={\\figurealt}}
\\end{document}
DOCUMENT
    check "pdflatex: $figure" pdflatex -interaction=nonstopmode -halt-on-error x.tex >log
    check "pdflatex: $figure: $width wide" is_near "$(sed -n 's/^shown: //p' log)" "$width"
    check "pdflatex: $figure: by its own resolution, too" \
        is_near "$(sed -n 's/^natural: //p' log)" "$width"
    same "pdflatex: $figure: its alt text" "$(snippet html "${figure%.*}.png" | images | cut -f 4)" \
        "$(pdfinfo -enc UTF-8 x.pdf | sed -n 's/\xe2\x80\x89/ /g; s/^Title: *//p')"
    [ -z "$ppi" ] || same "pdflatex: $figure: px per inch" "$ppi $ppi" \
        "$(pdfimages -list x.pdf | awk 'NR == 3 {print $13, $14}')"
}

# typeset_width CODE: its width in pt in the text of an article, and what is too wide there
typeset_width() {
    cat >y.tex <<DOCUMENT
\\documentclass{article}
\\usepackage{graphicx,calc}
\\newsavebox{\\figurebox}
\\begin{document}
\\savebox{\\figurebox}{$1}\\typeout{shown: \\the\\wd\\figurebox}

$1
\\end{document}
DOCUMENT
    pdflatex -interaction=nonstopmode -halt-on-error y.tex >log
    sed -n 's/^shown: //p; /^Overfull/p' log
}

part_latex() {
    needs pdflatex pdfimages pdfinfo python3 || return
    draw_awkward
    typeset "$light" 433.62pt 100
    draw one.png figure.dpi=180
    typeset one.png 240.9pt 180
    draw one.png figure.dpi=150 figure.scale=2
    typeset one.png 289.08pt 300
    draw one.pdf figure.dpi=150
    typeset one.pdf 289.08pt ""
    # The option decides where a file says nothing of its own: 600 px at 72 a inch are 8.33 inches.
    draw one.png figure.dpi=72
    snippet latex one.png >code
    draw one.png figure.dpi=150
    same "pdflatex: no wider than the text" 345.0pt "$(typeset_width "$(cat code)")"
    sed -i 's/width=.*,alt/width=8in,alt/' code
    printf '%s\n' '\documentclass{article}\usepackage{graphicx}\begin{document}' "$(cat code)" \
        '\end{document}' >x.tex
    check "pdflatex: another width" pdflatex -interaction=nonstopmode -halt-on-error x.tex >log
    same "pdflatex: another width: px per inch" "75 75" \
        "$(pdfimages -list x.pdf | awk 'NR == 3 {print $13, $14}')"
    clear_folder
}

# show PAGE PICTURE OPTION...: a picture of the page as Chromium shows it
show() {
    local page=$1 picture=$2
    shift 2
    timeout -k 1 60 chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
        --hide-scrollbars --no-first-run --disable-background-networking \
        --user-data-dir="$test_folder/browser" --window-size=600,450 "$@" \
        --screenshot="$PWD/$picture" "file://$PWD/$page" >log 2>&1
}

part_chromium() {
    local system
    needs chromium || return
    draw_awkward
    for system in github html; do
        {
            echo '<!doctype html><meta charset="utf-8"><body style="margin: 0">'
            snippet "$system" "$light"
        } >page.html
        check "chromium: $system" show page.html shown.png
        check "chromium: $system: light on a light page" \
            "$PICTURE_DIFFERENCE" shown.png "$light" 2
        check "chromium: $system, dark" show page.html shown-dark.png \
            --blink-settings=preferredColorScheme=0
        check "chromium: $system: dark on a dark page" \
            "$PICTURE_DIFFERENCE" shown-dark.png "$pair-dark.png" 2
    done
    clear_folder
}

part_asciidoctor() {
    needs asciidoctor python3 || return
    draw_awkward
    { printf '%s\n' '= Title' '' && snippet asciidoc "$light"; } >page.adoc
    asciidoctor -s -o page.html page.adoc 2>warnings
    same "asciidoctor warns of nothing" "" "$(cat warnings)"
    images <page.html >found
    same "asciidoctor: its file" "${light// /%20}" "$(cut -f 1 found)"
    same "asciidoctor: its width" 600 "$(cut -f 2 found)"
    same "asciidoctor: its alt text" "$alt" "$(cut -f 4 found)"
    clear_folder
}

# ---- which parts ----

[ $# -gt 0 ] || set -- text pandoc sphinx myst doxygen latex chromium asciidoctor
for part in "$@"; do
    "part_$part" || true
done
[ $n_checks -gt 0 ] || exit 77
finish
