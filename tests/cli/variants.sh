#!/usr/bin/env bash
# What gradfig batch --dry-run lists, and what it refuses before a batch begins.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

expected=$test_folder/expected

# lists LINE...: these lines on standard output, their number on standard error
lists() {
    expect 0
    printf '%s\n' "$@" >"$expected"
    check "$ran: expected another list" diff "$expected" "$out" >&2
    local words hints=()
    read -ra words <<<"$ran"
    [ "$1" != name ] || hints=("gradfig: ${words[2]} has no vary, so it is one picture")
    says "${hints[@]}" "gradfig: $(($# - 1)) variant$([ $# -eq 2 ] || echo s)"
}

# list SPEC ARGUMENT...: the dry run of a spec
list() {
    printf '%s\n' "$1" >spec.yaml
    shift
    run batch spec.yaml -o folder --dry-run "$@"
}

# ---- products ----

cat >sweep.yaml <<'YAML'
base: base.yaml
vary:
  depth: [10, 20]
  networks.residual.slope: {from: -0.1, to: 0.1, step: 0.1}
  figure.theme: [light, dark]
name: "d{depth}/a{networks.residual.slope}-{figure.theme}"
YAML
printf 'figure: {width: 640, height: 440}\n' >base.yaml
run batch sweep.yaml -o folder --dry-run
lists name,depth,networks.residual.slope,figure.theme \
    d10/a-0.1-light.png,10,-0.1,light \
    d10/a-0.1-dark.png,10,-0.1,dark \
    d10/a0-light.png,10,0,light \
    d10/a0-dark.png,10,0,dark \
    d10/a0.1-light.png,10,0.1,light \
    d10/a0.1-dark.png,10,0.1,dark \
    d20/a-0.1-light.png,20,-0.1,light \
    d20/a-0.1-dark.png,20,-0.1,dark \
    d20/a0-light.png,20,0,light \
    d20/a0-dark.png,20,0,dark \
    d20/a0.1-light.png,20,0.1,light \
    d20/a0.1-dark.png,20,0.1,dark
cp "$out" "$test_folder/sweep.csv"
folder_holds "base.yaml sweep.yaml"

run batch - -o folder --dry-run <sweep.yaml
check "a spec from standard input" cmp -s "$out" "$test_folder/sweep.csv"
expect 0
run batch sweep.yaml --dry-run
check "a dry run needs no folder" cmp -s "$out" "$test_folder/sweep.csv"
expect 0
run batch --dry-run -j 3 --force sweep.yaml --output=folder
check "workers change nothing" cmp -s "$out" "$test_folder/sweep.csv"
run batch sweep.yaml -o folder --dry-run --set input=2 --set figure.width=500
check "nor do settings of other keys" cmp -s "$out" "$test_folder/sweep.csv"
run batch sweep.yaml --dry-run --format svg
check "other names for another format" \
    diff "$out" <(sed 's/\.png,/.svg,/' "$test_folder/sweep.csv") >&2
mkdir folder
touch folder/d10
run batch sweep.yaml -o folder --dry-run
check "a folder that is there is left alone" test "$(find folder | wc -l)" -eq 2
rm -r folder

# Shards are the variants in turn, and all of them together.
for shard in 1 2 3 4 5; do
    succeeds batch sweep.yaml --dry-run --shard "$shard/5"
    says "gradfig: $(($(wc -l <"$out") - 1)) variants"
    tail -n +2 "$out" >"$test_folder/shard-$shard"
done
check "the first shard" test "$(cut -d, -f1 "$test_folder/shard-1" | tr '\n' ' ')" = \
    "d10/a-0.1-light.png d10/a0.1-dark.png d20/a0.1-light.png "
check "each variant is in one shard" cmp -s <(sort "$test_folder"/shard-?) \
    <(tail -n +2 "$test_folder/sweep.csv" | sort)
run batch sweep.yaml --dry-run --shard 100000/100000
lists name,depth,networks.residual.slope,figure.theme
rm "$test_folder"/shard-?

list 'vary:
  networks.plain.slope: {from: 0.7, to: 0.9, count: 3}
  figure.theme: [dark]
  networks.plain.intercept: [0.3, 0.2, 0.1]
