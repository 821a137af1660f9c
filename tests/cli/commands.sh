#!/usr/bin/env bash
# Runs every command a few times, for the sanitizers. Other tests check the results.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

figures=$1
small=(--set figure.width=400 --set figure.height=300)

# ends_with STATUS ARGUMENT...: the exit status of a run; what a sanitizer finds makes it another
ends_with() {
    local expected=$1
    shift
    run "$@"
    expect "$expected"
}

# ---- figures in every format, and back; no Chinese in PDF, where Cairo leaks a font's subset ----

for format in png svg pdf; do
    ends_with 0 render "$figures/near_identity.yaml" "${small[@]}" -o "figure.$format"
    ends_with 0 render "${small[@]}" --format "$format" --theme-pair -o "pair.$format"
    ends_with 0 inspect "figure.$format"
    ends_with 0 verify "figure.$format" "pair-dark.$format"
    ends_with 0 render "figure.$format" --set depth=3 -o "again.$format"
    head -c 500 "figure.$format" >"cut.$format"
    ends_with 2 render "cut.$format" -o "no.$format"
done
ends_with 2 verify figure.svg again.pdf cut.png
ends_with 0 series figure.svg --layers 0,5,10
ends_with 0 series figure.png --format json -o series.json
ends_with 0 series - <figure.pdf
ends_with 0 render "$figures/linear_gradient_demo.zh.yaml" "${small[@]}" -o chinese.svg
ends_with 1 render -o missing/x.png

# ---- reports, claims, snippets ----

for format in md html json; do
    ends_with 0 report "$figures/linear_gradient_demo.yaml" -o "report.$format"
    ends_with 0 report figure.png --set figure.language=zh --format "$format"
done
ends_with 1 check "$figures/linear_gradient_demo.yaml"
ends_with 0 keys --quantities
ends_with 0 keys
for system in github markdown html rst myst latex doxygen asciidoc; do
    ends_with 0 snippet --for "$system" pair-light.png
done

# ---- batches ----

cat >sweep.yaml <<'YAML'
vary: {depth: {from: 1, to: 3, step: 1}, figure.theme: [light, dark], labels.title: [a, 标题]}
figure: {width: 400, height: 300}
YAML
ends_with 0 batch sweep.yaml --dry-run
ends_with 0 batch sweep.yaml -o whole -j 2
ends_with 0 batch sweep.yaml -o whole
ends_with 0 batch sweep.yaml -o parts --shard 1/2
ends_with 1 gallery parts
ends_with 0 batch sweep.yaml -o parts --shard 2/2
ends_with 0 gallery parts
check "shards are as the whole" diff -r whole parts
ends_with 0 batch sweep.yaml -o whole --set input=2 --format svg
printf 'vary: {labels.title: ["fine", "a\\u0F72"]}\n' >glyphs.yaml
ends_with 1 batch glyphs.yaml "${small[@]}" -o glyphs
"$GRADFIG" batch sweep.yaml -o stopped -j 1 >"$out" 2>"$err" &
batch=$!
has_a_picture() {
    [ -n "$(find stopped -name '*.png' 2>/dev/null)" ]
}
await has_a_picture
kill -INT $batch
status=0
wait $batch || status=$?
ran="gradfig batch, interrupted"
expect 130

# ---- mistakes ----

printf 'depth: ten\nipnut: 3\nvary: {dpeth: [1]}\n' >wrong.yaml
for command in "render -o x.png" series report check "batch --dry-run"; do
    # shellcheck disable=SC2086 # the words are arguments
    ends_with 2 $command wrong.yaml
done
for arguments in "" nonsense "render --nonsense" "series one two" "series --layers x" "report --format x" \
    "snippet --for x x.png" "batch sweep.yaml" "inspect wrong.yaml" "verify wrong.yaml" "gallery nowhere"; do
    # shellcheck disable=SC2086
    ends_with 2 $arguments
done
for arguments in --help --version "render --help" "batch --help"; do
    # shellcheck disable=SC2086
    ends_with 0 $arguments
done
finish
