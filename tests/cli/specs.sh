#!/usr/bin/env bash
# Specs and figures as input of the command: what is accepted, and the messages.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

here=$(dirname "$(readlink -f "$0")")
specs=${here%/*}/spec/bad_specs
expected=$test_folder/expected
small=(--set figure.width=640 --set figure.height=440) # drawn in little time

# wrong_input LINES: exit status 2 with so many lines, nothing on standard output
wrong_input() {
    expect 2
    is_empty "$out"
    has_n_lines "$err" "$1"
}

# accepted: exit status 0 and nothing to say
accepted() {
    expect 0
    is_empty "$err"
}

# accepts ARGUMENT...: run, and accepted
accepts() {
    run "$@"
    accepted
}

# Whether all that was said is UTF-8 in lines without control characters.
is_clean() {
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 && ! LC_ALL=C grep -q '[[:cntrl:]]' "$1"
}

# in_time ARGUMENT...: run, and ended if it hangs
in_time() {
    ran="gradfig $*"
    status=0
    timeout -s KILL 600 "$GRADFIG" "$@" >"$out" 2>"$err" || status=$?
}

# ---- some of the collection, all of which the test bad_specs reads ----

# batch_is_right LINES: what --dry-run says of the spec $name, and that without it nothing is drawn
batch_is_right() {
    local lines=$1
    in_time batch "$name" -o x --dry-run
    if [[ $name == *-ok-* ]]; then
        expect 0
        has_n_lines "$err" 1
        has_text "$err" " variant"
        check "$ran: a line for each variant" test \
            "$(wc -l <"$out")" -eq $(($(sed 's/^gradfig: \([0-9]*\) .*/\1/' "$err") + 1))
    else
        is_refused "$lines"
        cp "$err" "$test_folder/listing"
        in_time batch "$name" -o x
        check "$ran: as with --dry-run" cmp -s "$err" "$test_folder/listing"
    fi
    folder_holds "$name"
}

# is_refused LINES: with those of the file LINES
is_refused() {
    expect 2
    is_empty "$out"
    sed "s/^/$name:/" "$1" >"$expected"
    check "$ran: expected other lines" diff "$expected" "$err" >&2
    check "$ran: one line a mistake, without control characters" is_clean "$err"
}

for number in 02 19 82 99 130 166 172 180; do
    file=$(echo "$specs/$number"-*.yaml)
    name=$(basename "$file")
    lines=${file%.yaml}.err
    cp "$file" .
    if [[ $name == *-ok-* ]]; then
        check "$name: its .err says accept" grep -qx accept "$lines"
    fi
    if [[ $name == *-batch-* ]]; then
        batch_is_right "$lines"
    elif [[ $name == *-ok-* ]]; then
        in_time render "$name" -o x.png
        accepted
        folder_holds "$name x.png"
        check "$ran: a picture" is_png x.png
    else
        in_time render "$name" -o x.png
        is_refused "$lines"
        folder_holds "$name"
    fi
    clear_folder
done

# ---- where the picture goes ----

run render "${small[@]}" -o "$test_folder/article.png"
article=$test_folder/article.png
printf 'figure: {width: 640, height: 440}\n' >"$test_folder/small.yaml"

cp "$test_folder/small.yaml" foo.yaml
accepts render foo.yaml
is_empty "$out"
folder_holds "foo.png foo.yaml"
check "foo.png is the figure of foo.yaml" cmp -s foo.png "$article"
clear_folder

mkdir sub
cp "$test_folder/small.yaml" "sub/a name.v2.yml"
cp "$test_folder/small.yaml" sub/plain
accepts render "sub/a name.v2.yml"
accepts render sub/plain
folder_holds "a name.v2.png plain.png sub"
check "nothing beside the specs" test "$(echo sub/*)" = "sub/a name.v2.yml sub/plain"
clear_folder

cp "$test_folder/small.yaml" foo.yaml
accepts render foo.yaml -o bar.png
folder_holds "bar.png foo.yaml"
accepts render --set depth=3 foo.yaml -o bar.png
check "a spec may stand behind its settings" test "$("$GRADFIG" inspect bar.png | head -n 1)" = \
    "depth: 3"
clear_folder

printf '{}\n' >foo.png
run render foo.png
check "a spec called foo.png is not written over" test "$(head -c 2 foo.png)" = '{}'
run render ./foo.png
check "however it is spelled" test "$(head -c 2 foo.png)" = '{}'
clear_folder

# ---- standard input ----