together: [[networks.plain.slope, networks.plain.intercept]]
name: "{networks.plain.slope}_{networks.plain.intercept}"'
lists name,networks.plain.slope,figure.theme,networks.plain.intercept \
    0.7_0.3.png,0.7,dark,0.3 \
    0.8_0.2.png,0.8,dark,0.2 \
    0.9_0.1.png,0.9,dark,0.1

# ---- names ----

list '{}'
lists name figure.png
list 'depth: 3' --theme-pair
lists name,figure.theme figure-light.png,light figure-dark.png,dark
list 'vary: {depth: [1, 2]}' --theme-pair --format pdf
lists name,depth,figure.theme depth_1-light.pdf,1,light depth_1-dark.pdf,1,dark \
    depth_2-light.pdf,2,light depth_2-dark.pdf,2,dark
list 'vary: {depth: [1]}
format: SVG'
lists name,depth depth_1.svg,1
list 'vary: {depth: [1]}
format: svg' --format pdf
lists name,depth depth_1.pdf,1
list 'vary: {depth: [1]}
format: gif'
refuses 'spec.yaml:2:9: format: expected png, svg or pdf, found "gif"'
list 'vary: {networks.plain.slope: [+0.80], sweep.skip: [1e-3], figure.language: [en, zh]}'
lists name,networks.plain.slope,sweep.skip,figure.language \
    plain.slope_0.80__sweep.skip_1e-3__language_en.png,+0.80,1e-3,en \
    plain.slope_0.80__sweep.skip_1e-3__language_zh.png,+0.80,1e-3,zh
list 'vary: {labels.title: [标题, "a, \"b\"", "x/y", "../z"]}'
lists name,labels.title \
    labels.title_1.png,标题 \
    'labels.title_2.png,"a, ""b"""' \
    labels.title_3.png,x/y \
    labels.title_4.png,../z
list 'vary: {sweep.slopes: [[-0.5, 0], [0.10, +1]], figure.panels: [[gradient, sweep]]}
name: "{sweep.slopes}{figure.panels}"'
lists name,sweep.slopes,figure.panels '11.png,"'"'"'-0.5,0","gradient,sweep"' \
    '21.png,"0.10,+1","gradient,sweep"'
list 'vary: {networks.plain.color: ["#123456", "#abcdef"]}'
lists name,networks.plain.color plain.color_1.png,#123456 plain.color_2.png,#abcdef
list 'vary: {depth: [1, 2], input: [1, 2]}
name: "{depth}/{depth}.d/..{input}"'
refuses 'spec.yaml:2:7: name: expected names that stay in the directory, found a part that begins with a dot: "1/1.d/..1.png"'
list 'vary: {depth: [1, 2], input: [1, 2]}
name: "{depth}/{depth}.d/_{input}.."'
lists name,depth,input 1/1.d/_1...png,1,1 1/1.d/_2...png,1,2 2/2.d/_1...png,2,1 2/2.d/_2...png,2,2
list 'vary: {depth: [1, 2]}
name: "{depth}/index.html"'
lists name,depth 1/index.html.png,1 2/index.html.png,2

list 'vary: {depth: [5, 6, 7, 8, 9], input: [1, 2]}
name: "n{number}-{depth}"' --shard 4/4
lists name,depth,input n04-6.png,6,2 n08-8.png,8,2
# Too long as they are made from the keys.
long=$(printf 'x%.0s' {1..90})
list "vary: {labels.title: [${long}1, ${long}2], labels.subtitle: [${long}, y]}" --shard 2/4
lists name,labels.title,labels.subtitle "variant_2.png,${long}1,y"
list "vary: {labels.title: [${long}1, ${long}2], labels.subtitle: [${long}, y]}
name: \"{labels.title}-{labels.subtitle}{labels.subtitle}\""
expect 2
has_text "$err" "found a part of more than 200 letters"

# ---- bases ----

printf 'vary: {depth: [1, 2], input: [3, 4]}\ntogether: [[depth, input]]\nname: "{depth}-{input}"\n' \
    >base.yaml
