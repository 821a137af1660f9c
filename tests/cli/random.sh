#!/usr/bin/env bash
# Random layers by the command: the table, claims, the report, texts; the same bytes for any number of
# workers; and what is refused before any work.
. "$(dirname "$0")/../shared/lib.sh"

cat >spec.yaml <<'YAML'
depth: 100
networks:
  plain: {slope: 0.8, intercept: 0.1}
  typical: {slope: 0, skip: 1, slope_sd: 0.2}
sweep: {slopes: [-0.2, 0.2], slope_sd: 0.1, distribution: uniform}
figure: {panels: [activation, gradient, geometry, sweep, paths, depth]}
claims:
  - {quantity: mean.typical, printed: 1}
  - {quantity: exponent.typical, printed: -0.0214107}
  - {quantity: half-life.typical, printed: 32.4}
  - {quantity: median.typical, above: 0.08}
  - {quantity: gradient.typical, below: 0.16}
  - {quantity: q10.typical, below: 0.02}
  - {quantity: q90.typical, above: 1}
  - {quantity: median.plain@1, printed: 0.8}
  - {quantity: exponent.plain, printed: -0.223}
  - {quantity: mean.sweep[0.2], printed: 82817974.52}
  - {quantity: exponent.sweep[0.2], printed: 0.179}
  - {quantity: mean.typical, set: {networks.typical.slope: 0.2, depth: 50}, printed: 9100.44}
YAML

succeeds check spec.yaml
has_text "$out" 'holds'

# ---- the table ----

succeeds series spec.yaml --layers 0,100
for curve in typical typical.q10 typical.q90 typical.mean; do
    has_text "$out" "activation,$curve,0,1,0,1"
    has_text "$out" "gradient,$curve,100,1,"
done
has_text "$out" 'gradient,typical.mean,100,1,0,1'
has_text "$out" 'sweep,-0.2.q10,100,1,'
check "the depth panel ends as the gradient panel" test \
    "$(grep '^depth,typical,100' "$out" | cut -d, -f3-)" = "$(grep '^gradient,typical,100' "$out" | cut -d, -f3-)"
check "no quantiles of fixed layers" test "$(grep -c 'plain\.[qm]' "$out")" -eq 0
check "median and percentiles are in order" awk -F, '
    $1 == "gradient" && $3 == 100 { log10[$2] = $5 }
    END { exit !(log10["typical.q10"] < log10["typical"] && log10["typical"] < log10["typical.q90"]) }' \
    "$out"
cp "$out" table.csv
run series spec.yaml --layers 0,100 --set random.seed=2
check "another seed, other samples" test "$(cmp -s "$out" table.csv; echo $?)" -eq 1
succeeds series spec.yaml
grep -E '^[a-z]*,[^,]*,(0|100),' "$out" | grep -Ev '^(geometry|paths)' >whole.csv
grep -Ev '^(geometry|panel|paths)' table.csv >some.csv
check "other layers do not matter" cmp -s whole.csv some.csv

# ---- claims share a walk, and find what the table has ----

cat >many.yaml <<'YAML'
depth: 100
networks:
  steps: {slope: 0.2, skip: 1, scales: {from: 1, to: -0.5}}
  typical: {slope: 0, skips: {from: 1.2, to: 0.9}, slope_sd: 0.2}
  twin: {slope: 0, skips: {from: 1.2, to: 0.9}, slope_sd: 0.2}
random: {samples: 300}
YAML
succeeds series many.yaml --layers 10,50,99,100
{
    echo 'claims:'
    awk -F, 'BEGIN { split("typical typical.q10 typical.q90 twin twin.q10 steps", names, " ")
                     split("median.typical q10.typical q90.typical gradient.twin q10.twin gradient.steps", claims, " ")
                     for (i in names) { claim[names[i]] = claims[i] } }
        $1 == "gradient" && ($2 in claim) && $3 >= 10 {
            printf "  - {quantity: %s@%d, printed: %.9g}\n", claim[$2], $3, $6
        }' "$out"
} >claims.part
cat claims.part >>many.yaml
succeeds check many.yaml
check "all of them" test "$(grep -c ': holds, rounded: ' "$out")" -eq 24
{
    sed '/^claims/,$d; s/^depth.*/depth: 10000/; s/300/100/' many.yaml
    echo 'claims:'
    for layer in $(seq 9001 9210); do
        echo "  - {quantity: median.typical@$layer, above: 0}"
    done
} >walks.yaml
succeeds check walks.yaml # by themselves they were more than may be computed

# ---- the report and the texts ----

succeeds report spec.yaml -o report.json
for text in '"closed_form"' '"exponent": -0.0214106945006941' '"half_life": 32.37387654' \
    '"random": null' '"negative_share": 0.0' '"second_moment"'; do
    has_text report.json "$text"
done
succeeds report spec.yaml -o report.md
has_text report.md 'the typical gradient of typical halves every 32.4 layers while the mean stays 1'
has_text report.md '## Random layers'
succeeds render spec.yaml -o picture.svg
has_text picture.svg 'median 0.1'
has_text picture.svg '10th to 90th percentile'
succeeds inspect picture.svg
has_text "$out" 'slope_sd: 0.2'
has_text "$out" 'samples: 1000'

# ---- the same bytes ----

cat >batch.yaml <<'YAML'
base: spec.yaml
vary: {random.seed: [1, 2, 3, 4], networks.typical.distribution: [normal, uniform]}
YAML
succeeds batch batch.yaml -o one -j 1
succeeds batch batch.yaml -o two -j 2
for shard in 1/2 2/2; do
    succeeds batch batch.yaml -o shards -j 1 --shard $shard
done
for file in one/*.png; do
    check "$file in two workers" cmp -s "$file" "two/${file#one/}"
    check "$file in shards" cmp -s "$file" "shards/${file#one/}"
done

# ---- what is refused ----

refuses_at_once() {
    local message=$1
    shift
    ran="gradfig $*"
    status=0
    (ulimit -t 1; exec "$GRADFIG" "$@") >"$out" 2>"$err" || status=$?
    expect 2
    has_text "$err" "$message"
}
refuses_at_once 'random.samples: expected depth x samples x random networks and slopes of at most 200000000 draws, found 1000000000' \
    render -o x.png --set networks.plain.slope_sd=1 --set depth=1000000
refuses_at_once 'networks.plain.slope_sd: expected 0 beside slopes that differ, found 1' \
    render -o x.png --set networks.plain.slope_sd=1 --set networks.plain.slopes=1,2
check "nothing is drawn" test ! -e x.png

finish