accepts render - -o x.png <"$test_folder/small.yaml"
check "a spec from standard input" cmp -s x.png "$article"
clear_folder
accepts series - --layers 3 <"$test_folder/small.yaml"
check "series, too" cmp -s "$out" <("$GRADFIG" series --layers 3)
run render - <"$test_folder/small.yaml"
refuses 'gradfig: expected -o FILE: standard input has no name'
run render - -o x.png <<<'depth: ten'
refuses 'standard input:1:8: depth: expected a whole number from 0 to 10000000, found "ten"'
run series - </dev/null
refuses "standard input:1:1: the file is empty; write {} for the article's figure"
fails 2 series - <&-
has_n_lines "$err" 1
in_time series - </dev/zero
refuses 'standard input: expected a spec of at most 1 MiB, found more'
folder_holds ""

# ---- files that cannot be read ----

run render missing.yaml -o x.png
refuses 'gradfig: missing.yaml: cannot read: No such file or directory'
run series ''
refuses 'gradfig: : cannot read: No such file or directory'
run render $'miss\ning\033.yaml' -o x.png
refuses 'gradfig: miss\x0aing\x1b.yaml: cannot read: No such file or directory'
run series missing.yaml --set depth=ten
refuses 'gradfig: missing.yaml: cannot read: No such file or directory' \
    '--set depth=ten: expected a whole number from 0 to 10000000, found "ten"'
folder_holds ""
mkdir folder
run render folder
refuses 'gradfig: folder: cannot read: Is a directory'
folder_holds folder
if [ "$(id -u)" -ne 0 ]; then
    echo '{}' >protected.yaml
    chmod 000 protected.yaml
    run render protected.yaml
    refuses 'gradfig: protected.yaml: cannot read: Permission denied'
fi
clear_folder
accepts series --set figure.width=8000 --set figure.height=8000 --layers 0
accepts series --set figure.width=2000 --set figure.height=2000 --set figure.scale=4 --layers 0
run series one.yaml two.yaml
expect_refused 2 1
has_text "$err" 'unexpected argument "two.yaml"'

# spec_of_size BYTES: a spec and a comment
spec_of_size() {
    echo '{}'
    printf '#%*s' $(($1 - 4)) ''
}
spec_of_size $((1 << 20)) >large.yaml
check "1 MiB" test "$(stat -c %s large.yaml)" -eq $((1 << 20))
accepts series large.yaml
printf ' ' >>large.yaml
run series large.yaml
refuses 'large.yaml: expected a spec of at most 1 MiB, found more'
printf 'depth: x\n' >base-of-large.yaml
printf 'base: large.yaml\ndepth: x\n' >over.yaml
run series over.yaml
refuses 'over.yaml:2:8: depth: expected a whole number from 0 to 10000000, found "x"' \
    'large.yaml: expected a spec of at most 1 MiB, found more'
clear_folder

name=$(printf 'ä%.0s' $(seq 100))
mkdir "$name"
printf 'depth: ten\n' >"$name/$name.yaml"
fails 2 series "./$name/../$name/../$name/../$name/$name.yaml"
check "$ran: a long path is told in whole characters" is_clean "$err"
fails 2 series "a./$name/../$name/../$name/$name.yaml"
check "$ran: a long path is told in whole characters" is_clean "$err"
printf 'base: "a./%s/../%s/../%s/%s.yaml"\n' "$name" "$name" "$name" "$name" >over.yaml
fails 2 series over.yaml
check "$ran: a long path of a base is told in whole characters" is_clean "$err"
clear_folder

# ---- settings over a file ----

# What recipes have of every network, and of the sweep and random layers, where they are the article's
scales='    scale: 1\n    scale_power: 0\n    slope_sd: 0\n    distribution: normal'
rest='  skip: 1\n  scale: 1\n  slope_sd: 0\n  distribution: normal\nrandom:\n  seed: 1\n  samples: 1000'

# gives SPEC ARGUMENT... < RECIPE: the recipe of the figure that is drawn, without its size and kind
gives() {
    sed "s/^    SCALES/$scales/; s/^  REST/$rest/" >"$expected"
    accepts render "$@" -o "$test_folder/x.png"
    "$GRADFIG" inspect "$test_folder/x.png" 2>"$err" |
        awk '/^[a-z]/ {shown = $1 != "figure:"} shown' >"$test_folder/recipe" || true
    check "$ran: expected another recipe" diff "$expected" "$test_folder/recipe" >&2
}

