#!/usr/bin/env bash
# The library makes the same files as the command, byte for byte.
#
#     example.sh FIGURES PROGRAM...: a program and its first arguments, which are then SPEC FOLDER
# shellcheck source=../shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

spec=$1/linear_gradient_demo.yaml
shift
mkdir ours theirs

check "the example runs" "$@" "$spec" ours >printed
run check "$spec"
n_claims=$(wc -l <"$out")
check "the claims are the command's" cmp "$out" <(head -n "$n_claims" printed)
check "the claims that do not hold are counted" \
    cmp <(sed -n 's/^gradfig: //p' "$err") <(sed -n "$((n_claims + 1))p" printed)

for format in png svg pdf; do
    "$GRADFIG" render "$spec" -o "theirs/figure.$format"
done
"$GRADFIG" series "$spec" -o theirs/series.csv
"$GRADFIG" series "$spec" -o theirs/series.json --layers 0,5,10
"$GRADFIG" report "$spec" -o theirs/report.html
"$GRADFIG" report "$spec" -o theirs/report.json
"$GRADFIG" inspect theirs/figure.png >theirs/recipe.yaml
sed -n 's/^<desc [^>]*>\(.*\)<\/desc>$/\1/p' theirs/figure.svg | tr -d '\n' |
    sed "s/&lt;/</g; s/&gt;/>/g; s/&apos;/'/g; s/&quot;/\"/g; s/&amp;/\&/g" >theirs/alt.txt

check "there is a picture" test -s ours/figure.png
for file in ours/*; do
    check "${file#ours/} is the command's" cmp "$file" "theirs/${file#ours/}"
done

# What each example prints after its claims.
case ${*: -1} in
*.py)
    cat >expected <<'TEXT'
plain: 1 -969.100130 0
typed:1:8: depth: expected a whole number from 0 to 10000000, found "1e3"; write 1000
typed:2:17: figure.theme: expected one of: light dark auto, found "drak"
TEXT
    ;;
*cpp*)
    : >expected
    ;;
*)
    cat >expected <<'TEXT'
networks.NAME.distribution: normal uniform; without it normal
measured.NAME.quantity: unknown activations weights; without it unknown
sweep.distribution: normal uniform; without it normal
figure.language: en zh; without it en
figure.theme: light dark auto; without it light
figure.background: opaque transparent; without it opaque
figure.palette: article safe consistent; without it article
figure.colors: exact 256; without it exact
plain: the gradient after 100 layers is 2.03704e-10, its logarithm -9.691001
residual: the gradient after 100 layers is 0.366032, its logarithm -0.436481
--set depth=-1: expected a whole number from 0 to 10000000, found "-1"
--set figure.theme=drak: expected one of: light dark auto, found "drak"
typed:1:8: depth: expected a whole number from 0 to 10000000, found "1e3"; write 1000
plain: the gradient after 100 layers is 2.03704e-10, its logarithm -9.691001
residual: the gradient after 100 layers is 0.366032, its logarithm -0.436481
TEXT
    ;;
esac
check "mistakes, gradients and choices are as expected" diff expected <(tail -n "+$((n_claims + 2))" printed)
finish