list 'base: base.yaml'
lists name,depth,input 1-3.png,1,3 2-4.png,2,4
list $'base: base.yaml\ntogether: []'
lists name,depth,input 1-3.png,1,3 1-4.png,1,4 2-3.png,2,3 2-4.png,2,4
list $'base: base.yaml\nvary: {input: [8, 9]}'
lists name,depth,input 1-8.png,1,8 2-9.png,2,9
list $'base: base.yaml\nvary: {figure.theme: [dark]}\nname: "{input}{figure.theme}"'
lists name,depth,input,figure.theme 3dark.png,1,3,dark 4dark.png,2,4,dark
list $'base: base.yaml\nvary: {input: [7, 8, 9]}'
refuses 'base.yaml:2:12: together: expected as many values of each key, found 2 of depth and 3 of input'
list $'base: base.yaml\nvary: {input: [x, 8]}'
refuses 'spec.yaml:2:16: input: expected a number, found "x"'
list $'base: base.yaml\ntogether: []\ndepth: 7\nname: "{input}"' # a key given here wins
lists name,input 3.png,3 4.png,4
list $'base: base.yaml\ndepth: 7' # nor is it in a group or in names any longer
lists name,input input_3.png,3 input_4.png,4
printf 'vary: {networks.plain.slope: [1, 2]}\n' >base.yaml
list $'base: base.yaml\nnetworks: {plain: {slopes: [3, 4]}}'
lists name figure.png
list $'base: base.yaml\nvary: {networks.plain.slopes: [[1, 2], [3]]}\nname: "{networks.plain.slopes}"'
expect 0
has_line "$out" name,networks.plain.slopes
printf 'networks: {deep: {slope: 0.5}}\n' >base.yaml
list $'base: base.yaml\nvary: {networks.deep.slope: [1]}'
lists name,networks.deep.slope deep.slope_1.png,1
clear_folder

# ---- what other commands see ----

cat >wide.yaml <<'YAML'
figure: {width: 640, height: 440}
vary: {depth: [3, 4], figure.width: [800]}
name: "{depth}"
YAML
succeeds render wide.yaml -o wide.png
says 'gradfig: wide.yaml: one figure, without vary; gradfig batch draws the variants'
run render -o plain.png --set figure.width=640 --set figure.height=440
check "render draws the spec without vary" cmp -s wide.png plain.png
run render wide.yaml -o set.png --set depth=10
check "and sets what would be varied" cmp -s set.png plain.png
run inspect wide.png
check "no recipe varies" test "$(grep -cE '^(vary|together|name)' "$out")" -eq 0
run series wide.yaml
check "series, too" cmp -s "$out" <("$GRADFIG" series)
run batch plain.png --dry-run
lists name figure.png
printf 'vary: {dpeth: [1]}\n' >wrong.yaml
run render wrong.yaml -o wrong.png
refuses 'wrong.yaml:1:8: dpeth: unknown key; the nearest one is depth'
clear_folder

# ---- a million ----

cat >"$test_folder/million.yaml" <<'YAML'
vary:
  depth: {from: 1, to: 100, step: 1}
  input: {from: 0.01, to: 1, step: 0.01}
  networks.plain.slope: {from: -0.495, to: 0.495, count: 100}
name: "d{depth}/i{input}/{networks.plain.slope}"
YAML
ran="a million variants"
status=0
(
    ulimit -t 60
    is_sanitized || ulimit -v $((1 << 20)) # KiB
    exec "$GRADFIG" batch "$test_folder/million.yaml" --dry-run >"$out" 2>"$err"
) || status=$?
expect 0
has_n_lines "$out" 1000001
says "gradfig: 1000000 variants"
check "the last" test "$(tail -n 1 "$out")" = d100/i1/0.495.png,100,1,0.495
check "each name once" test "$(cut -d, -f1 "$out" | LC_ALL=C sort -u | wc -l)" -eq 1000001

# Who has seen enough hears nothing of it; a list that is not whole is no success.
sed 's/0.01, to: 1, step: 0.01/0.1, to: 1, step: 0.1/' "$test_folder/million.yaml" >"$test_folder/many.yaml"
set +o pipefail
check "the first line" test "$("$GRADFIG" batch "$test_folder/many.yaml" --dry-run 2>"$err" |
    head -n 1)" = name,depth,input,networks.plain.slope
