#!/usr/bin/env bash
# SVG, PDF, transparent PNGs and pairs of themes: their contents, and reading them again.
# GRADFIG names the command, PICTURE_DIFFERENCE the comparison of PNGs.
set -uo pipefail
. "$(dirname "$0")/../shared/lib.sh"

# ---- memory ----

# Under sanitizers: all that gradfig takes for a document it gives back.
for format in svg pdf; do
    run render -o "figure.$format"
    expect 0
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
    run render spec.yaml --format "$format"
    expect 0
    run inspect "spec.$format"
    expect 0
    cp "$out" "$format.recipe"
    check "the recipe of spec.$format" cmp -s png.recipe "$format.recipe"
    run render "spec.$format" -o "again.$format"
    expect 0
    check "$format: the same bytes from its recipe" cmp -s "spec.$format" "again.$format"
    run verify "spec.$format"
    expect 0
    has_line "$out" "spec.$format: same"
    run verify - <"spec.$format"
    expect 2
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
run verify changed.svg
expect 1
has_text "$out" 'changed.svg: differs: from byte'
has_text "$out" 'if nobody has changed the file, it was drawn with other versions of these: '
sed 's/<metadata.*//' figure.svg >broken.svg
run inspect broken.svg
expect 2
has_n_lines "$err" 1
printf '<svg xmlns="http://www.w3.org/2000/svg"></svg>' >foreign.svg
run inspect foreign.svg
expect 2
has_text "$err" 'expected an SVG that gradfig wrote'
if needs rsvg-convert; then
    check "librsvg reads it" rsvg-convert -d 100 -p 100 figure.svg -o svg.png
    run render -o figure.png
    check "librsvg shows the same picture" "$PICTURE_DIFFERENCE" svg.png figure.png 160
fi

# ---- the theme auto ----

run render --set figure.theme=auto -o auto.svg
expect 0
has_text auto.svg '(prefers-color-scheme: dark)'
run verify auto.svg
expect 0
run inspect auto.svg
has_line "$out" '  theme: auto'
run render --set figure.theme=auto --set 'networks.plain.color=#ffffff' \
    --set figure.background=transparent -o clear.svg
expect 0
if needs rsvg-convert; then
    check "librsvg reads it" rsvg-convert -d 100 -p 100 auto.svg -o auto.png
    check "librsvg shows the light theme" cmp auto.png svg.png
fi
for format in png pdf; do
    run render --set figure.theme=auto -o "refused.$format"
    expect 2
    has_text "$err" 'found auto, which only an SVG can follow'
    check "nothing was written" test ! -e "refused.$format"
done
run render --set figure.theme=auto --theme-pair -o refused.svg
expect 2
has_text "$err" 'expected no figure.theme auto beside it'
printf 'vary: {depth: [1, 2]}\nfigure:\n  theme: auto\n' >auto.yaml
run batch auto.yaml -o refused --dry-run
expect 2
has_text "$err" 'auto.yaml:3:10: figure.theme: expected light or dark, found auto'
has_n_lines "$err" 1
run batch auto.yaml -o refused --format svg --theme-pair
expect 2
printf 'vary: {figure.theme: [light, auto]}\n' >varied.yaml
run batch varied.yaml -o refused
expect 2
check "no folder was made" test ! -e refused
run batch auto.yaml -o followed --format svg
expect 0
run report --set figure.theme=auto -o page.md
expect 0
has_text page.md '(page.svg)'
check "the figure beside the report" cmp page.svg auto.svg

# ---- PDF ----

run render -o figure.pdf
run inspect <(head -c 2000 figure.pdf)
expect 2
if needs pdfinfo; then
    pdfinfo figure.pdf >info
    has_text info 'Title:           Ten plain layers keep'
    has_text info 'Signals: plain heads for 0.5'
    has_text info 'Page size:       1080 x 720 pts'
    run render --set figure.dpi=300 -o small.pdf
    pdfinfo small.pdf >info
    has_text info 'Page size:       360 x 240 pts'
    pdftotext figure.pdf text
    has_text text 'ten residual blocks multiply it by 6.2'
    has_text text '×0.8 per layer'
    has_text text '×1.2 per layer'
    run render --set networks.residual.slope=1 -o whole.pdf
    pdftotext whole.pdf text
    has_text text '= 1024'
    run render --set figure.language=zh -o zh.pdf
    pdftotext zh.pdf text
    has_text text '传统网络的梯度降至 11'
    has_text text '每层 ×1.2'
    for label in 'ResNet的梯度与10层VGG、x軸' 'カタカナABCひらがな漢字' '한글Latin글자와10층' '第é章é节Ωを' 'Ω的α与10⁻⁷层'; do
        run render --set "labels.title=$label" --set "networks.plain.label=$label" -o typed.pdf
        expect 0
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

run render --theme-pair -o pair.png
expect 0
check "two files" test -f pair-light.png -a -f pair-dark.png -a ! -f pair.png
run inspect pair-dark.png
has_line "$out" '  theme: dark'
run render -o light.png
check "the light one is the figure" cmp -s pair-light.png light.png
run render --theme-pair -o -
expect 2

run render --set figure.background=transparent -o clear.png
expect 0
run verify clear.png
expect 0
run render clear.png --set figure.background=opaque -o opaque.png
check "opaque again, it is the figure" cmp -s opaque.png light.png

run render --format jpg
expect 2
has_text "$err" 'expected png, svg or pdf'

finish
