#!/usr/bin/env bash
# gradfig fit: options, outputs, exit statuses, and files that it must not change.
set -eu
# shellcheck source=tests/shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

files=$(readlink -f "$(dirname "$0")/../measurements/files")
history=$files/wandb-history/history.csv
chart=$(echo "$files"/wandb-chart/*.csv)

# ---- JSON ----

succeeds fit "$history" --format json
has_text "$out" '"step": 999'
has_text "$err" 'taken: "l2_norm/grad/module.layers.*.conv.weight", 56 layers'
has_text "$err" 'are gradients of weights'
succeeds fit "$history" --format json --step 0
has_text "$out" '"s": 1.1556225'

succeeds fit "$files/forum/gradflow.csv" --format json
cp "$out" gradflow.json
succeeds fit "$files/forum/gradflow.json" --format json
check "lists of JSON are the table of CSV" cmp -s "$out" gradflow.json
rm gradflow.json

succeeds fit "$chart" --format json --step first
check "an array for two runs" test "$(head -c 1 "$out")" = '['
succeeds fit "$chart" --format json --select 'encoder12-preln - gradients/encoder.layers.*.linear2.weight'
check "an object for one" test "$(head -c 1 "$out")" = '{'

succeeds fit "$files/long/gradnorm.csv" -o fit.json
is_empty "$out"
check "the ending of the file is the format" grep -q '"power_r2"' fit.json
rm fit.json

# ---- specs ----

succeeds fit "$files/long/gradnorm.csv" --step 0
has_line "$out" 'depth: 30'
has_text "$out" '  measured: {slope: 0.238651'
has_text "$out" 'gradients: [6.778900e-02, 1.476192e-02,'
has_text "$out" '(standard error) by 31 of 31 values of step 0, R² > 0.9999; power law'
succeeds fit "$files/tensorboard" --step 0
has_text "$out" 'res34: {slope: 1.08893'
has_text "$out" 'null'
succeeds fit "$chart"
has_text "$out" 'encoder12-preln: {slope: '
has_text "$out" '  encoder12-postln:'

printf 'run,step,a.0,a.1,a.2\nx,1,1,2,4\ny,1,4,5,6\n' >runs.csv
succeeds fit runs.csv
has_text "$err" 'taken: "a.*", 3 layers of the run "y"'
has_text "$err" 'warning: the file does not say whether these are gradients of activations or of weights (names such as "a.0")'
check "once for both runs" test "$(grep -c 'does not say' "$err")" -eq 1
has_text "$out" '  x: {slope: 0.5, label: "x, one slope"}'
run fit runs.csv --list
has_line "$out" "$(printf 'a.*\t\t3\t1\tcandidate\ty')"
printf 'run,step,a.0,a.1,a.2\n"a""b\\c 🚀",1,1,2,4\n🔥,1,4,5,6\nidentity,1,4,5,6\n' >runs.csv
succeeds fit runs.csv -o runs.yaml
has_line runs.yaml '    label: "a\"b\\c"'
has_line runs.yaml '    label: "measured"'
succeeds render runs.yaml -o runs.png
rm runs.csv runs.yaml runs.png

printf 'layers.%d.weight,' 0 1 2 3 8 9 10 >gap.csv
printf 'layers.11.weight\n0.0198,0.0282,0.0404,0.0576,0.343,0.49,0.7,1\n' >>gap.csv
run fit gap.csv -o gap.yaml
expect 0
has_text "$err" 'warning: no layer has the number 4 to 7: the layers before and after count as neighbors'
check "the spec says so" grep -q '^#   no layer has the number 4 to 7' gap.yaml
rm gap.csv gap.yaml

# ---- the list ----

succeeds fit "$files/forum/gradflow.csv" --list
is_empty "$err"
has_line "$out" "$(printf 'layers.*.conv.weight\tave_grads\t20\t1\tcandidate\t')"
has_line "$out" "$(printf 'head.weight\tmax_grads\t1\t1\tthe head\t')"

printf 'step,a.0.w.weight,a.1.w.weight,b.0,b.1,wte.weight,a.0.w.bias,a.1.w.bias,a.2.w.bias\n' >list.csv
printf '1,1,2,3,4,5,1,2,3\n' >>list.csv
run fit list.csv --list
has_line "$out" "$(printf 'wte.weight\t\t1\t1\tone layer\t')"
has_line "$out" "$(printf 'b.*\t\t2\t1\tnot of weights\t')"
run fit list.csv --select 'a.*.w.bias'
expect 0
has_text "$err" 'the values, such as "a.0.w.bias", would not be taken without --select: a bias'
rm list.csv

# ---- the example of the help ----

pattern=$("$GRADFIG" fit --help | sed -n "s/.* --select '\(.*\)' --step first$/\1/p")
succeeds fit "$files/lightning/metrics.csv" --select "$pattern" --step first

# ---- mistakes ----

fails 2 fit
fails 2 fit nowhere.csv
has_text "$err" 'gradfig: nowhere.csv: cannot read: No such file or directory'
fails 2 fit "$history" --order backwards
has_text "$err" '--order: expected names or file, found "backwards"'
fails 2 fit "$history" --format csv
has_text "$err" '--format: expected yaml or json, found "csv"'
fails 2 fit "$files/forum/encoder-decoder.csv"
has_text "$err" ':2:1: several families of layers: choose with --select: "encoder.*.weight", "decoder.*.weight"'
fails 2 fit "$files/forum/encoder-decoder.csv" --select 'encoder.*.weight' --select 'decoder.*.weight'
has_text "$err" 'give --order file'
succeeds fit "$files/forum/encoder-decoder.csv" --select 'encoder.*.weight' --select 'decoder.*.weight' \
    --order file --format json
has_text "$out" '"points": 24'
fails 2 fit "$history" -o figure.png
has_text "$err" '-o: expected the file of a spec, which gradfig render draws, found "figure.png"'
fails 2 fit "$history" -o figures.csv
has_text "$err" '-o: expected a file name that ends in .yaml or .json, or --format beside it, found "figures.csv"'
fails 2 fit "$history" --set depth=3
fails 2 fit "$history" -o x.yaml --step 1000
folder_holds ""
for ending in yml YAML; do
    succeeds fit "$history" --step 0 -o "fit.$ending"
    check "the spec of .$ending" grep -q '^depth: ' "fit.$ending"
done
succeeds fit "$history" --step 0 --format yaml -o fit.spec
succeeds fit "$history" --step 0 --format yml -o fit.spec
succeeds fit "$history" --step 0 --format yaml -o fit.yml
fails 2 fit "$history" --format json -o fit.yml
succeeds fit "$history" --list -o list.txt
rm fit.yml fit.YAML fit.spec list.txt

fails 2 fit "$history" --select 'layers.*.conv.weight'
has_text "$err" 'as a whole; --list shows the names, such as "l2_norm/grad/module.layers.*.conv.weight"'
echo 'A text without a table' >text.csv
fails 2 fit text.csv
has_text "$err" 'text.csv:1:1: expected a table whose first row has names with commas, tabs or semicolons between them, such as layer,grad_norm; found "A text without a table"'
echo 'depth: 3' >spec.yaml
fails 2 fit spec.yaml
has_text "$err" 'spec.yaml: expected measurements, found a spec, which gradfig render draws'
fails 2 fit - <spec.yaml
rm spec.yaml
fails 2 fit .
has_text "$err" 'found "text.csv"; the page Time Series names its files after the run alone; give the file'
rm text.csv
succeeds fit "$files/forum/gradflow.csv"
has_text "$err" 'neither one gradient per layer, 1.06019 ± 0.25, nor the power law describes these values'

# ---- standard input ----

succeeds fit - --format json <"$files/long/gradnorm.csv"
has_text "$out" '"points": 31'
fails 2 fit - <"$files/forum/gradflow-tensors.csv"
has_text "$err" 'gradfig: standard input:2:13: expected a number of at least 0'

# ---- a spec that the user has edited stays ----

succeeds fit "$files/long/gradnorm.csv" -o my.yaml
printf 'run,step,a.0,a.1,a.2\n"x, one",1,1,2,4\ny,1,4,5,6\n' >runs.csv
succeeds fit runs.csv -o my.yaml
check "a fit that nobody has changed is replaced" grep -q "x, one" my.yaml
succeeds fit "$files/long/gradnorm.csv" -o my.yaml
for edit in 's/quantity: unknown/quantity: activations/' 's/label: "measured"/label: "mine"/' \
    's/^depth/# mine\n&/' 's/one slope/one fit/' 's/}$/, color: red}/' 's/^depth: .*/depth: 200/' \
    's/slope: [0-9.]*/slope: 0.5/' 's/quantity: unknown/quantity: weights/' 's/gradients: \[/&9/' \
    's/^# Measured/# My measured/' '1i # mine' '$a # mine'; do
    sed "$edit" my.yaml >edited.yaml
    check "$edit edits" test "$(cmp -s my.yaml edited.yaml; echo $?)" -eq 1
    cp edited.yaml kept.yaml
    fails 2 fit "$files/long/gradnorm.csv" -o edited.yaml
    check "$edit stays" cmp -s edited.yaml kept.yaml
done
sed 's/$/\r/' my.yaml >edited.yaml
succeeds fit "$files/long/gradnorm.csv" -o edited.yaml
check "other line ends are no edit" cmp -s edited.yaml my.yaml
sed '/checksum/d' my.yaml >edited.yaml
fails 2 fit "$files/long/gradnorm.csv" -o edited.yaml
has_text "$err" 'or an earlier gradfig wrote it); choose another name with -o, or add --force'
succeeds fit "$files/long/gradnorm.csv" -o edited.yaml --force
check "--force gives it a checksum" cmp -s edited.yaml my.yaml
echo 'claims: [{text: "mine", quantity: fitted-slope.measured, below: 1}]' >>my.yaml
cp my.yaml kept.yaml
fails 2 fit "$files/long/gradnorm.csv" -o my.yaml
check "one line" test "$(wc -l <"$err")" -eq 1
has_text "$err" 'gradfig: my.yaml: expected no file, or a spec that fit wrote and nobody has changed, found a file without the right checksum (it has edits, or an earlier gradfig wrote it); choose another name with -o, or add --force'
check "the edits stay" cmp -s my.yaml kept.yaml
ln -s my.yaml link.yaml
fails 2 fit "$files/long/gradnorm.csv" -o link.yaml
cp my.yaml my.spec
fails 2 fit "$files/long/gradnorm.csv" -o my.spec --format json
has_text "$err" 'my.spec: expected a file that a result may replace, found a spec; choose another name with -o, or add --force'
fails 2 fit "$files/long/gradnorm.csv" --list -o my.yaml
check "the edits still stay" cmp -s my.yaml kept.yaml
echo notes >notes.txt
fails 2 fit "$files/long/gradnorm.csv" -o notes.txt
succeeds fit "$files/long/gradnorm.csv" -o my.yaml --force
check "--force replaces" test "$(grep -c claims my.yaml)" -eq 0
succeeds fit "$files/long/gradnorm.csv" -o /dev/stdout
has_line "$out" 'depth: 30'
: >empty.yaml
succeeds fit "$files/long/gradnorm.csv" -o empty.yaml
run fit "$files/long/gradnorm.csv" -o fit.json
succeeds fit "$files/long/gradnorm.csv" --step 0 -o fit.json
rm runs.csv edited.yaml my.yaml my.spec kept.yaml link.yaml notes.txt empty.yaml fit.json

# ---- the file that is read stays ----

cp "$files/long/gradnorm.csv" own.csv
fails 2 fit own.csv -o own.csv --force
check "it is not replaced" cmp -s own.csv "$files/long/gradnorm.csv"
status=0
"$GRADFIG" fit own.csv >>own.csv 2>"$err" || status=$?
expect 2
check "nothing is appended" cmp -s own.csv "$files/long/gradnorm.csv"

fails 2 fit - --format yaml -o x.json <<<'layer,grad'
has_line "$err" "gradfig: --format: expected the format that FILE's name ends in, found \"yaml\""
check "nothing is written" test ! -e x.json

finish
