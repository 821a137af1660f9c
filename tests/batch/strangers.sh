#!/usr/bin/env bash
# Folders of batches that somebody else has filled: manifests that do not fit, that are large, or
# whose texts would act on a terminal or in a spreadsheet.
set -uo pipefail
. "$(dirname "$0")/../shared/lib.sh"

readonly ROW='done,5,ab,d'

# refused FOLDER MESSAGE: by gallery, with little memory
refused() {
    ran="gradfig gallery $1"
    status=0
    (is_sanitized || ulimit -v 300000; ulimit -t 5; exec "$GRADFIG" gallery "$1") \
        >"$out" 2>"$err" || status=$?
    expect 2
    is_empty "$out"
    has_line "$err" "gradfig: $2"
}

# ---- manifests that do not fit together ----

mkdir parts
first='name,depth,input,status,bytes,sha256,batch'
printf '%s\na.png,1,2,%s\n' "$first" "$ROW" >parts/manifest.1-of-2.csv
for header in name,status,bytes,sha256,batch name,depth,status,bytes,sha256,batch \
    name,input,depth,status,bytes,sha256,batch name,depth,input,skip,status,bytes,sha256,batch; do
    values=$(sed 's/^name,\(.*,\)\?status.*/\1/; s/[a-z]*,/1,/g' <<<"$header")
    printf '%s\nb.png,%s%s\n' "$header" "$values" "$ROW" >parts/manifest.2-of-2.csv
    refused parts "parts: expected manifests of one batch, found those of other columns; run every shard of the same spec"
done
printf '%s\nb.png,1,2,done,5,ab,other\n' "$first" >parts/manifest.2-of-2.csv
refused parts 'parts: expected manifests of one batch, found those of two; run every shard of the same spec'
printf 'name,depth\nb.png,1\n' >parts/manifest.2-of-2.csv
refused parts 'parts/manifest.2-of-2.csv: expected a manifest of gradfig'"'"'s'
# The rows of a shard that is absent come from an earlier gallery, if it has the same columns.
rm parts/manifest.2-of-2.csv
printf 'name,status,bytes,sha256,batch\na.png,%s\nb.png,%s\n' "$ROW" "$ROW" >parts/manifest.csv
fails 1 gallery parts
has_line "$err" 'shard 2 of 2: no manifest'

# ---- size ----

mkdir large
cp parts/manifest.csv large
truncate -s 1500M large/manifest.csv
refused large 'large/manifest.csv: expected manifests of at most 240 MiB together, found more'
mkdir shards
for i in 1 2 3; do
    printf '%s\na.png,1,2,%s\n' "$first" "$ROW" >"shards/manifest.$i-of-3.csv"
    truncate -s 100M "shards/manifest.$i-of-3.csv"
done
refused shards "shards/manifest.1-of-3.csv: expected a manifest of gradfig's"
printf 'name,depth,status,bytes,sha256,batch\n' >large/manifest.csv
yes ',,,,,' | head -n 2100000 >>large/manifest.csv
refused large "large/manifest.csv: expected a manifest of gradfig's"

# ---- on a terminal ----

mkdir shown
printf 'name,depth,status,bytes,sha256,batch\na\x1b[31m\u202e.png,1,"failed: \x1b]0;x\x07\n2",0,,d\n' \
    >shown/manifest.csv
fails 1 gallery shown
has_line "$err" 'a\x1b[31m\xe2\x80\xae.png: failed: \x1b]0;x\x07\x0a2'

printf '"\u202eabc\\e[1m": 1\n' >spec.yaml
fails 2 render spec.yaml
has_text "$err" 'spec.yaml:1:1: \xe2\x80\xaeabc\x1b[1m: '
fails 2 check spec.yaml
cat >spec.yaml <<YAML
claims:
  - {text: "$(printf 'a \u202eb')", quantity: gradient.plain, printed: 0.107}
YAML
succeeds check spec.yaml
has_text "$out" 'a \xe2\x80\xaeb'

# ---- in a spreadsheet ----

cat >vary.yaml <<'YAML'
vary:
  networks.plain.label: ["=1+1", "@a", "b"]
  networks.residual.slopes: [[-0.5, 0.5], [0.1, 0.2], [0.1, 0.3]]
  networks.plain.slope: [-0.5]
together: [[networks.plain.label, networks.residual.slopes]]
name: "{networks.plain.slope}-{number}"
YAML
succeeds batch vary.yaml -o sheet --dry-run
has_line "$out" "_-0.5-1.png,'=1+1,\"'-0.5,0.5\",-0.5"
succeeds batch vary.yaml -o sheet --set figure.width=400 --set figure.height=300
has_text sheet/manifest.csv "_-0.5-2.png,'@a,\"0.1,0.2\",-0.5,done,"
has_text sheet/index.html '"=1+1"'
succeeds gallery sheet
succeeds batch vary.yaml -o sheet --set figure.width=400 --set figure.height=300
has_text "$err" '0 drawn, 3 kept'

finish
