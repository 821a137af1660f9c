#!/usr/bin/env bash
# gradfig check: the line for each claim, and the exit status that fails the build of a text.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

figures=$1

# said COUNT VERDICT: so many lines on standard output begin with a place and this verdict
said() {
    check "$ran: $1 times $2" test "$(grep -c ".*:[0-9]*: $2: " "$out")" -eq "$1"
}

# ---- the article ----

fails 1 check "$figures/linear_gradient_demo.yaml"
has_n_lines "$out" 19
said 7 "holds, rounded"
said 2 wrong
said 1 truncated
check "16 hold" test "$(grep -c ': holds' "$out")" -eq 16
has_text "$out" '"an improvement of about 57.8 times": improvement.residual is 57.67; 57.7 is right, 57.8 is 0.23% too large'
has_text "$out" '"a = -0.8: 0.00001": gradient.sweep[-0.8] is 1.024×10^−7; 0.0000001 is right, 0.00001 is 97.66 times too large'
has_text "$out" '"0.99^100 ≈ 0.36": gradient.residual with depth=100, networks.residual.slope=-0.01 is 0.366; it rounds to 0.37'
has_text "$out" ': holds, rounded: "0.8^10 ≈ 0.107": gradient.plain is 0.1074'
has_text "$out" ': holds, exact: "a = 0: 1.0": gradient.sweep[0] is 1'
has_text "$out" ': holds: "slope 0.8 lies below 45°": angle.plain is 38.66, < 45'
has_line "$err" "gradfig: 3 of 19 claims do not hold"
has_n_lines "$err" 1

# A terminal shows the verdicts in color, unless its user refuses; nothing else does.
on_terminal() {
    env "$@" TERM=xterm script -qec "'$GRADFIG' check '$figures/linear_gradient_demo.yaml'" /dev/null \
        </dev/null || true
}
if needs script; then
    colored=$(printf '\033[')
    on_terminal -u NO_COLOR >"$test_folder/terminal" 2>&1
    check "16 are green" test "$(grep -cF ": ${colored}32mholds" "$test_folder/terminal")" -eq 16
    check "3 are red" test "$(grep -cF ": ${colored}31m" "$test_folder/terminal")" -eq 3
    on_terminal NO_COLOR=1 >"$test_folder/terminal" 2>&1
    check "NO_COLOR is respected" test "$(grep -cF "$colored" "$test_folder/terminal")" -eq 0
    check "NO_COLOR leaves the lines" test "$(grep -c ': holds' "$test_folder/terminal")" -eq 16
fi
check "no color in a file" test "$(grep -c "$(printf '\033')" "$out")" -eq 0

# Each line names the line of its claim.
while IFS=: read -r file line _; do
    check "line $line has a claim" grep -q "^  - " <(sed -n "${line}p" "$file")
done <"$out"

# The README shows what is said.
quoted=$(grep '^    figures/linear_gradient_demo.yaml:' "$figures/../README.md")
check "the README quotes three lines" test "$(wc -l <<<"$quoted")" -eq 3
(cd "$figures/.." && "$GRADFIG" check figures/linear_gradient_demo.yaml) >"$out" 2>/dev/null || true
while IFS= read -r line; do
    has_line "$out" "${line#    }"
done <<<"$quoted"

# ---- claims that hold, and none ----

cat >holds.yaml <<'YAML'
claims:
  - {text: "0.8^10 ≈ 0.107", quantity: gradient.plain, printed: 0.107}
  - {quantity: class.sweep[-0.8], printed: 梯度消失}
  - quantity: gradient.sweep[-0.8]
    text: 'he said "tiny": | & <b> $x$'
    below: 1e-400
    set: {depth: 1000}
YAML
succeeds check holds.yaml
is_empty "$err"
has_line "$out" 'holds.yaml:2: holds, rounded: "0.8^10 ≈ 0.107": gradient.plain is 0.1074'
has_line "$out" 'holds.yaml:3: holds: class.sweep[-0.8] is vanishing'
has_text "$out" 'holds.yaml:4: holds: "he said "tiny": | & <b> $x$": gradient.sweep[-0.8] with depth=1000 is 1.072×10^−699, < 10^−400'
succeeds check - <holds.yaml
has_text "$out" "standard input:2: "

echo 'depth: 3' >none.yaml
for arguments in "" none.yaml; do
    # shellcheck disable=SC2086
    fails 2 check $arguments
    is_empty "$out"
    has_n_lines "$err" 1
    has_text "$err" claims
done

# ---- settings, bases ----

fails 1 check holds.yaml --set depth=9
has_text "$out" 'wrong: "0.8^10 ≈ 0.107": gradient.plain is 0.1342; 0.134 is right, 0.107 is 20% too small'
has_line "$err" "gradfig: 1 of 3 claims does not hold"

printf 'base: holds.yaml\ninput: 2\n' >over.yaml
fails 2 check over.yaml
has_text "$err" "has no claims"
printf 'claims: [{quantity: gradient.plain, printed: [1]}]\n' >base.yaml
printf 'base: base.yaml\n' >over.yaml
fails 2 render over.yaml
has_line "$err" "base.yaml:1:46: claims.printed: expected a number, found a list of 1"
printf 'base: holds.yaml\nclaims: [{quantity: depth.plain, printed: 1}]\n' >wrong.yaml
fails 2 check wrong.yaml
has_line "$err" 'wrong.yaml:2:21: claims.quantity: unknown quantity "depth"; all are listed by gradfig keys --quantities'
printf 'base: holds.yaml\nclaims: [{quantity: plain.gradient@5, printed: 1}]\n' >wrong.yaml
fails 2 check wrong.yaml
has_line "$err" 'wrong.yaml:2:21: claims.quantity: unknown quantity "plain"; the quantity comes first: gradient.plain@5'
printf 'base: holds.yaml\nclaims: [{quantity: gradient.plain@1, printed: 0.8}]\n' >over.yaml
succeeds check over.yaml
has_n_lines "$out" 1