cat >spec.yaml <<'YAML'
figure: {height: 440, width: 640}
sweep: {slopes: [0.5]}
networks:
  deep: {label: "1.10", slope: 8e-1, color: "#00FF7f"}
  wide:
    intercepts: [+1, .5, 2.]
    slopes:
    - 0.50
    - -1E-3
depth: 4
labels: {sweep-title: "\"a\" \\ é 梯 #: 'b'", title: yes}
YAML
gives spec.yaml <<'YAML'
depth: 4
input: 1
networks:
  deep:
    slope: 8e-1
    intercept: 0
    skip: 0
    SCALES
    label: "1.10"
    color: "#00ff7f"
  wide:
    slopes: [0.50, -1E-3]
    intercepts: [+1, .5, 2.]
    skip: 0
    SCALES
sweep:
  slopes: [0.5]
  REST
geometry:
  x: [-2, 2]
labels:
  title: "yes"
  sweep-title: "\"a\" \\ é 梯 #: 'b'"
YAML
gives spec.yaml --set networks.wide.slope=1e0 --set 'networks.deep.slopes=[0.5,-0]' \
    --set 'sweep.slopes= [ -0.5, 0,0.5 ] ' --set networks.deep.skip=+1 --set labels.title=a=b \
    --set geometry.x=-1,1e0 --set networks.wide.intercepts=0.1 \
    --set networks.deep.color=#123abc --set networks.wide.label=梯度 <<'YAML'
depth: 4
input: 1
networks:
  deep:
    slopes: [0.5, -0]
    intercept: 0
    skip: +1
    SCALES
    label: "1.10"
    color: "#123abc"
  wide:
    slope: 1e0
    intercept: 0.1
    skip: 0
    SCALES
    label: "梯度"
sweep:
  slopes: [-0.5, 0, 0.5]
  REST
geometry:
  x: [-1, 1e0]
labels:
  title: "a=b"
  sweep-title: "\"a\" \\ é 梯 #: 'b'"
YAML

accepts series spec.yaml --set sweep.slopes=-0.5,0,0.5 --layers 4
check "a list of three" test "$(grep -c ^sweep, "$out")" -eq 3
has_text "$out" 'sweep,-0.5,4,1,'

run series spec.yaml --set networks.plain.slope=1
wrong_input 1
has_text "$err" '--set networks.plain.slope=1: unknown name "plain"; the names are: deep, wide; '
while read -r setting why; do
    run series spec.yaml --set "$setting"
    wrong_input 1
    has_text "$err" "--set $setting: $why"
