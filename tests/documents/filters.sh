#!/usr/bin/env bash
# Tests of "gradfig filter pandoc": the JSON that it writes, and what pandoc makes of it.
# usage: filters.sh [PART]..., PART being json or a tool's name; without one, all of them.
# GRADFIG names the command. Exit status 77 where a tool is missing.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$here/../shared/lib.sh"

pandoc_filter=$(dirname "$GRADFIG")/gradfig-pandoc
export PYTHONDONTWRITEBYTECODE=1
small='figure: {panels: [gradient], width: 600, height: 450, dpi: 120}'

# ---- JSON ----

# document BLOCK...: pandoc's JSON
document() {
    local IFS=,
    printf '{"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[%s]}' "$*"
}

# block ID CLASSES ATTRIBUTES TEXT: a code block, with lists as in JSON
block() {
    printf '{"t":"CodeBlock","c":[["%s",[%s],[%s]],"%s"]}' "$@"
}

# figure_block ATTRIBUTES [TEXT]: a block of a small figure
figure_block() {
    block "" '"gradfig"' "$1" "$small\\n${2:-}"
}

# filter TARGET BLOCK...: a run of the filter; "" is no target
filter() {
    local target=("$1")
    [ -n "$1" ] || target=()
    shift
    document "$@" >document.json
    ran="gradfig filter pandoc ${target[*]}"
    status=0
    "$GRADFIG" filter pandoc "${target[@]}" <document.json >"$out" 2>"$err" || status=$?
    rm document.json
}

# filters_to TARGET BLOCK TEXT: the filter replaces the block by what contains the text
filters_to() {
    filter "$1" "$2"
    expect 0
    is_empty "$err"
    has_n_lines "$out" 1
    has_text "$out" "$3"
}

alt='{"t":"Str","c":"My"},{"t":"Space"},{"t":"Str","c":"words"}'
words='["alt","My words"]'

