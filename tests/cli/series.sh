#!/usr/bin/env bash
# gradfig series: the table, its formats, options, errors and signals.
set -eu
# shellcheck source=tests/shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

header=panel,curve,x,sign,log10_abs,value

# ---- the table ----

succeeds series
is_empty "$err"
check "the header comes first" test "$(head -n 1 "$out")" = "$header"
has_n_lines "$out" 112 # the header, 9 curves of 11 layers, 6 lines of 2 ends
has_line "$out" gradient,plain,10,1,-0.96910013008056395,0.10737418240000006
has_line "$out" gradient,residual,0,1,0,1
has_line "$out" activation,plain,0,1,0,1
has_line "$out" geometry,identity,-2,-1,0.3010299956639812,-2
has_line "$out" geometry,plain,-2,-1,0.17609125905568127,-1.5
has_line "$out" sweep,-0.5,10,1,-3.0102999566398121,0.0009765625
has_line "$out" sweep,0,10,1,0,1
check "six fields in every row" test -z "$(grep -vE '^([^,]*,){5}[^,]*$' "$out")"
folder_holds ""
cp "$out" "$test_folder/article.csv"

succeeds series --set sweep.slopes=-1,-1e-3 --set networks.plain.slope=0
has_line "$out" sweep,-1,10,0,-inf,0
has_text "$out" sweep,-1e-3,10,1,
has_line "$out" gradient,plain,10,0,-inf,0
has_line "$out" gradient,plain,0,1,0,1

succeeds series --set geometry.x=-0,1 --layers 0
has_line "$out" geometry,identity,0,0,-inf,0

succeeds series --set depth=5000 --layers 5000
has_text "$out" activation,residual,5000,1,396.00314025113
check "no value where no double holds it" grep -q '^activation,residual,5000,1,[^,]*,$' "$out"
check "nor where it would round to 0" \
    test "$(grep -c '^gradient,plain,5000,1,-484.[^,]*,$' "$out")" -eq 1

succeeds series --set depth=1000000 --layers 1000000
deepest=$(grep ^gradient,plain, "$out" | cut -d, -f5)
check "0.8^1000000 to 15 digits" test "$(printf %.15g "$deepest")" = -96910.0130080564
has_line "$out" "gradient,plain,1000000,1,$deepest,"

succeeds series --set depth=300 --set input=-0.25
has_n_lines "$err" 1 # once, and not for each layer
has_text "$err" 'gradfig: warning: activation of residual: fewer than 3 digits are reliable at layer'
check "and the numbers are there" test "$(grep -c ^activation,residual, "$out")" -eq 301

# ---- formats ----

succeeds series --format json
check "the JSON is the CSV" cmp -s <("$JSON_TO_CSV" <"$out") "$test_folder/article.csv"
run series --set depth=5000 --set networks.plain.slope=0 --layers 0,1,5000 --format json
"$JSON_TO_CSV" <"$out" >"$test_folder/from-json.csv"
has_text "$out" '"log10_abs": null'
run series --set depth=5000 --set networks.plain.slope=0 --layers 0,1,5000 --format csv
check "zeros and what no double holds" cmp -s "$out" "$test_folder/from-json.csv"
succeeds series --format text
check "aligned columns have the same numbers" awk -F '[ ,]+' '
    NR == FNR { row[FNR] = $0; next }
    { split(row[FNR], csv, ",") }
    FNR > 1 && (csv[1] != $1 || csv[2] != $2 || csv[3] + 0 != $3 + 0 || csv[4] != $4 ||
        csv[5] + 0 != $5 + 0 || csv[6] + 0 != $6 + 0) { exit 1 }' "$test_folder/article.csv" "$out"
check "each row ends in the same column" test "$(cut -c 1-57 "$out" | awk '{print length}' |
    sort -u | wc -l)" -eq 1
if needs script; then
    check "a terminal gets them" cmp -s "$out" \
        <(script -qec "'$GRADFIG' series" /dev/null </dev/null | tr -d '\r')
fi
run series --layers 0 --format xml
expect_refused 2 1
has_text "$err" 'expected csv, json or text, found "xml"'

succeeds series -o series.json
check "the file's name chooses the format" cmp -s <("$JSON_TO_CSV" <series.json) \
    "$test_folder/article.csv"
run series -o series.any --format csv
check "--format says it without one" cmp -s series.any "$test_folder/article.csv"
succeeds series --layers 0 --format JSON
has_line "$out" "["
folder_holds "series.any series.json"
clear_folder

# ---- layers ----

succeeds series --layers 10,0,5,5,0
check "ascending, each once" \
    test "$(grep ^gradient,plain, "$out" | cut -d, -f3 | tr '\n' ' ')" = "0 5 10 "
check "geometry is whole" test "$(grep -c ^geometry, "$out")" -eq 12
check "the rows are those of the whole table" \
    test -z "$(grep -vxFf "$test_folder/article.csv" "$out")"
succeeds series --set depth=0 --layers 0
has_line "$out" gradient,plain,0,1,0,1
for layers in 11 0,11 -1 1.5 '' ',' '1,' 0x1 01 ten '0;1'; do
    run series --layers "$layers"
    expect_refused 2 1
    has_text "$err" "--layers: expected layers from 0 to 10, separated by commas, found \""
