#!/usr/bin/env bash
# Measured gradients in a spec: series, --set, bases, vary, recipes, reports, claims, and the spec of gradfig fit.
set -eu
# shellcheck source=tests/shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

files=$(readlink -f "$(dirname "$0")/../measurements/files")
outside=$test_folder/outside
mkdir "$outside"
cat >"$outside/own.yaml" <<'END'
depth: 3
networks:
  net: {slope: 0.5}
measured:
  net: {gradients: [4, 2, null, 0, 0.25, 0.125], quantity: activations}
  other: {gradients: [1, 2], label: "Other"}
claims:
  - {quantity: measured.net@1, printed: 0.5}
  - {quantity: measured.other, printed: 2}
  - {quantity: fitted-slope.net, printed: 0.5}
  - {quantity: fitted-points.net, printed: 4}
  - {quantity: fitted-r2.net, above: 0.99}
  - {quantity: fitted-slope-error.net, below: 1e-9}
END

# ---- series ----

succeeds series "$outside/own.yaml"
has_line "$out" 'gradient,net.measured,1,1,-0.3010299956639812,0.5'
has_line "$out" 'gradient,net.measured,3,0,-inf,0'
has_line "$out" 'gradient,net.measured,5,1,-1.505149978319906,0.03125'
check "a missing value has no row" test "$(grep -c '^gradient,net.measured,' "$out")" = 5
succeeds series "$outside/own.yaml" --layers 1,5
check "layers beyond the depth" test "$(grep -c "^gradient," "$out")" = 4
fails 2 series "$outside/own.yaml" --layers 6
has_text "$err" '--layers: expected layers from 0 to 5, separated by commas, found "6"'
succeeds series "$outside/own.yaml" --set measured.other.gradients='[3, null, 12]'
has_line "$out" 'gradient,other.measured,2,1,0.6020599913279624,4'

# ---- claims ----

succeeds check "$outside/own.yaml"
cat >"$outside/wrong.yaml" <<'END'
measured: {a: {gradients: [4, 2]}}
claims:
  - {quantity: fitted-slope.plain, printed: 1}
  - {quantity: fitted-slope.a@3, printed: 1}
  - {quantity: measured.a@2, printed: 1}
END
fails 2 check "$outside/wrong.yaml"
has_text "$err" ':3:16: claims.quantity: expected a name under measured such as a, found "plain"'
has_text "$err" 'expected no layer, because a fit is of all layers, found 3'
has_text "$err" 'expected a layer from 0 to 1, found 2'

# ---- recipes, bases, vary ----

succeeds render "$outside/own.yaml" -o own.png
succeeds inspect own.png
has_line "$out" '    gradients: [4, 2, null, 0, 0.25, 0.125]'
has_line "$out" '    quantity: activations'
cp "$out" "$outside/again.yaml"
succeeds render "$outside/again.yaml" -o again.png
check "the recipe draws the same file" cmp -s own.png again.png
succeeds verify own.png
rm own.png again.png
cat >"$outside/over.yaml" <<'END'
base: own.yaml
measured:
  other: {gradients: [5, 10]}
  third: {gradients: [1, 1]}
vary:
  measured.net.gradients: [[1, 2, 4], [1, null, 3]]
END
succeeds batch "$outside/over.yaml" -o figures
succeeds inspect figures/*2*.png
has_line "$out" '    gradients: [1, null, 3]'
has_line "$out" '    gradients: [5, 10]'
has_line "$out" '    label: "Other"'
rm -r figures

# ---- the spec of gradfig fit, and its report ----

for file in lightning/metrics.csv wandb-chart long/gradnorm.csv jsonl/gradients.jsonl forum/gradflow.csv; do
    path=$(echo "$files/$file"*)
    [ -d "$path" ] && path=$(echo "$path"/*.csv)
    succeeds fit "$path" -o "$outside/fit.yaml"
    succeeds report "$outside/fit.yaml" --format json
    cp "$out" "$outside/report.json"
    succeeds fit "$path" --format json
    for word in s se_s r2 power power_r2; do
        check "$file: the report finds the same $word" \
            test "$(grep -o "\"$word\": [-0-9.e]*" "$out" | sort)" = \
            "$(grep -o "\"$word\": [-0-9.e]*" "$outside/report.json" | sort)"
    done
done
succeeds report "$outside/fit.yaml"
has_text "$out" '## Measured gradients'
has_text "$out" '| measured | gradients of weights | 10 of 20 |'
has_text "$out" 'a logarithmic axis cannot show: measured (10).'
has_text "$out" '| 0.0232 | neither |'
has_text "$out" '(1 − *n*/*V*)⁻ᵖ'
has_text "$out" 'Neither one gradient per layer nor a power law describes these values: measured (the better R² is 0.023'
check "no law is praised" test "$(grep -c 'fits better than' "$out")" = 0
# Quotients and fitted slopes that no double can hold.
cat >"$outside/far.yaml" <<'END'
measured:
  a: {gradients: [1e308, 1e-308, 1e308]}
  b: {gradients: [1e-308, 1e308, 1e308]}
  c: {gradients: [5e-324, 1, 1.7e308]}
claims:
  - {quantity: fitted-slope.c, printed: 5.866e+315}
END
succeeds report "$outside/far.yaml"
has_text "$out" 'a, measured: the line starts at 4.642×10⁻²⁰⁶; farthest from it is layer 1, by a factor of 4.642×10⁴¹⁰; no break'
has_text "$out" '| b, measured | gradient norms | 3 of 3 | 10³⁰⁸ ± 4.1×10³¹⁰ |'
has_text "$out" '| c, measured | gradient norms | 3 of 3 | 5.866×10³¹⁵ ±'
succeeds check "$outside/far.yaml"

echo 'measured: {net: {gradients: [1, 0.9, 0.95, null, 0.8, 0.7, 0.72, 0.6, 0.65, 0.5]}}' >"$outside/few.yaml"
run report "$outside/few.yaml"
has_text "$out" '| 0.9334 ± 0.0074 |'
# A file may hold 0 because it rounds. The model has fewer layers than were measured.
echo 'measured: {plain: {gradients: [1, 0.1, 1e-3, 0, 0]}}' >"$outside/zeros.yaml"
for panels in gradient gradient,sweep; do
    run report "$outside/zeros.yaml" --set depth=2 --set figure.panels=$panels
    has_line "$out" '- Measured: plain is recorded as 0 from layer 3'
    has_line "$out" 'Model of 2 linear layers: plain, residual'
    check "no measurement is exact" test "$(grep -c 'exactly 0' "$out")" = 0
done
has_line "$out" '# Measured: plain has the gradient recorded as 0 from layer 3'
run report "$outside/zeros.yaml" --set depth=4
has_line "$out" '4 linear layers: plain, residual'
succeeds report "$outside/fit.yaml" --set figure.language=zh
has_text "$out" '## 实测梯度'
folder_holds ""

finish