json_of_images() {
    filters_to "" "$(figure_block "$words")" \
        '"blocks":[{"t":"Para","c":[{"t":"Image","c":[["",[],[]],['"$alt"'],["gradfig/'
    check "one figure" test "$(find gradfig -regex 'gradfig/[0-9a-f]*\.png' | wc -l)" = 1
    filters_to docx "$(block a '"x","gradfig","y"' "$words,[\"file\",\"img/b.c/é (1).png\"],[\"data-k\",\"v\"]" "$small")" \
        '[["a",["x","y"],[["data-k","v"],["width","5in"],["height","3.75in"]]],['"$alt"'],["img/b.c/é%20%281%29.png",""]]'
    check "the file of the block" cmp -s gradfig/*.png "img/b.c/é (1).png"
    filters_to html "$(figure_block '["file","c"]')" '"Space"},{"t":"Str","c":"residual"}'
    has_text "$out" '["",[],[["width","600px"],["style","max-width: 100%; height: auto"]]]'
    has_text "$out" '["c.svg",""]'
    filters_to html "$(figure_block '["file","c.png"],["width","50%"]')" '["",[],[["width","50%"]]]'
    filters_to html "$(figure_block '["alt",""],["file","c.png"],["height","3in"]')" '[["height","3in"]]],[],["c.png",""]'
    filters_to odt "$(block "" '"gradfig"' '["file","wide"]' 'figure: {width: 1300, height: 500}')" \
        '["width","6.5in"],["height","2.5in"]'
    filters_to html "$(block "" '"gradfig"' '["file","article"],["alt",""]' ' \n')" '["article.svg",""]'
    "$GRADFIG" render -o article.svg
    cp article.svg article.copy
    filters_to html "$(block "" '"gradfig"' '["file","article"]' '')" '["article.svg",""]'
    filters_to html "$(block "" '"gradfig"' '["file","article"]' '# depth: 3\r\n \t# no more')" '["article.svg",""]'
    check "a blank block is the article's figure" cmp -s article.svg article.copy
    filter html "$(block "" '"gradfig"' '["file","article"]' '# depth\u0000: 3')"
    expect 2
    clear_folder
}

# With a caption it is a figure: an element of its own since pandoc 3.
json_of_captions() {
    local image='"style","max-width: 100%; height: auto"]' caption='[{"t":"Str","c":"My"},{"t":"Space"},{"t":"Str","c":"<i>"}]'
    local attributes='["caption","My <i>"],["alt","x"],["file","a"]'
    filters_to html "$(block fig:a '"gradfig","y"' "$attributes" "$small")" \
        '{"t":"Para","c":[{"t":"Image","c":[["fig:a",["y"],[["width","600px"],['"$image"',["alt","x"]]],'"$caption"',["a.svg","fig:"]]}]}]}'
    filters_to html "$(block fig:a '"gradfig"' "$attributes,[\"pair\",\"true\"]" "$small")" \
        '[{"t":"RawBlock","c":["html","<figure>"]},{"t":"Plain","c":[{"t":"RawInline","c":["html","<picture>'
    has_text "$out" '"</picture>"]}]},{"t":"RawBlock","c":["html","<figcaption>"]},{"t":"Plain","c":'"$caption"'},'
    document "$(block fig:a '"gradfig","y"' "$attributes" "$small")" | sed 's/\[1,22,2,1]/[1,23]/' >document.json
    succeeds filter pandoc html <document.json
    has_text "$out" '{"t":"Figure","c":[["fig:a",[],[]],[null,[{"t":"Plain","c":'"$caption"'}]],[{"t":"Plain","c":[{"t":"Image","c":[["",["y"],[["width","600px"],['"$image"']],[{"t":"Str","c":"x"}],["a.svg",""]]}]}]]}]}'
    filters_to html "$(block "" '"gradfig"' '["caption",""],["alt",""],["file","a"]' "$small")" ',[],["a.svg",""]]}]}]}'
    clear_folder
}

json_of_targets() {
    local target written
    while read -r target written; do
        filters_to "$target" "$(figure_block '["alt",""],["file","a.svg"]')" "$written"
    done <<'TARGETS'
html+smart [["width","600px"],["style","max-width: 100%; height: auto"]]],[],["a.svg",""]
revealjs ["a.svg",""]
gfm ["",[],[]],[],["a.svg",""]
latex ["",[],[]],[],["a.pdf",""]
beamer-smart ["a.pdf",""]
context [["width","5in"],["height","3.75in"]]],[],["a.pdf",""]
docx [["width","5in"],["height","3.75in"]]],[],["a.png",""]
epub3 [["width","600px"],["style","max-width: 100%; height: auto"]]],[],["a.png",""]
man ["",[],[]],[],["a.png",""]
x ["a.png",""]
TARGETS
    folder_holds "a.pdf a.png a.svg"
    clear_folder
}

json_of_themes() {
    local pair='["pair","true"],["alt",""],["file","a.png"]'
    filters_to html "$(figure_block "$pair")" \
        '{"t":"RawInline","c":["html","<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"a-dark.png\">"]},{"t":"Image","c":[["",[],'
    has_text "$out" '["a-light.png",""]]},{"t":"RawInline","c":["html","</picture>"]}]}]'
    folder_holds "a-dark.png a-light.png"
    check "the dark one" grep -q 'theme: dark' <("$GRADFIG" inspect a-dark.png)
    filters_to latex "$(figure_block "$pair")" '[],["a-light.pdf",""]'
    check "no dark one on paper" test ! -e a-dark.pdf
    filters_to html "$(figure_block '["file","a"],["pair","false"]')" '"a.svg"'
    filters_to html "$(block "" '"gradfig"' '["file","b"]' 'figure: {theme: auto}')" '["b.svg",""]'
    has_text b.svg 'prefers-color-scheme: dark'
    filters_to docx "$(block "" '"gradfig"' '["file","b"]' 'figure: {theme: auto}')" '["b.png",""]'
    check "light on paper" grep -q 'theme: light' <("$GRADFIG" inspect b.png)
    clear_folder
}

# What is no block of ours stays, byte by byte.
json_of_other_blocks() {
    local other
    other='{"t":"Table","c":[0.25,[],null,{"t":"CodeBlock","c":[["",["python"],[]],"depth: 3"]},{"t":"Str","c":"\u0000é\"\\"}]}'
    other+=',{"t":"CodeBlock"},{"t":"CodeBlock","c":["gradfig","x"]},{"t":"CodeBlock","c":[["",["gradfig"],[["a"]]],""]}'
    other+=',{"t":"Code","c":[["",["gradfig"],[]],"x"]},{"t":"Para","c":[]}'
    filter html "$other"
    expect 0
    check "it stays" test "$(cat "$out")" = "$(document "$other")"
    folder_holds ""
    filters_to man '{"t":"BlockQuote","c":[{"t":"BulletList","c":[['"$(figure_block '["alt",""],["file","a"]')"']]}]}' \
        '{"t":"BlockQuote","c":[{"t":"BulletList","c":[[{"t":"Para","c":[{"t":"Image","c":[["",[],[]],[],["a.png",""]]}]}]]}]}'
    document "$(figure_block '["file","a"]')" >document.json
    "$pandoc_filter" man <document.json >by_name.json
    "$GRADFIG" filter pandoc man <document.json >by_words.json
    check "gradfig-pandoc is the same filter" cmp -s by_name.json by_words.json
    clear_folder
}

# Drawn once, and again for another recipe; never over another file.
json_of_kept_files() {
    local figure
    figure=$(figure_block '["file","a"]')
    filters_to html "$figure" a.svg
    touch -d 2001-01-01 a.svg
    filters_to html "$figure" a.svg
    check "not drawn again" test "$(date -r a.svg +%Y)" = 2001
    filters_to html "$(figure_block '["file","a"]' 'depth: 3')" a.svg
    check "drawn again for another recipe" test "$(date -r a.svg +%Y)" != 2001
    echo 'a photograph' >a.svg
    filter html "$figure"
    expect 2
    is_empty "$out"
    has_text "$err" 'a.svg: '
    check "another file stays" grep -q photograph a.svg
    filter html "$(figure_block '["file","b"],["pair","true"]')" "$(block fig:a '"gradfig"' '["file","a"]' '')"
    expect 2
    has_text "$err" 'gradfig: block 2 (#fig:a): a.svg: '
    folder_holds "a.svg"
    clear_folder
    echo 'depth: 3' >base.yaml
    filters_to html "$(block "" '"gradfig"' '["file","a"]' "base: base.yaml\\n$small")" a.svg
    check "the base" grep -q 'depth: 3' a.svg
    document "$(block "" '"gradfig"' '["file","a"]' 'base: base.yaml')" >document.json
    succeeds filter pandoc html --depfile page.html.d <document.json
    check "what was read" test "$(cat page.html.d)" = $'page.html: \\\n  base.yaml \\\n  a.svg\nbase.yaml:\na.svg:'
    fails 2 filter pandoc html --depfile page.html <document.json
    is_empty "$out"
    has_text "$err" '--depfile: expected a file name that ends in .d after the name of its target'
    clear_folder
    filters_to html "$figure,$(figure_block '["file","./a.svg"]')" '"./a.svg"'
    folder_holds "a.svg"
    clear_folder
}

# What a figure has no room for is said once, and by the name of its block.
json_of_left_out() {
    local network='plain: {slope: 0.8, label: a plain convolutional network of many layers}'
    local spec="figure: {width: 400, height: 300}\\nnetworks: {$network}"
    filter html "$(figure_block '["file","a"]')" \
        "$(block fig:b '"gradfig"' '["pair","true"],["file","b"]' "$spec")" "$(figure_block '["file","a"]')"
    expect 0
    check "two lines" test "$(wc -l <"$err")" = 2
    has_text "$err" 'gradfig: warning: block 2 (#fig:b): There is no room for all of "a plain convolutional network'
    has_text "$err" 'gradfig: warning: block 2 (#fig:b): The panels are too small for their '
    folder_holds "a.svg b-dark.svg b-light.svg"
    clear_folder
}

# An attribute that is misspelled is not lost in silence.
json_of_unknown_attributes() {
    local known='those of gradfig are file, pair, alt, caption, width, height and style'
    filter html "$(figure_block '["file","a"],["loading","lazy"],["data-x","y"],["fig-align","left"],["lightbox","true"],["group","g"],["decoding","async"],["fetchpriority","low"],["srcset","a 2x"],["sizes","9px"],["aria-label","z"],["wdith","9"],["x","y"]')" \
        "$(block fig:b '"gradfig"' '["file","a"],["htlm","3"]' "$small")"
    expect 0
    has_n_lines "$err" 3
    has_line "$err" "gradfig: warning: block 1: wdith: unknown attribute, kept for the image; the nearest one is width; $known"
    has_line "$err" "gradfig: warning: block 1: x: unknown attribute, kept for the image; $known"
    has_line "$err" "gradfig: warning: block 2 (#fig:b): htlm: unknown attribute, kept for the image; $known"
    has_text "$out" '["wdith","9"]'
    clear_folder
}

# A name is of a batch.
json_of_batch_keys() {
    filter html "$(figure_block '["file","a"]' 'name: x')"
    expect 0
    has_n_lines "$err" 1
    has_line "$err" 'gradfig: warning: block 1:2:1: name: counts in gradfig batch only; this is one figure'
    clear_folder
}

# refuses LINE BLOCK...: with this line alone on standard error
refuses() {
    local line=$1
    shift
    filter html "$@"
    expect_refused 2 1
    has_line "$err" "gradfig: $line"
}

json_of_mistakes() {
    local good bad
    good=$(figure_block '["file","a"]')
    refuses 'block 2:2:8: depth: expected a whole number from 0 to 10000000, found "-3"' \
        "$good" "$(figure_block "" 'depth: -3')"
    refuses 'block 1 (#fig:a):1:1: dept: unknown key; the nearest one is depth' \
        "$(block fig:a '"gradfig"' "" 'dept: 3')"
    refuses 'block 1: pair: expected true or false, found "yes"' "$(figure_block '["pair","yes"]')"
    refuses 'block 1: file: expected a name that ends in .png, .svg or .pdf, or has no ending, found "a.gif"' \
        "$(figure_block '["file","a.gif"]')"
    refuses 'block 1:2:1: vary: expected the spec of one figure, found vary; gradfig batch draws the variants of a spec file' \
        "$(figure_block "" 'vary: {depth: [1, 2]}')"
    for bad in '' a/ 'a\nb'; do
        filter html "$(figure_block "[\"file\",\"$bad\"]")"
        expect_refused 2 1
        has_text "$err" 'gradfig: block 1: file: expected the name of a file, found "'
    done
    refuses 'block 2: file: expected a file of its own, found "./a.svg", in which block 1 has another figure' \
        "$good" "$(figure_block '["file","./a"]' 'depth: 3')"
    refuses 'block 2: file: expected a file of its own, found "a-dark.svg", in which block 1 has another figure' \
        "$(figure_block '["file","a"],["pair","true"]')" "$(figure_block '["file","a-dark"]')"
    mkdir img
    ln -s img link
    for bad in link/a ./img/a link/new/../a; do
        filter html "$(figure_block '["file","img/a"]')" "$(figure_block "[\"file\",\"$bad\"]" 'depth: 3')"
        expect 2
        has_line "$err" "gradfig: block 2: file: expected a file of its own, found \"$bad.svg\", in which block 1 has another figure"
    done
    rm -r img link
    refuses 'block 1: pair: expected no figure.theme auto beside it, which is both themes in one SVG' \
        "$(block "" '"gradfig"' '["pair","true"]' 'figure: {theme: auto}')"
    filter html "$(figure_block "" 'depth: -3\nx: 1')" "$good" "$(figure_block '["pair",""]' 'depth: -4')"
    expect_refused 2 4
    # shellcheck disable=SC2046
    filter html $(for _ in {1..30}; do figure_block "" 'depth:\u00a0-3' && echo; done)
    expect_refused 2 20

    while IFS=$'\t' read -r json line; do
        ran="gradfig filter pandoc with $json"
        status=0
        printf '%s' "$json" | "$GRADFIG" filter pandoc html >"$out" 2>"$err" || status=$?
        expect_refused 2 1
        has_text "$err" "gradfig: standard input$line"
    done <<'JSON'
	:1:1: expected a document in pandoc's JSON: 
{"blocks":[],	:1:
[]	: expected a document in pandoc's JSON, with "pandoc-api-version" and "blocks"
{"blocks":[]}	: expected a document in pandoc's JSON, with
{"pandoc-api-version":[1],"blocks":3}	: expected a document in pandoc's JSON, with
3	:1:
JSON
    run filter
    expect_refused 2 1
    run filter html </dev/null
    expect_refused 2 1
    has_line "$err" 'gradfig: filter: expected pandoc, found "html"'
    run filter pandoc html x
    expect_refused 2 1
}

part_json() {
    json_of_images
    json_of_unknown_attributes
    json_of_batch_keys
    json_of_captions
    json_of_targets
    json_of_themes
    json_of_other_blocks
    json_of_kept_files
    json_of_left_out
    json_of_mistakes
}

# ---- pandoc ----

write_page() {
    cat >page.md <<PAGE
# Title

Text.

\`\`\`{.gradfig #fig:a .wide file="img/a (1)" pair=true}
$small
\`\`\`

- Item

  \`\`\`{.gradfig alt="My own <words>" width=50%}
  $small
  depth: 20
  \`\`\`
PAGE
}

# convert TO [OPTION]...: the page, without HOME and what else the environment has
convert() {
    local to=$1
    shift
    env -i PATH="$PATH" pandoc --filter "$pandoc_filter" "$@" page.md -o "$to"
}

# unpack FILE: into the folder unpacked
unpack() {
    rm -rf unpacked
    python3 -m zipfile -e "$1" unpacked
}

pandoc_to_html() {
    convert page.html --wrap=none
    has_text page.html '<p><picture><source media="(prefers-color-scheme: dark)" srcset="img/a%20%281%29-dark.svg"><img src="img/a%20%281%29-light.svg" id="fig:a" class="wide"'
    has_text page.html 'style="max-width: 100%; height: auto" width="600" alt="'
    check "an alt text" grep -q 'width="600" alt="[^"]*residual' page.html
    has_text page.html '" style="width:50.0%" alt="My own &lt;words&gt;" /></p>'
    has_n_files 'gradfig/*.svg' 1
    has_n_files 'img/a (1)-*.svg' 2
    touch -d 2001-01-01 gradfig/*.svg
    convert again.html --wrap=none
    check "the same page" cmp -s page.html again.html
    check "nothing is drawn again" test "$(date -r gradfig/*.svg +%Y)" = 2001
}

# has_n_files PATTERN N
has_n_files() {
    local files
    files=$(compgen -G "$1" | wc -l)
    check "$2 of $1, found $files" test "$files" -eq "$2"
}

# 600 px of 120 to the inch are 5 inches, of 914400 units each.
pandoc_to_office() {
    convert page.docx
    unpack page.docx
    check "docx: the picture" cmp -s unpacked/word/media/rId20.png "img/a (1)-light.png"
    has_text unpacked/word/document.xml '<wp:extent cx="4572000" cy="3429000" />'
    has_text unpacked/word/document.xml 'descr="My own &lt;words&gt;"'
    convert page.odt
    unpack page.odt
    has_text unpacked/content.xml 'svg:width="5in" svg:height="3.75in"'
    convert page.pptx
    unpack page.pptx
    check "pptx: the picture" cmp -s unpacked/ppt/media/image1.png "img/a (1)-light.png"
}

pandoc_to_epub() {
    convert page.epub --metadata title=Title
    unpack page.epub
    check "epub: the picture" cmp -s unpacked/EPUB/media/file0.png "img/a (1)-light.png"
    check "epub: its size" grep -qF 'style="max-width: 100%; height: auto" width="600"' -r unpacked/EPUB/text
}

pandoc_with_captions() {
    printf '%s\n' '```{.gradfig #fig:a caption="5% & more" alt="The alt text"}' "$small" '```' \
        '```{.gradfig #fig:b caption="A pair" pair=true}' "$small" '```' >page.md
    convert page.tex
    has_text page.tex '\caption{5\% \& more}\label{fig:a}'
    has_text page.tex '\caption{A pair}\label{fig:b}'
    convert page.html --wrap=none
    has_text page.html '<figcaption>5% &amp; more</figcaption>'
    has_text page.html 'alt="The alt text"'
    has_text page.html 'id="fig:b"'
    check "two figures" test "$(grep -c '</figcaption>' page.html)" = 2
    check "no data-caption" test "$(grep -c data-caption page.html)" = 0
    convert page.docx
    unpack page.docx
    has_text unpacked/word/document.xml '5% &amp; more</w:t>'
}

pandoc_of_mistakes() {
    local status=0
    echo '```{.gradfig #x}' >page.md
    printf 'depth: 3\n\ninput: x\n```\n' >>page.md
    convert bad.html 2>"$err" || status=$?
    check "pandoc fails" test "$status" -ne 0
    has_line "$err" 'gradfig: block 1 (#x):3:8: input: expected a number, found "x"'
    check "and writes nothing" test ! -e bad.html
}

part_pandoc() {
    needs pandoc python3 || return
    write_page
    ran=pandoc
    pandoc_to_html
    pandoc_to_office
    pandoc_to_epub
    pandoc_with_captions
    pandoc_of_mistakes
    clear_folder
}

# What pandoc's template says of pictures; its other packages are not in every TeX.
write_template() {
    printf '%s\n' '\documentclass{article}' '\usepackage{graphicx,hyperref}' \
        '\setlength{\parindent}{0pt}' '\makeatletter'
    pandoc -D latex | sed -n '/^\\def\\maxwidth/,/^\\setkeys{Gin}/p'
    printf '%s\n' '\begin{document}' "\$body\$" '\end{document}'
}

part_latex() {
    needs pandoc pdflatex pdftotext pdfimages || return
    write_page
    write_template >page.template
    ran="pandoc to PDF"
    convert page.tex --standalone --template page.template
    has_text page.tex '\includegraphics{img/a (1)-light.pdf}'
    check "pdflatex" pdflatex -interaction=batchmode page.tex >"$out"
    check "no wider than the line" test "$(grep -c Overfull page.log)" = 0
    pdftotext -layout page.pdf page.txt
    has_text page.txt 'straight lines on a log scale'
    check "vectors, not pixels" test "$(pdfimages -list page.pdf | wc -l)" = 2
    clear_folder
}

# ---- Sphinx ----

write_book() {
    mkdir -p book/part
    cat >book/conf.py <<CONFIGURATION
import sys
sys.path.insert(0, "$here/../../src/documents")
extensions = ["gradfig_sphinx"]
gradfig_command = "$GRADFIG"
latex_documents = [("index", "book.tex", "Book", "Author", "howto")]
CONFIGURATION
    cat >book/index.rst <<PAGE
Book
====

.. gradfig::
   :pair:
   :file: /img/a [1]

   $small

- Item

  .. gradfig::
     :alt: My own <words>
     :width: 50%

     $small
     depth: 20

.. toctree::

   part/page
PAGE
    cat >book/part/page.rst <<PAGE
Page
====

.. gradfig::
   :file: b.png

   base: base.yaml
PAGE
    echo "$small" >book/part/base.yaml
}

# sphinx BUILDER [OPTION]...: a build in which a warning is an error
sphinx() {
    local builder=$1
    shift
    ran="sphinx-build -b $builder $*"
    check "$ran" sphinx-build -W -b "$builder" "$@" book "built/$builder" >"$out" 2>"$err"
}

# A figure that others refer to by its number
sphinx_with_captions() {
    echo 'numfig = True' >>book/conf.py
    printf '%s\n' '' '.. gradfig::' '   :name: deep' '   :caption: My *own* caption' '   :align: right' \
        '   :file: b.png' '' '   base: base.yaml' '' ':numref:`deep`' >>book/part/page.rst
    sphinx html
    has_text built/html/part/page.html 'id="deep"'
    has_text built/html/part/page.html 'My <em>own</em> caption'
    has_text built/html/part/page.html 'href="#deep"><span class="std std-numref">Fig. 1</span>'
    sphinx latex
    has_text built/latex/book.tex '\caption{My \sphinxstyleemphasis{own} caption}\label{'
    check "one picture in the figure" test "$(sed -n '/begin{wrapfigure}/,/end{wrapfigure}/p' built/latex/book.tex |
        grep -c includegraphics)" = 1
}

sphinx_to_html() {
    sphinx html -j 2
    has_text built/html/index.html 'src="_images/a%20%5B1%5D-light.svg" width="600px"'
    has_text built/html/index.html 'src="_images/a%20%5B1%5D-dark.svg" width="600px"'
    has_text built/html/index.html '<img alt="My own &lt;words&gt;" src="_images/'
    has_text built/html/index.html 'width="50%" />'
    has_text built/html/part/page.html 'src="../_images/b.png" style="width: 600px;"'
    check "the picture" cmp -s built/html/_images/b.png book/part/b.png
    check "no picture for paper" test -z "$(find built/html -name '*.pdf')"
}

sphinx_to_latex() {
    sphinx latex
    has_text built/latex/book.tex '\sphinxincludegraphics{{a [1]-light}.pdf}'
    has_text built/latex/book.tex '\sphinxincludegraphics[width=0.500\linewidth]{{'
    has_text built/latex/book.tex '\sphinxincludegraphics{{b}.pdf}'
    check "the picture for paper" cmp -s built/latex/b.pdf book/part/b.pdf
}

# Only what changed is read again, and only what is missing is drawn.
sphinx_keeps() {
    find book -name '*.svg' -exec touch -d 2001-01-01 {} +
    echo >>book/index.rst
    rm book/part/b.png
    sphinx html
    has_text "$out" '2 changed'
    check "nothing is drawn again" test "$(find book -name '*.svg' -newermt 2002-01-01 | wc -l)" = 0
    check "what is missing is drawn" test -s book/part/b.png
    echo 'depth: 20' >>book/part/base.yaml
    sphinx html
    has_text "$out" '1 changed'
    check "another base, another figure" grep -q 'depth: 20' <("$GRADFIG" inspect book/part/b.png)
}

sphinx_of_mistakes() {
    local status=0 found name
    printf '%s\n' '' '.. gradfig::' '   :width: 50%' '' '   depth: 3' '   dept: 3' \
        '' '.. gradfig::' '   :file: a.gif' '' '.. gradfig:: img/deep.png' '   :pair:' '' '   depth: 3' \
        '' '.. gradfig:: img/x' '' '.. gradfig:: my pictures/x' '' '   depth: 3' '' '.. gradfig:: depth 3' \
        '' '.. gradfig:: depth: 3' >>book/part/page.rst
    ran="sphinx-build with mistakes"
    sphinx-build -W --keep-going -b html book built/html >"$out" 2>"$err" || status=$?
    check "it fails" test "$status" -ne 0
    has_text "$err" 'part/page.rst:23: ERROR: dept: unknown key; the nearest one is depth'
    has_text "$err" 'part/page.rst:25: ERROR: file: expected a name that ends in .png, .svg or .pdf'
    for found in '28 img/deep.png' '33 img/x' '35 my pictures/x' '39 depth 3'; do
        name=${found#* }
        has_text "$err" "part/page.rst:${found%% *}: ERROR: expected a spec, found $name; the name of the picture goes into :file: $name"
    done
    has_n_lines "$err" 6
    ran="sphinx-build without the command"
    sphinx-build -q -b text -D gradfig_command=/none book built/none >"$out" 2>"$err"
    has_text "$err" 'index.rst:4: ERROR: /none: No such file or directory'
}

part_sphinx() {
    needs sphinx-build python3 || return
    write_book
    sphinx_to_html
    sphinx_to_latex
    sphinx_keeps
    sphinx_with_captions
    sphinx_of_mistakes
    clear_folder
}

# ---- which parts ----

[ $# -gt 0 ] || set -- json pandoc latex sphinx
for part in "$@"; do
    "part_$part" || true
done
[ $n_checks -gt 0 ] || exit 77
finish