done <<'EOF'
networks.new.slope=1 unknown name "new"
networks.NAME.slope=1 unknown name "NAME"
networks.new={slope:1} unknown key
networks.deep.=1 unknown key
=1 unknown key
.depth=1 unknown key
networks=1 expected one key of this group
networks.deep=1 expected one key of this group
sweep=1 expected one key of this group
base=spec.yaml expected a parameter
EOF
run series spec.yaml --set 'depth= 3' --set depth=3.0 --set 'depth="3"' --set depth= \
    --set sweep.slopes= --set sweep.slopes=[] --set sweep.slopes=1,,2 --set sweep.slopes=[1 \
    --set "sweep.slopes=1 2" --set geometry.x=1 --set networks.wide.slope=1,2 \
    --set networks.deep.color=red --set labels.title= --set "labels.title=$(printf 'x%.0s' {1..201})"
wrong_input 14
check "each setting in its order" test "$(cut -d' ' -f2 "$err" | cut -c1-6 | uniq | tr '\n' ' ')" = \
    "depth= sweep. geomet networ labels "
has_line "$err" \
    '--set depth=3.0: expected a whole number from 0 to 10000000, found "3.0"; write 3'

printf 'depth: ten\nipnut: 3\n' >wrong.yaml
run series wrong.yaml --set input=one --set nothing
refuses 'wrong.yaml:1:8: depth: expected a whole number from 0 to 10000000, found "ten"' \
    'wrong.yaml:2:1: ipnut: unknown key; the nearest one is input' \
    '--set input=one: expected a number, found "one"' \
    '--set nothing: expected KEY=VALUE, as in depth=100, found no "="'
run series spec.yaml --set depth=2
refuses 'spec.yaml:6:17: networks.wide.intercepts: expected at most one value a layer, found 3 values for a depth of 2'
run series spec.yaml --set depth=1
wrong_input 2
has_text "$err" 'spec.yaml:6:17: networks.wide.intercepts: '
has_text "$err" 'spec.yaml:8:5: networks.wide.slopes: '
accepts series spec.yaml --set depth=1 --set networks.wide.slope=1 --set networks.wide.intercept=0
clear_folder

# ---- bases ----

mkdir sub sub/deeper
cat >sub/base.yaml <<'YAML'
depth: 6
figure: {width: 640, height: 440}
networks:
  first: {slope: 0.5, intercept: 0.25, label: First, color: "#111111"}
  second: {slopes: [0.5, 1.5], intercepts: [1, 2], skip: 1}
  third: {slope: 0.75}
YAML
cat >sub/deeper/over.yaml <<'YAML'
# edits two networks by name and adds two at the end
networks:
  new: {slope: 0.9}
  third: {slopes: [1, 2, 3], label: Third}
  second: {slope: 2, intercept: 0.5}
  newest: {slopes: [0.25, 4]}
labels: {title: Over}
base: ../base.yaml
YAML
gives sub/deeper/over.yaml <<'YAML'
depth: 6
input: 1
networks:
  first:
    slope: 0.5
    intercept: 0.25
    skip: 0
    SCALES
    label: "First"
    color: "#111111"
  second:
    slope: 2
    intercept: 0.5
    skip: 1
    SCALES
  third:
    slopes: [1, 2, 3]
    intercept: 0
    skip: 0
    SCALES
    label: "Third"
  new:
    slope: 0.9
    intercept: 0
    skip: 0
    SCALES
  newest:
    slopes: [0.25, 4]
    intercept: 0
    skip: 0
    SCALES
sweep:
  slopes: [-0.8, -0.5, -0.2, 0, 0.2]
  REST
geometry:
  x: [-2, 2]
labels:
  title: "Over"
YAML

# names NETWORKS SPEC: these networks in this order
names() {
    accepts series "$2" --layers 0
    check "$ran: expected the networks $1" \
        test "$(grep ^gradient, "$out" | cut -d, -f2 | tr '\n' ' ')" = "$1 "
}
names "first second third" sub/base.yaml
printf 'base: sub/base.yaml\n' >top.yaml
names "first second third" top.yaml
printf 'base: %s\n' "$PWD/sub/deeper/over.yaml" >top.yaml
names "first second third new newest" top.yaml
printf 'base: top.yaml\nnetworks: {second: {slope: 0.125}}\n' >toptop.yaml
names "first second third new newest" toptop.yaml
has_text "$out" 'geometry,second,2,1,0.' # skip 1 + slope 0.125, times 2, plus the intercept
(cd sub && ln -s deeper/over.yaml link.yaml)
printf '{}\n' >none.yaml
printf 'base: none.yaml\nnetworks: {residual: {slope: 1}, own: {slope: 1}}\n' >top.yaml
names "plain residual own" top.yaml
printf 'networks: {own: {slope: 1}}\n' >top.yaml
names "own" top.yaml
accepts series - --layers 0 <<<'base: sub/base.yaml'
has_text "$out" gradient,third,
printf 'base: 10\n' >top.yaml
cp sub/base.yaml 10
names "first second third" top.yaml

printf 'depth: 4\nbase: top.yaml\n' >toptop.yaml
printf 'base: none.yaml\ndepth: 5\ninput: 3\n' >top.yaml
accepts series toptop.yaml --layers 4
has_text "$out" 'activation,plain,4,'
fails 2 series toptop.yaml --layers 5

# Mistakes are told of every file, the file that was named first.
printf 'input: x\nbase: sub/wrong.yaml\nfigure: {width: 1}\n' >top.yaml
printf 'depth: x\nnetworks: {plain: {slope: y}}\n' >sub/wrong.yaml
run series top.yaml --set depth=z
refuses 'top.yaml:1:8: input: expected a number, found "x"' \
    'top.yaml:3:17: figure.width: expected a whole number from 400 to 8000, found "1"' \
    'sub/wrong.yaml:1:8: depth: expected a whole number from 0 to 10000000, found "x"' \
    'sub/wrong.yaml:2:27: networks.plain.slope: expected a number, found "y"' \
    '--set depth=z: expected a whole number from 0 to 10000000, found "z"'
printf 'depth: 2\nbase: sub/base.yaml\nnetworks: {third: {slopes: [1, 2, 3]}}\n' >top.yaml
run series top.yaml
refuses 'top.yaml:3:28: networks.third.slopes: expected at most one value a layer, found 3 values for a depth of 2'
printf 'depth: 1\nbase: sub/base.yaml\n' >top.yaml
run series top.yaml
refuses 'sub/base.yaml:5:20: networks.second.slopes: expected at most one value a layer, found 2 values for a depth of 1' \
    'sub/base.yaml:5:44: networks.second.intercepts: expected at most one value a layer, found 2 values for a depth of 1'
printf 'base: sub/syntax.yaml\ndepth: x\n' >top.yaml
printf 'a: [\n' >sub/syntax.yaml
run series top.yaml
wrong_input 2
has_line "$err" 'top.yaml:2:8: depth: expected a whole number from 0 to 10000000, found "x"'
has_text "$err" 'sub/syntax.yaml:2:1: '
{
    printf 'base: sub/many.yaml\n'
    printf 'own-%d: 1\n' {1..15}
} >top.yaml
printf 'other-%d: 1\n' {1..15} >sub/many.yaml
run series top.yaml
wrong_input 20
check "$ran: the file that was named first" test "$(grep -c ^top.yaml: "$err")" -eq 15

# A base that cannot be read makes no other mistakes.
printf 'base: missing.yaml\nnetworks: {deep: {intercept: 1}}\n' >top.yaml
run series top.yaml
refuses 'top.yaml:1:7: base: expected another spec, found missing.yaml: No such file or directory'
printf 'base: sub\n' >top.yaml
run series top.yaml
refuses 'top.yaml:1:7: base: expected another spec, found sub: not a file'
printf 'base: sub/base.yaml\nbase: none.yaml\n' >top.yaml
run series top.yaml
refuses 'top.yaml:2:1: base: duplicate key, already given in line 1'
for base in '' '""' '{a: b}'; do
    printf 'base: %s\n' "$base" >top.yaml
    run series top.yaml
    wrong_input 1
    has_text "$err" 'top.yaml:1:'
    has_text "$err" ': base: expected the name of a file, found '
done
run render -o figure.png "${small[@]}"
printf 'base: figure.png\n' >top.yaml
run series top.yaml
wrong_input 1
has_text "$err" 'figure.png'
: >sub/nothing.yaml
printf 'base: sub/nothing.yaml\n' >top.yaml
run series top.yaml
refuses "sub/nothing.yaml:1:1: the file is empty; write {} for the article's figure"
mkfifo pipe
printf 'base: pipe\n' >top.yaml
in_time series top.yaml
refuses 'top.yaml:1:7: base: expected another spec, found pipe: not a file'
printf 'base: /dev/zero\n' >top.yaml
in_time series top.yaml
refuses 'top.yaml:1:7: base: expected another spec, found /dev/zero: not a file'

# Cycles, however they are spelled, and chains.
printf 'base: self.yaml\ndepth: x\n' >self.yaml
run series self.yaml
refuses 'self.yaml:1:7: base: expected another spec, found self.yaml: it is its own base' \
    'self.yaml:2:8: depth: expected a whole number from 0 to 10000000, found "x"'
printf 'base: ./sub/../sub/b.yaml\n' >a.yaml
printf 'base: c.yaml\n' >sub/b.yaml
ln -s ../a.yaml sub/c.yaml
run series a.yaml
refuses './sub/../sub/b.yaml:1:7: base: expected another spec, found ./sub/../sub/c.yaml: it is its own base'
printf '{}\n' >chain-0.yaml
for i in {1..9}; do
    printf 'base: chain-%d.yaml\n' $((i - 1)) >"chain-$i.yaml"
done
accepts series chain-8.yaml
run series chain-9.yaml
refuses 'chain-1.yaml:1:7: base: expected another spec, found chain-0.yaml: more than 8 bases, one of another'
{
    printf 'networks:\n'
    printf '  n%d: {slope: 1}\n' {1..8}
} >eight.yaml
printf 'base: eight.yaml\nnetworks:\n  n3: {slope: 2}\n  n9: {slope: 1}\n' >top.yaml
run series top.yaml
refuses 'top.yaml:4:3: networks.n9: expected at most 8 networks, found another'
clear_folder

# ---- figures as specs ----

accepts render "${small[@]}" --set depth=7 --set networks.plain.slope=9e-1 -o a.png
cp a.png "$test_folder/a.png"
accepts render a.png -o b.png
check "the figure of a figure is the same" cmp -s a.png b.png
accepts render - -o c.png <a.png
check "from standard input, too" cmp -s a.png c.png
accepts render a.png -o c.png --set depth=10 --set networks.plain.slope=0.8
check "settings change it" cmp -s c.png "$article"
accepts series a.png
check "its series is its spec's" \
    cmp -s "$out" <("$GRADFIG" series --set depth=7 --set networks.plain.slope=9e-1)
run render a.png
refuses 'gradfig: expected -o FILE: the figure that is read is not overwritten'
run render a.png --set depth=3
wrong_input 1
check "and it is not" cmp -s a.png "$test_folder/a.png"
run render a.png --set depth=x -o x.png
refuses '--set depth=x: expected a whole number from 0 to 10000000, found "x"'
folder_holds "a.png b.png c.png"
cp a.png a.yaml
accepts series a.yaml --layers 7
clear_folder

accepts inspect "$test_folder/a.png"
cp "$out" recipe.yaml
has_line recipe.yaml 'depth: 7'
has_line recipe.yaml '    slope: 9e-1'
accepts render recipe.yaml -o b.png
check "a recipe is a spec" cmp -s b.png "$test_folder/a.png"
accepts inspect - <"$test_folder/a.png"
check "inspect reads standard input" cmp -s "$out" recipe.yaml
cp "$test_folder/a.png" deep.png
example=$("$GRADFIG" inspect --help | tail -n 1)
check "the example of inspect --help works" eval "${example//gradfig/\"\$GRADFIG\"}"
clear_folder

# ---- what is no figure ----

# be32 NUMBER: its four bytes
be32() {
    local hex
    hex=$(printf %08x "$1")
    printf '%b' "\x${hex:0:2}\x${hex:2:2}\x${hex:4:2}\x${hex:6:2}"
}

# chunk TYPE < DATA: a chunk of a PNG; gzip knows its checksum
chunk() {
    { printf %s "$1" && cat; } >"$test_folder/chunk"
    be32 $(($(stat -c %s "$test_folder/chunk") - 4))
    cat "$test_folder/chunk"
    be32 "$((16#$(gzip -c <"$test_folder/chunk" | tail -c 8 | head -c 4 |
        od -An -tx4 --endian=little | tr -d ' ')))"
}

