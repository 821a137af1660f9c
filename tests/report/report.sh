#!/usr/bin/env bash
# The report: every number of it, and the command that writes it.
set -euo pipefail
tests=$(dirname "$(dirname "$(readlink -f "$0")")")
figures=$1
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$tests/shared/lib.sh"

article=$figures/linear_gradient_demo.yaml

# ---- where it goes ----

succeeds report
is_empty "$err"
has_line "$out" "| residual | *y* = (0.2*x* + 0.05) + *x* | 6.192 | amplifying | doubles every 3.802 layers | 57.67 | 7.49 | −0.25, repelling |"
check "no picture on standard output" test "$(grep -c '!\[' "$out")" -eq 0
folder_holds ""
cp "$out" "$test_folder/markdown"
run report -o -
check "-o - is the same" cmp -s "$out" "$test_folder/markdown"
# Digits beside 1 only distinguish the limits of the classes from it.
has_text "$out" '\|1 + *a*\| of 0.3981, 0.7943, 0.999, 1.001.'
has_text "$out" '| Change of the gradient | Improvement over plain (×) |'
has_text "$out" '*x*ₙ is the activation after *n* layers, *g*ₙ the gradient through them.'
run report --set depth=10000
has_text "$out" '\|1 + *a*\| of 0.9991, 0.9998, 0.999999, 1.000001.'
run report --set figure.language=zh
has_line "$out" "| −0.8 | 0.2 | 1.024×10⁻⁷ | 梯度消失 |"
has_line "$out" "| −0.2 | 0.8 | 0.1074 | 轻微衰减 |"

mkdir sub
succeeds report "$article" -o "sub/a (b).md"
is_empty "$out"
is_empty "$err"
has_text "sub/a (b).md" "](a%20%28b%29.png)"
has_text "sub/a (b).md" "| **✗ wrong**: 57.7 is right, 57.8 is 0.23% too large |"
has_line "sub/a (b).md" "**✗ 3 of 19 claims do not hold.**"
run render -o article.png
check "its picture is the figure" cmp -s article.png "sub/a (b).png"
succeeds report "$article" -o "sub/a (b).md"
succeeds report article.png -o r.json
check "JSON of a figure" grep -q '"format": 1' r.json
clear_folder

# Sections on blocks with a skip connection, where no network and no panel has them.
for panels in gradient "gradient, sweep, paths"; do
    echo "{networks: {plain: {slope: 0.5}}, figure: {panels: [$panels]}}" >plain.yaml
    succeeds report plain.yaml
    n=$([ "$panels" = gradient ] && echo 0 || echo 2)
    check "$n sections on blocks" test "$(grep -c -e '^## Effect of' -e '^## Paths by' "$out")" -eq "$n"
done
clear_folder

# A file beside it that gradfig did not write is not overwritten.
echo mine >x.png
fails 2 report -o x.md
has_n_lines "$err" 1
has_text "$err" "x.png"
folder_holds "x.png"
has_line x.png mine
clear_folder

# Nor does it wait for a reader of a pipe.
mkfifo -m 200 x.png
ran="report beside a pipe"
status=0
timeout 300 "$GRADFIG" report -o x.md >"$out" 2>"$err" || status=$?
expect 2
has_n_lines "$err" 1
folder_holds "x.png"
clear_folder

# Nor is the figure that is read.
run render -o fig.png
succeeds report fig.png -o fig.md
fails 2 report fig.png --set depth=20 -o fig.md
has_text "$err" "fig.png: this file is an input (read as fig.png) and is not overwritten"
succeeds report fig.png --set depth=20 -o other.md
run inspect fig.png
has_line "$out" "depth: 10"
clear_folder

for name in x.txt x.pdf x.; do
    run report -o "$name"
    expect_refused 2 1
done
run report --format pdf
expect_refused 2 1
run report --layers 3
expect_refused 2 1
fails 1 report -o no/x.md
has_n_lines "$err" 1
if [ -w /dev/full ]; then
    fails 1 report --format html -o /dev/full
    has_text "$err" "cannot write: No space left on device"
fi
succeeds report --format HTML
check "a page" grep -q '^<!DOCTYPE html>$' "$out"
echo 'depth: 3' | "$GRADFIG" report - -o three.json
check "from standard input" grep -q '"depth": 3' three.json
clear_folder

# A signal leaves nothing.
slow_networks 1 >slow.yaml
"$GRADFIG" report slow.yaml -o slow.html >/dev/null 2>"$err" &
report=$!
await catches_signals $report || failed "the report does not begin"
sleep 0.1
kill -INT $report
status=0
wait $report || status=$?
check "interrupted: status 130, found $status" test "$status" -eq 130
folder_holds "slow.yaml"
clear_folder

# ---- the same bytes everywhere ----

for form in md html json; do
    "$GRADFIG" report "$article" --format $form >"here.$form"
    (cd / && env -i LC_ALL=C TZ=Asia/Shanghai HOME=/nowhere "$GRADFIG" report "$article" \
        --format $form) >"there.$form"
    check "$form: same bytes" cmp -s "here.$form" "there.$form"
done
clear_folder

# ---- every number ----

if [ -x /usr/bin/python3 ]; then
    check "every number" /usr/bin/python3 "$tests/report/report.py" "$GRADFIG" "$LIBRARY" \
        "$tests/vectors/public.json" "$figures"
else
    echo "no python3 here: the numbers were not walked"
fi
finish