done

# ---- where the table goes ----

succeeds series -o series.csv
is_empty "$out"
is_empty "$err"
check "the file is the table" cmp -s series.csv "$test_folder/article.csv"
folder_holds series.csv

chmod 640 series.csv
succeeds series --set depth=3 -o series.csv
check "a newer table replaces it" test "$(wc -l <series.csv)" -eq 49
check "in its mode" test "$(stat -c %a series.csv)" = 640
cp series.csv "$test_folder/before.csv"
fails 2 series --set depth=x -o series.csv
fails 2 series --layers 99 -o series.csv
fails 2 series --format xml -o series.csv
check "a refused run leaves it" cmp -s series.csv "$test_folder/before.csv"
folder_holds series.csv
clear_folder

succeeds series -o -
check "- is standard output" cmp -s "$out" "$test_folder/article.csv"
folder_holds ""

if [ -w /dev/full ]; then
    run series -o /dev/full --layers 0
    expect_refused 1 1
    has_line "$err" 'gradfig: /dev/full: cannot write: No space left on device'
    run series -o /dev/full --set depth=20000
    expect_refused 1 1
    has_line "$err" 'gradfig: /dev/full: cannot write: No space left on device'
    for arguments in "series" "series --layers 0" "series --set depth=20000" --help --version; do
        status=0
        ran="gradfig $arguments >/dev/full"
        # shellcheck disable=SC2086 # the words are arguments
        "$GRADFIG" $arguments 2>"$err" >/dev/full || status=$?
        expect 1
        has_n_lines "$err" 1
        has_text "$err" 'No space left on device'
    done
fi

run series -o missing/series.csv
expect_refused 1 1
has_line "$err" 'gradfig: missing/series.csv: cannot write: the folder missing/ does not exist'
run series -o .
expect_refused 1 1
has_text "$err" 'Is a directory'
if [ "$(id -u)" -ne 0 ]; then
    mkdir protected
    chmod 500 protected
    fails 1 series -o protected/series.csv
    has_n_lines "$err" 1
    has_text "$err" 'Permission denied'
    check "nothing in it" test -z "$(ls -A protected)"
    clear_folder
fi

ran="gradfig series | head -n 1"
status=0
"$GRADFIG" series --set depth=100000 2>"$err" | head -n 1 >"$out"
has_line "$out" "$header"
is_empty "$err"

# ---- values that are refused ----

run series --set depth=ten --set dpeth=3 --set networks.plain.slope=1e999 --set nothing -o x.csv
expect_refused 2 4
has_line "$err" '--set depth=ten: expected a whole number from 0 to 10000000, found "ten"'
has_line "$err" '--set dpeth=3: unknown key; the nearest one is depth'
has_line "$err" \
    '--set networks.plain.slope=1e999: expected a number, found "1e999", too large for a double'
has_line "$err" '--set nothing: expected KEY=VALUE, as in depth=100, found no "="'
run series --set 'input=a
b' -o x.csv
expect_refused 2 1
has_line "$err" '--set input=a\x0ab: expected a number, found "a\x0ab"'
run series --set depth=1 --set networks.plain.slopes=1,2 -o x.csv
expect_refused 2 1
has_text "$err" 'networks.plain.slopes: expected at most one value a layer'
run series --set geometry.x=2,-2 -o x.csv
expect_refused 2 1
has_text "$err" 'geometry.x: expected the smaller number first'

many=()
for i in $(seq 25); do
    many+=(--set "depth=x$i")
done
run series "${many[@]}"
expect_refused 2 20

succeeds series --set depth=2 --set depth=3
check "the last --set of a key holds" test "$(grep -c ^gradient,plain, "$out")" -eq 4
run series --set networks.plain.slopes=[2,0.5] --set networks.plain.slope=0.25 --layers 1
has_line "$out" gradient,plain,1,1,-0.6020599913279624,0.25

# ---- the command line ----

run
expect 2
is_empty "$out"
has_text "$err" 'usage: gradfig COMMAND'
run serie
expect_refused 2 1
has_line "$err" 'gradfig: unknown command "serie"; the nearest one is series (see gradfig --help)'
run frobnicate
expect_refused 2 1
has_line "$err" 'gradfig: unknown command "frobnicate" (see gradfig --help)'
run series -j 2 # of another command
expect_refused 2 1
has_line "$err" 'gradfig: series: unknown option "-j" (see gradfig series --help)'
run series --colour
expect_refused 2 1
has_text "$err" 'unknown option "--colour"; a parameter is set by --set networks.NAME.color=VALUE (see gradfig series --help)'
run series -xo file
expect_refused 2 1
has_text "$err" 'unknown option "-x'
run keys --set depth=1
expect_refused 2 1
has_text "$err" 'unknown option "--set"'
run series --set
expect_refused 2 1
has_text "$err" 'a value is missing after "--set"'
run series one two
expect_refused 2 1
succeeds --help
is_empty "$err"
has_text "$out" 'usage: gradfig COMMAND'
has_text "$out" '  series '
check "two examples" test "$(grep -c '^  gradfig [a-z]* .*  ' "$out")" -eq 2
commands=$(awk '/^$/ {n++} n == 2 && NF > 0 {print $1}' "$out")
check "15 commands" test "$(wc -w <<<"$commands")" -eq 15
check "their descriptions begin in one column" test \
    "$(awk '/^$/ {n++} n == 2 && NF > 0 {match($0, /^  [a-z]+ +/); print RLENGTH}' "$out" | sort -u | wc -l)" -eq 1
