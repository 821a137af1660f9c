#!/usr/bin/env bash
# SVG, PDF, transparent PNGs and pairs of themes: their contents, and reading them again.
# GRADFIG names the command, PICTURE_DIFFERENCE the comparison of PNGs.
set -uo pipefail
. "$(dirname "$0")/../shared/lib.sh"

# ---- memory ----

# Under sanitizers: all that gradfig takes for a document it gives back.
for format in svg pdf; do
    succeeds render -o "figure.$format"
    rm "figure.$format"
done
# Cairo 1.16 does not for the Chinese font of which it cuts a part into a PDF.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

# ---- recipes go through every format ----

cat >spec.yaml <<'YAML'
depth: 12
networks:
  plain: {slope: -0.8, intercept: 0.1, label: "<b> & \"co\" (1)\\ 传统"}
figure: {width: 900, height: 600, language: zh}
YAML
for format in png svg pdf; do
    succeeds render spec.yaml --format "$format"
    succeeds inspect "spec.$format"
    cp "$out" "$format.recipe"
    check "the recipe of spec.$format" cmp -s png.recipe "$format.recipe"
    succeeds render "spec.$format" -o "again.$format"
    check "$format: the same bytes from its recipe" cmp -s "spec.$format" "again.$format"
    succeeds verify "spec.$format"
    has_line "$out" "spec.$format: same"
    fails 2 verify - <"spec.$format"
done

run render --set depth=1000000 -o deep.svg
run render --set depth=200 -o shallow.svg
check "depth adds no bytes, but for longer numbers" \
    test "$(stat -c %s deep.svg)" -le "$(($(stat -c %s shallow.svg) * 21 / 20))"

# ---- SVG ----

