#!/usr/bin/env bash
# One worker keeps what its figures share, and draws only the parts that differ from the figure before.
# Its pictures are those of as many workers as pictures, most of which draw one.
. "$(dirname "$0")/../shared/lib.sh"

n=20

# is_same_cold SETTING...: by one worker and by n
is_same_cold() {
    succeeds batch "$test_folder/vary.yaml" -o warm -j 1 "$@"
    succeeds batch "$test_folder/vary.yaml" -o cold -j $n "$@"
    check "$n pictures with $*" test "$(find warm -name '*.png' | wc -l)" = $n
    check "the same pictures with $*" diff -r warm cold
    rm -r warm cold
}

cat >"$test_folder/vary.yaml" <<YAML
vary: {networks.residual.slope: {from: 1.3, to: -1.2, count: $n}}
figure: {width: 600, height: 420}
YAML
is_same_cold --set depth=40
is_same_cold --set figure.theme=dark --set figure.language=zh
is_same_cold --set figure.scale=2
is_same_cold --set figure.scale=3 --set figure.language=zh
is_same_cold --set figure.background=transparent
finish