for command in $commands; do
    succeeds "$command" --help
    has_line "$out" "examples:"
    check "examples of $command" grep -q "^  gradfig $command\b" "$out"
done
succeeds --version
is_empty "$err"
check "the version" grep -qxE 'gradfig [0-9]+\.[0-9]+\.[0-9]+' "$out"
succeeds series --help
is_empty "$err"
has_text "$out" 'usage: gradfig series'
has_text "$out" '--layers LIST'
succeeds keys
has_line "$out" networks.NAME.slope
has_line "$out" figure.theme
check "each group has an example" test "$(grep -c '^# example: ' "$out")" -eq \
    "$(grep '^[a-z]' "$out" | sed 's/[.].*//; s/^input$/depth/' | sort -u | wc -l)"
while IFS= read -r example; do
    (cd "$test_folder" && PATH=$(dirname "$GRADFIG"):$PATH bash -c "$example")
done < <(sed -n 's/^# example: //p' "$out")

# ---- signals ----

is_writing() {
    [ -n "$(ls -A)" ]
}

# interrupt SIGNAL STATUS ARGUMENT...: a run that is stopped in the middle of its work
interrupt() {
    local signal=$1 expected=$2 pid started
    shift 2
    ran="gradfig $*, SIG$signal"
    "$GRADFIG" "$@" -o x.csv >"$out" 2>"$err" &
    pid=$!
    await is_writing
    sleep 0.1
    check "$ran: it is at work" kill -0 "$pid"
    started=${EPOCHREALTIME/[.,]/}
    kill -s "$signal" "$pid"
    timeout 600 tail --pid="$pid" -s 0.05 -f /dev/null || kill -s KILL "$pid"
    status=0
    wait "$pid" || status=$?
    check "$ran: within 2 s" is_shorter $((${EPOCHREALTIME/[.,]/} - started)) 2000000
    expect_refused "$expected" 1
    has_text "$err" 'gradfig: interrupted'
}
interrupt INT 130 series --set depth=10000000
interrupt TERM 143 series --set depth=10000000
slow_networks 4 >"$test_folder/slow.yaml"
interrupt INT 130 series "$test_folder/slow.yaml" --layers 10000000

# ---- memory ----

if ! is_sanitized; then
    small=(series --set depth=10000000 -o /dev/null --layers 10000000)
    ran="gradfig ${small[*]}"
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f %M -o "$test_folder/kilobytes" "$GRADFIG" "${small[@]}"
        check "$ran: $(cat "$test_folder/kilobytes") KB of memory" \
            test "$(tail -n 1 "$test_folder/kilobytes")" -lt 100000
    else
        check "$ran: in 1 GB of addresses" bash -c 'ulimit -v 1000000; "$@"' - "$GRADFIG" \
            "${small[@]}"
    fi
fi

# ---- paths, on request ----

run series
check "no paths unless asked for" test "$(grep -c '^paths,' "$out")" -eq 0
run series --set figure.panels=gradient,paths --set depth=54
check "a row for each length and curve" test "$(grep -c '^paths,' "$out")" -eq 110
for curve in residual residual.paths; do
    check "the shares of $curve are a whole" awk -F, -v curve=$curve \
        '$2 == curve && $1 == "paths" { sum += $6 } END { exit !(sum > 1 - 1e-14 && sum < 1 + 1e-14) }' "$out"
done
check "C(54,27)/2^54" grep -q '^paths,residual.paths,27,1,-0\.96626732615621[0-9]*,0\.108076848895250' "$out"
cp "$out" "$test_folder/all"
run series --set figure.panels=gradient,paths --set depth=54 --layers 3
check "lengths are no layers" cmp -s <(grep '^paths' "$out") <(grep '^paths' "$test_folder/all")
check "layers are" test "$(grep -c '^gradient' "$out")" -eq 2

# A name says what the file is, or the command does not guess.
for name in x.png x.yaml x.foo; do
    fails 2 series -o $name
    has_text "$err" "gradfig: -o: expected a file name that ends in .csv, .json or .text, or --format beside it, found \"$name\""
    check "nothing was written" test ! -e $name
done
succeeds series -o x.txt --format csv
rm x.txt
fails 2 render -o .png
has_text "$err" "-o: expected a file name that ends in "
check "no hidden file" test ! -e .png
fails 1 render -o /proc/a.png
has_line "$err" "gradfig: /proc/a.png: cannot write: files cannot be created in this folder"
fails 1 render -o nowhere/a.png
has_line "$err" "gradfig: nowhere/a.png: cannot write: the folder nowhere/ does not exist"

finish