set -o pipefail
ran="gradfig batch | head"
is_empty "$err"
if [ -e /dev/full ]; then
    ran="gradfig batch >/dev/full"
    for spec in "$test_folder/many.yaml" -; do
        status=0
        "$GRADFIG" batch "$spec" --dry-run <<<'vary: {depth: [1, 2]}' >/dev/full 2>"$err" ||
            status=$?
        expect 1
        says "gradfig: standard output: cannot write: No space left on device"
    done
fi
folder_holds ""

# ---- options ----

printf 'vary: {depth: [1, 2]}\n' >spec.yaml
for jobs in 0 -1 257 x 1.5 ''; do
    run batch spec.yaml -o folder --dry-run -j "$jobs"
    refuses "gradfig: -j: expected a number of workers from 1 to 256, found \"$jobs\""
done
for shard in 0/2 3/2 1/0 0/0 x 1 / 1/ /2 1/2/3 -1/2 1/+2 1/100001 ''; do
    run batch spec.yaml -o folder --dry-run --shard "$shard"
    refuses "gradfig: --shard: expected I/N with 1 <= I <= N <= 100000, found \"$shard\""
done
run batch spec.yaml
refuses 'gradfig: batch: expected -o DIR, the folder to draw into'
run batch spec.yaml -o ''
refuses 'gradfig: batch: expected -o DIR, the folder to draw into'
run batch spec.yaml -o -
refuses 'gradfig: batch: expected -o DIR, the folder to draw into'
run batch spec.yaml -o folder --dry-run -j
refuses 'gradfig: batch: a value is missing after "-j" (see gradfig batch --help)'
run batch spec.yaml --dry-run --shard
refuses 'gradfig: batch: a value is missing after "--shard" (see gradfig batch --help)'
run batch spec.yaml other.yaml -o folder --dry-run
refuses 'gradfig: batch: unexpected argument "other.yaml"; one spec at a time (see gradfig batch --help)'
run batch -o folder --dry-run
refuses 'gradfig: batch: expected a spec (see gradfig batch --help)'
run batch other.yaml -o folder --dry-run
refuses 'gradfig: other.yaml: cannot read: No such file or directory'
run batch spec.yaml --dry-run --format gif
refuses 'gradfig: --format: expected png, svg or pdf, found "gif"'
run batch spec.yaml --dry-run --layers 3
refuses 'gradfig: batch: unknown option "--layers"; a parameter is set by --set depth=3 (see gradfig batch --help)'
run render spec.yaml -o x.png --dry-run
refuses 'gradfig: render: unknown option "--dry-run" (see gradfig render --help)'

run batch spec.yaml --dry-run --set depth=3
refuses '--set depth=3: expected a key that the spec does not vary'
run batch spec.yaml --dry-run --set depth=x
refuses '--set depth=x: expected a whole number from 0 to 10000000, found "x"'
fails 2 batch spec.yaml --dry-run --set vary=3
has_n_lines "$err" 1
list 'vary: {networks.plain.slope: [1, 2]}' --set networks.plain.slopes=1,2
refuses '--set networks.plain.slopes=1,2: expected a key that the spec does not vary'
list 'vary: {figure.theme: [light]}' --theme-pair
refuses '--theme-pair: expected a spec that does not vary figure.theme'
list 'vary: {depth: [1, 2]}' --theme-pair --set figure.theme=dark
expect 2
has_n_lines "$err" 1
check "$ran: it is --theme-pair that varies the theme" grep -q -e --theme-pair "$err"
list 'vary: {depth: [2, 2]}'
expect 2
has_n_lines "$err" 1
fails 2 batch - --dry-run <spec.yaml
has_text "$err" 'standard input:'
folder_holds spec.yaml

# A key that replaces a base's for the same field leaves its group, and the names that have it.
cat >base.yaml <<'YAML'
vary: {depth: [2, 3], networks.plain.slopes: [[1, 2], [2, 3]]}
together: [[depth, networks.plain.slopes]]
name: "{depth}-{networks.plain.slopes}"
YAML
cat >derived.yaml <<'YAML'
base: base.yaml
vary: {networks.plain.slope: [1, 2, 3]}
YAML
succeeds batch derived.yaml -o x --dry-run
has_line "$out" "depth_3__plain.slope_2.png,3,2"
has_n_lines "$out" 7
rm base.yaml derived.yaml

finish