# tiny_png [KEYWORD < TEXT]: a PNG of one pixel, with a text where there is a keyword
tiny_png() {
    printf '\x89PNG\r\n\x1a\n'
    printf '\0\0\0\1\0\0\0\1\x08\x02\0\0\0' | chunk IHDR
    [ $# -eq 0 ] || { printf '%s\0\0\0\0\0' "$1" && cat; } | chunk iTXt
    printf '\x78\x01\x01\x04\0\xfb\xff\0\x12\x34\x56\0\xf8\0\x9d' | chunk IDAT
    printf '' | chunk IEND
}

tiny_png gradfig <<<'{depth: 3}' >tiny.png
accepts inspect tiny.png
has_line "$out" 'depth: 3'
tiny_png >foreign.png
tiny_png Comment <<<'{depth: 3}' >comment.png
for file in foreign.png comment.png; do
    for command in inspect verify series "render -o x.png"; do
        # shellcheck disable=SC2086 # the words are arguments
        run $command "$file"
        refuses "gradfig: $file: expected a PNG that gradfig wrote, found one without a recipe"
    done
done
printf '{}\n' >text.yaml
printf 'GIF89a' >other.gif
: >empty.png
for command in inspect verify; do
    for file in other.gif empty.png; do
        run "$command" "$file"
        refuses "gradfig: $file: expected a figure that gradfig wrote"
    done
    run "$command" text.yaml
    refuses "gradfig: text.yaml: expected a figure that gradfig wrote, found a spec"
    run "$command" missing.png
    refuses 'gradfig: missing.png: cannot read: No such file or directory'
    run "$command" .
    refuses 'gradfig: .: cannot read: Is a directory'
    run "$command"
    refuses "gradfig: $command: expected a figure (see gradfig $command --help)"
done
run inspect tiny.png tiny.png
wrong_input 1
run inspect tiny.png --set depth=3
wrong_input 1

# recipe_is_refused LINE... < RECIPE: in a figure that can be read
recipe_is_refused() {
    tiny_png gradfig >wrong.png
    run render wrong.png -o x.png
    refuses "$@"
    for command in inspect verify; do
        run "$command" wrong.png
        refuses "$@" 'gradfig: wrong.png: its recipe is not a spec'
    done
}
recipe_is_refused 'wrong.png:1:8: depth: expected a whole number from 0 to 10000000, found "x"' \
    'wrong.png:2:1: ipnut: unknown key; the nearest one is input' <<<$'depth: x\nipnut: 3'
recipe_is_refused 'wrong.png:1:1: base: expected no base in a recipe, found one' \
    <<<'base: text.yaml'
for part in 'vary: {depth: [1, 2]}' 'vary: 3' 'together: []' 'name: figure'; do
    recipe_is_refused "wrong.png:1:1: ${part%%:*}: expected no ${part%%:*} in a recipe, found one" \
        <<<"$part"
done
recipe_is_refused 'wrong.png:1:10: expected no control characters, found \x1b' \
    <<<$'labels: {\033[31m: red}'
recipe_is_refused 'wrong.png:1:3: expected UTF-8, found a byte that is not' <<<$'# \xff'
recipe_is_refused "wrong.png:1:1: the file is empty; write {} for the article's figure" </dev/null
clear_folder

# ---- damaged figures ----

# is_found: one clear line
is_found() {
    [ "$status" -eq 2 ] && [ "$(wc -l <"$err")" -eq 1 ] && [ ! -s "$out" ] && is_clean "$err" &&
        grep -q '^gradfig: damaged.png: ' "$err"
}

# is_unharmed: the recipe as it was
is_unharmed() {
    [ "$status" -eq 0 ] && [ ! -s "$err" ] && cmp -s "$out" "$test_folder/recipe"
}

# damage OFFSET...: makes damaged-OFFSET.png of each, the figure with a bit of the byte there flipped
damage() {
    perl -e '
        local $/;
        open my $figure, "<:raw", shift or die;
        my $bytes = <$figure>;
        for my $offset (@ARGV) {
            my $changed = $bytes;
            substr($changed, $offset, 1) ^= chr(1 << $offset % 8);
            open my $damaged, ">:raw", "damaged-$offset.png" or die;
            print $damaged $changed;
            close $damaged or die;
        }' "$test_folder/a.png" "$@"
}

# all_found: one process finds the damage of each figure, with a line for each
all_found() {
    in_time verify damaged-*.png
    ran="gradfig verify damaged-*.png"
    expect 2
    is_empty "$out"
    check "$ran: clear lines" is_clean "$err"
    check "$ran: the damage of each" \
        test "$(sed -n 's/^gradfig: \(damaged-.*\.png\): .*/\1/p' "$err" | sort)" = "$(ls | sort)"
    has_n_lines "$err" "$(ls | wc -l)"
    clear_folder
}

"$GRADFIG" inspect "$test_folder/a.png" >"$test_folder/recipe"
size=$(stat -c %s "$test_folder/a.png")
# The recipe stands before the pixels, and is read without them.
pixels=$(($(grep -abo IDAT "$test_folder/a.png" | head -n 1 | cut -d: -f1) - 4))
check "the recipe is no short one" test "$pixels" -gt 400
# shellcheck disable=SC2046 # the numbers are arguments
damage $(seq 0 40) $(seq 41 11 $((pixels - 1))) $((pixels - 1))
check "a figure for each bit" test "$(ls | wc -l)" -gt 60
all_found
for offset in 0 20 40 $((pixels / 2)) $((pixels - 1)); do
    damage "$offset"
    mv "damaged-$offset.png" damaged.png
    in_time inspect damaged.png
    check "$ran: the damage at $offset is found: status $status" is_found
done
for offset in $((pixels + 8)) $((size / 2)) $((size - 1)); do
    damage "$offset"
    mv "damaged-$offset.png" damaged.png
    in_time inspect damaged.png
    check "$ran: the damage at $offset is behind the recipe" is_unharmed
done
for length in 0 8 40 $((pixels - 1)); do
    head -c "$length" "$test_folder/a.png" >damaged.png
    for command in inspect series "render -o x.png"; do
        # shellcheck disable=SC2086 # the words are arguments
        in_time $command damaged.png
        expect 2
        has_n_lines "$err" 1
    done
done
folder_holds damaged.png
clear_folder
for length in 0 1 7 8 9 16 32 33 40 100 $((pixels / 2)) $((pixels - 1)); do
    head -c "$length" "$test_folder/a.png" >"damaged-$length.png"
done
all_found

# ---- verify ----

cp "$test_folder/a.png" same.png
accepts verify same.png
has_line "$out" 'same.png: same'
has_n_lines "$out" 1

"$CHANGE_PIXEL" same.png pixel.png
fails 1 verify pixel.png
has_line "$out" 'pixel.png: differs: 1 of 281600 pixels, by at most 1 of 255'
says 'gradfig: figures that differ from their recipes: 1 of 1'

{ cat same.png && printf ' '; } >bytes.png
fails 1 verify bytes.png
has_line "$out" 'bytes.png: differs: the same pixels in other bytes'
says 'gradfig: figures that differ from their recipes: 1 of 1'

head -c $((size - 100)) same.png >cut.png
fails 1 verify cut.png
has_text "$out" 'cut.png: differs: cannot read: '
says 'gradfig: figures that differ from their recipes: 1 of 1'

{
    "$GRADFIG" inspect same.png
    echo '# a comment'
} | tiny_png gradfig >tiny.png
fails 1 verify tiny.png
has_line "$out" 'tiny.png: differs: expected 640 x 440 pixels, found 1 x 1'

fails 1 verify same.png pixel.png same.png bytes.png
has_n_lines "$out" 4
check "a line for each, in their order" \
    test "$(cut -d: -f1,2 "$out" | tr '\n' ' ')" = \
    "same.png: same pixel.png: differs same.png: same bytes.png: differs "
says 'gradfig: figures that differ from their recipes: 2 of 4'
tiny_png >foreign.png
fails 2 verify pixel.png foreign.png missing.png same.png
has_n_lines "$out" 2
has_line "$out" 'same.png: same'
has_n_lines "$err" 2
has_text "$err" 'gradfig: foreign.png: expected a PNG that gradfig wrote'
has_text "$err" 'gradfig: missing.png: cannot read: '
run verify - <same.png
wrong_input 1
folder_holds "bytes.png cut.png foreign.png pixel.png same.png tiny.png"
check "and nothing was written" cmp -s same.png "$test_folder/a.png"
clear_folder

# ---- signals while reading ----

mkfifo "$test_folder/pipe"
exec 9<>"$test_folder/pipe" # so that it never ends
for signal in "INT 130" "TERM 143"; do
    for arguments in "render - -o x.png" "inspect -" "series -"; do
        ran="gradfig $arguments, SIG${signal% *} while it reads"
        # shellcheck disable=SC2086 # the words are arguments
        "$GRADFIG" $arguments <"$test_folder/pipe" >"$out" 2>"$err" 9>&- &
        pid=$!
        await catches_signals "$pid"
        await sleeps "$pid"
        kill -s "${signal% *}" "$pid"
        timeout 600 tail --pid="$pid" -s 0.05 -f /dev/null || kill -s KILL "$pid"
        status=0
        wait "$pid" || status=$?
        expect_refused "${signal#* }" 1
        has_text "$err" 'gradfig: interrupted'
    done
done
exec 9>&-

# ---- variants ----

printf 'depth: 3\nvary: {depth: [1, 2]}\n' >vary.yaml
for arguments in 'render -o x.png' 'render -o x.svg'; do
    # shellcheck disable=SC2086 # the words are arguments
    succeeds $arguments vary.yaml "${small[@]}"
    says 'gradfig: vary.yaml: one figure, without vary; gradfig batch draws the variants'
done
for arguments in 'report -o x.html' 'batch -o x --dry-run'; do
    # shellcheck disable=SC2086
    succeeds $arguments vary.yaml
    check "$ran: as asked" test "$(grep -c 'without vary' "$err")" -eq 0
done
clear_folder

# ---- typed at a terminal ----

# typed TEXT STATUS ARGUMENT...: one Ctrl-D after the text, which comes after $typed_after seconds, ends it
typed_after=0
typed() {
    ran="gradfig ${*:3}, typed"
    python3 "$here/typed.py" "$1" "$typed_after" 60 "$GRADFIG" "${@:3}" >"$out" 2>"$err" || failed "$ran"
    has_line "$out" "status $2"
}
if needs python3; then
    typed $'depth: 5\n' 0 render - -o x.png "${small[@]}"
    has_text "$out" 'gradfig: reading the spec from the terminal; Ctrl-D ends it'
    typed_after=2.5 typed $'{}\n' 0 series -
    check "$ran says nothing while it waits" test "$(grep -c 'at work' "$out")" -eq 0
    typed $'# longer than the beginning of a figure\ndepth: 5\n' 0 series -
    typed '' 2 check -
    has_text "$out" 'standard input:1:1: the file is empty'
    typed $'layer,gradient\n' 2 fit -
    has_text "$out" 'gradfig: reading the measurements from the terminal; Ctrl-D ends it'
    typed $'{}\n' 2 filter pandoc
    has_text "$out" 'gradfig: reading the document from the terminal; Ctrl-D ends it'
fi

finish