# ---- what only the whole spec tells ----

cat >places.yaml <<'YAML'
claims:
  - {quantity: gradient.none, printed: 1}
  - {quantity: gradient.plain@11, printed: 1}
  - {quantity: slope.plain@0, printed: 1}
  - {quantity: gradient.sweep[7], printed: 1}
  - {quantity: activation.sweep[0], printed: 1}
  - {quantity: gradient.plain, printed: 1, set: {networks.plain.slopes: [1, 2, 3], depth: 2}}
  - {quantity: gradient.sweep, printed: 1}
  - {quantity: gradient.plian, printed: 1}
  - {quantity: gradien.plain, printed: 1}
  - {quantity: gradient.plain, pritned: 1}
YAML
for command in check report; do
    fails 2 $command places.yaml
    is_empty "$out"
    cat >expected <<'LINES'
places.yaml:2:16: claims.quantity: expected a network of the spec or sweep[SLOPE] with a slope of its sweep, found "none"
places.yaml:3:16: claims.quantity: expected a layer from 0 to 10, found 11
places.yaml:4:16: claims.quantity: expected a layer from 1 to 10, found 0
places.yaml:5:16: claims.quantity: expected a network of the spec or sweep[SLOPE] with a slope of its sweep, found "sweep[7]"
places.yaml:6:16: claims.quantity: expected a network, a slope of the sweep has no activation
places.yaml:7:49: networks.plain.slopes: expected at most one value a layer, found 3 values for a depth of 2
places.yaml:8:16: claims.quantity: expected a network of the spec or sweep[SLOPE] with a slope of its sweep, found "sweep"
places.yaml:9:16: claims.quantity: expected a network of the spec or sweep[SLOPE] with a slope of its sweep, found "plian"; the nearest one is plain
places.yaml:10:16: claims.quantity: unknown quantity "gradien"; the nearest one is gradient
places.yaml:11:32: claims.pritned: unknown key; the nearest one is printed
LINES
    check "$command tells every place" diff expected "$err"
done

# ---- claims are no parameters ----

small=(--set figure.width=400 --set figure.height=300)
echo '{}' >plain.yaml
succeeds render "${small[@]}" holds.yaml -o with.png
succeeds render "${small[@]}" plain.yaml -o without.png
check "claims change no picture" cmp -s with.png without.png
run inspect with.png
check "no claims in a recipe" test "$(grep -c claims "$out")" -eq 0
fails 2 check with.png
has_text "$err" "has no claims"
run series holds.yaml -o with.csv
run series plain.yaml -o without.csv
check "claims change no number" cmp -s with.csv without.csv
printf 'base: holds.yaml\nvary: {depth: [1, 2]}\n' >vary.yaml
succeeds batch vary.yaml -o folder --dry-run

# ---- the number in the text ----

# with_text TEXT: a check of a claim that holds, whose text that is
with_text() {
    printf 'claims: [{text: "%s", quantity: gradient.plain, printed: 0.107}]\n' "$1" >text.yaml
    succeeds check text.yaml
}
for text in '0.8^10 ≈ 0.107' 'about 10.7%' '.107' '0,107.' '1.07e-1' '1.07×10^−1' '$-0.107$' 'a tenth' 1.07e-01; do
    with_text "$text"
    is_empty "$err"
done
for text in '0.8^10 ≈ 0.17' '0.8^10 ≈ 1.07' 'a tenth of 1' '0.1075;'; do
    with_text "$text"
    says "gradfig: notice: text.yaml:1: printed is 0.107, which does not stand in \"$text\""
done
printf 'networks: {a: {slope: 2}}\ndepth: 10\nclaims: [{text: , quantity: gradient.a, printed: 1024}]\n' >groups.yaml
for text in '1 024 times' '1 024' $'1\xC2\xA0024' $'1\xE2\x80\x89024.' $'1\xE2\x80\xAF024' '1\,024' '1{,}024' 'GPT-2 vanishes' \
    'layer 1 024' '3 1024'; do
    sed "s|text: |text: '${text//\\/\\\\}'|" groups.yaml >text.yaml
    succeeds check text.yaml
    is_empty "$err"
done
for text in '1 02' '2 024' 'GPT-2 has 3'; do
    sed "s|text: |text: '$text'|" groups.yaml >text.yaml
    succeeds check text.yaml
    says "gradfig: notice: text.yaml:3: printed is 1024, which does not stand in \"$text\""
done
printf 'claims: [{text: "a 10th", quantity: gradient.plain, below: 1}]\n' >text.yaml
succeeds check text.yaml
is_empty "$err"

# ---- the list ----

succeeds keys --quantities
for word in gradient activation improvement slope angle lost-fraction half-life class; do
    check "$word is listed" grep -q "^$word\.NETWORK" "$out"
done
run keys
check "without it, parameters" grep -q '^paths\.band$' "$out"

# ---- a full disk, a signal ----

if [ -w /dev/full ]; then
    status=0
    "$GRADFIG" check holds.yaml >/dev/full 2>"$err" || status=$?
    check "a full disk: status 1" test "$status" -eq 1
    has_text "$err" "standard output: cannot write"
fi
finish