run render -o figure.svg
has_text figure.svg 'role="img"'
has_text figure.svg '<title id='
has_text figure.svg 'plain 0.107 (slightly decaying)'
has_text figure.svg 'width="15in" height="10in" viewBox="0 0 1500 1000"'
check "ids are made from what they name" test -z "$(grep -o ' id="[^g]' figure.svg)"
check "every id is there once" test -z "$(grep -o ' id="[^"]*"' figure.svg | sort | uniq -d)"
run render --set figure.dpi=300 -o small.svg
has_text small.svg 'width="5in" height="3.33333in"'
run render --set 'labels.title=Ten layers, one title' -o titled.svg
run render --set 'labels.title=Ten layers, two titles' -o retitled.svg
check "another title changes few lines" test "$(diff titled.svg retitled.svg | grep -c '^[<>]')" -le 60
sed 's/slope: 0.8/slope: 0.7/' figure.svg >changed.svg
fails 1 verify changed.svg
has_text "$out" 'changed.svg: differs: from byte'
has_text "$out" 'if nobody has changed the file, it was drawn with other versions of these: '
sed 's/<metadata.*//' figure.svg >broken.svg
fails 2 inspect broken.svg
has_n_lines "$err" 1
printf '<svg xmlns="http://www.w3.org/2000/svg"></svg>' >foreign.svg
fails 2 inspect foreign.svg
has_text "$err" 'expected an SVG that gradfig wrote'
if needs rsvg-convert; then
    check "librsvg reads it" rsvg-convert -d 100 -p 100 figure.svg -o svg.png
    run render -o figure.png
    check "librsvg shows the same picture" "$PICTURE_DIFFERENCE" svg.png figure.png 160
fi

# ---- the theme auto ----

succeeds render --set figure.theme=auto -o auto.svg
has_text auto.svg '(prefers-color-scheme: dark)'
succeeds verify auto.svg
run inspect auto.svg
has_line "$out" '  theme: auto'
succeeds render --set figure.theme=auto --set 'networks.plain.color=#ffffff' \
    --set figure.background=transparent -o clear.svg
if needs rsvg-convert; then
    check "librsvg reads it" rsvg-convert -d 100 -p 100 auto.svg -o auto.png
    check "librsvg shows the light theme" cmp auto.png svg.png
fi
for format in png pdf; do
    fails 2 render --set figure.theme=auto -o "refused.$format"
    has_text "$err" 'found auto, which only an SVG can follow'
    check "nothing was written" test ! -e "refused.$format"
done
fails 2 render --set figure.theme=auto --theme-pair -o refused.svg
has_text "$err" 'expected no figure.theme auto beside it'
printf 'vary: {depth: [1, 2]}\nfigure:\n  theme: auto\n' >auto.yaml
fails 2 batch auto.yaml -o refused --dry-run
has_text "$err" 'auto.yaml:3:10: figure.theme: expected light or dark, found auto'
has_n_lines "$err" 1
fails 2 batch auto.yaml -o refused --format svg --theme-pair
printf 'vary: {figure.theme: [light, auto]}\n' >varied.yaml
fails 2 batch varied.yaml -o refused
check "no folder was made" test ! -e refused
succeeds batch auto.yaml -o followed --format svg
succeeds report --set figure.theme=auto -o page.md
has_text page.md '(page.svg)'
check "the figure beside the report" cmp page.svg auto.svg

# ---- PDF ----

run render -o figure.pdf
fails 2 inspect <(head -c 2000 figure.pdf)
if needs pdfinfo; then
    pdfinfo figure.pdf >info
    has_text info 'Title:           Ten plain layers keep'
    has_text info 'Signals: plain heads for 0.5'
    has_text info 'Page size:       1080 x 720 pts'
    run render --set figure.dpi=300 -o small.pdf
    pdfinfo small.pdf >info
    has_text info 'Page size:       360 x 240 pts'
    pdftotext figure.pdf text
    has_text text 'ten residual blocks (×1.2) multiply it by 6.2'
    has_text text '×0.8 per layer'
    has_text text '×1.2 per layer'
    run render --set networks.residual.slope=1 -o whole.pdf
    pdftotext whole.pdf text
    has_text text '= 1024'
    run render --set figure.language=zh -o zh.pdf
    pdftotext zh.pdf text
    has_text text '传统网络（斜率 0.8）的梯度降至 11'
    has_text text '每层 ×1.2'
    for label in 'ResNet的梯度与10层VGG、x軸' 'カタカナABCひらがな漢字' '한글Latin글자와10층' '第é章é节Ωを' 'Ω的α与10⁻⁷层'; do
        succeeds render --set "labels.title=$label" --set "networks.plain.label=$label" -o typed.pdf
        pdftotext -layout typed.pdf text
        has_text text "$label"
    done
fi
check "no page is a transparency group" test -z "$(grep -a '/Transparency' figure.pdf)"
if needs qpdf; then
    check "qpdf finds no damage" qpdf --check figure.pdf
fi
if needs pdflatex; then
    printf '%s\n' '\documentclass{article}\usepackage{graphicx}\begin{document}' \
        '\includegraphics[width=5cm]{figure}\includegraphics[width=5cm]{small}\end{document}' \
        >two.tex
    check "LaTeX sets two of them" pdflatex -interaction=nonstopmode two.tex >two.log
    check "LaTeX does not warn" test -z "$(grep -i 'warning.*pdf\|page group' two.log)"
fi

# ---- pairs and backgrounds ----

succeeds render --theme-pair -o pair.png
check "two files" test -f pair-light.png -a -f pair-dark.png -a ! -f pair.png
run inspect pair-dark.png
has_line "$out" '  theme: dark'
run render -o light.png
check "the light one is the figure" cmp -s pair-light.png light.png
fails 2 render --theme-pair -o -

succeeds render --set figure.background=transparent -o clear.png
succeeds verify clear.png
run render clear.png --set figure.background=opaque -o opaque.png
check "opaque again, it is the figure" cmp -s opaque.png light.png

fails 2 render --format jpg
has_text "$err" 'expected png, svg or pdf'

finish
