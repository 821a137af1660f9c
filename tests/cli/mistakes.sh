#!/usr/bin/env bash
# What the command says about mistaken arguments: one line, with what is probably meant.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

printf 'depth: 3\n' >mine.yaml
printf '{}\n' >other.yaml
printf 'claims: [{text: a, quantity: gradient.plain, below: 1e-9}]\n' >claims.yaml

# says STATUS LINE ARGUMENT...: the only line on standard error, after "gradfig: "
says() {
    local expected=$1 line=$2
    shift 2
    run "$@"
    expect "$expected"
    is_empty "$out"
    has_n_lines "$err" 1
    has_line "$err" "gradfig: $line"
}

# ---- the first word ----

says 2 'unknown option "--versoin"; the nearest one is --version (see gradfig --help)' --versoin
says 2 'unknown option "--bogus" (see gradfig --help)' --bogus
says 2 'unknown command "rendr"; the nearest one is render (see gradfig --help)' rendr
says 2 'unknown command "rendr"; the nearest one is render (see gradfig --help)' help rendr
says 2 'unknown command "mine.yaml"; to draw it: gradfig render mine.yaml (see gradfig --help)' mine.yaml
says 2 'unknown option "--set"; first comes a command: gradfig render --set (see gradfig --help)' --set depth=3
for words in --version -V version "render --version"; do
    # shellcheck disable=SC2086 # words
    succeeds $words
    has_text "$out" "gradfig "
done
"$GRADFIG" render --help >help
succeeds help render
check "help render is render --help" cmp -s help "$out"

# ---- options ----

see="(see gradfig render --help)"
says 2 "render: unknown option \"--theme\"; a parameter is set by --set figure.theme=dark $see" \
    render --theme dark
says 2 "render: unknown option \"--depth\"; a parameter is set by --set depth=100 $see" render --depth 100
says 2 "render: unknown option \"--slope\"; a parameter is set by --set networks.NAME.slope=-3 $see" \
    render --slope=-3 mine.yaml
says 2 "render: unknown option \"--outptu\"; the nearest one is --output $see" render --outptu
says 2 "render: unknown option \"--forc\"; the nearest one is --force $see" render --forc
says 2 "render: unexpected value in \"--force=yes\"; the option takes none $see" render --force=yes
says 2 "render: unknown option \"-x\" $see" render -xo
says 2 "render: unknown option \"--out\"; the nearest one is --output $see" render --out=x.png
says 2 "render: unknown option \"--them\"; a parameter is set by --set figure.theme=dark $see" render --them dark
says 2 "render: unknown option \"-output\"; the nearest one is --output $see" render -output
says 2 "render: unknown option \"-depth\"; a parameter is set by --set depth=3 $see" render -depth=3
says 2 "render: unexpected argument \"depth=100\"; a parameter is set by --set depth=100 $see" render depth=100
says 2 "render: unexpected argument \"networks.plain.slope=2\"; a parameter is set by --set networks.plain.slope=2 $see" \
    render mine.yaml networks.plain.slope=2
says 2 "render: unexpected argument \"theme=dark\"; a parameter is set by --set figure.theme=dark $see" render theme=dark
says 2 'gift=1: cannot read: No such file or directory' render gift=1
for words in "report r.txt md" "report r.markdown md" "report r.htm html" "series s.txt text"; do
    read -r command name format <<<"$words"
    fails 2 "$command" -o "$name"
    has_text "$err" ", or --format $format beside it, found \"$name\""
done
fails 2 report -o r.doc
has_text "$err" ', or --format beside it, found "r.doc"'
says 2 "render: unexpected argument \"World\"; put a text with blanks in quotes, as in --set \"labels.title=Hello World\" $see" \
    render --set labels.title=Hello World
says 2 "render: --set: expected KEY=VALUE, found \"networks.plain.slope\"; join them, as in --set networks.plain.slope=-0.5 $see" \
    render --set networks.plain.slope -0.5 -o x.png
says 2 "render: unexpected argument \"0.5\"; separate the numbers of a list by commas, as in --set sweep.slopes=-0.5,0.5 $see" \
    render --set sweep.slopes=-0.5 0.5
says 2 "render: unexpected argument \"other.yaml\"; one spec at a time $see" render mine.yaml other.yaml
says 2 'batch: unknown option "--layers"; a parameter is set by --set depth=3 (see gradfig batch --help)' \
    batch mine.yaml --layers 3 --dry-run
says 2 'check: unknown option "--port" (see gradfig check --help)' check --port 3

# By the names that other programs give it.
for words in "scale figure.scale" "dpi figure.dpi" "title labels.title" "lang figure.language" \
    "style figure.theme" "gain networks.NAME.slope" "alpha networks.NAME.scale" "n-layers depth"; do
    read -r word key <<<"$words"
    says 2 "render: unknown option \"--$word\"; a parameter is set by --set $key=2 $see" render "--$word" 2
done
says 2 "render: unknown option \"--figsize\"; parameters are set by --set: figure.width and figure.height $see" \
    render --figsize
says 2 "render: unknown option \"--xlabel\" $see" render --xlabel
says 2 "render: unexpected argument \"networks.plain.bias=1\"; a parameter is set by --set networks.NAME.intercept=1 $see" \
    render networks.plain.bias=1
says 2 'unknown command "init" (see gradfig --help)' init

# ---- files ----

says 2 '-o: expected a file name that ends in .png, .svg or .pdf, or --format beside it, found "x"' render -o x
says 1 'missing/x.png: cannot write: the folder missing/ does not exist' render -o missing/x.png
ln -s missing/x.png dangling.png
says 1 'dangling.png: cannot write: the folder that this link leads to does not exist: missing/x.png' \
    render -o dangling.png
succeeds render --theme-pair -o pair.png
says 2 'pair.png: cannot read: No such file or directory; pair-light.png of a pair is there' snippet pair.png
for format in png svg pdf; do
    succeeds render -o "fig.$format"
    fails 2 render - -o x.png <<<"base: fig.$format"
    has_n_lines "$err" 1
    has_text "$err" '; a base is a spec, and gradfig inspect prints that of a figure'
done
printf '# Title\n\nText.\n\n<!-- gradfig: a.png -->\n<!-- gradfig end -->\n' >page.md
for words in check "render -o x.png" series; do
    # shellcheck disable=SC2086 # words
    fails 2 $words page.md
    has_line "$err" "gradfig: page.md: expected a spec; gradfig embed draws the figures of a document, and \
gradfig embed --check checks its claims"
done
says 2 'mine.yaml has no claims (see gradfig check --help)' check mine.yaml
says 2 'check: expected a spec with claims, found none (see gradfig check --help)' check
says 2 'mine.yaml: expected a figure that gradfig wrote, found a spec' inspect mine.yaml
succeeds render mine.yaml -o x --format PNG
check "a name without an ending, with --format" is_png x
succeeds render mine.yaml -o /dev/stdout
check "standard output by its path needs no --format" is_png "$out"

# ---- words ----

run snippet x --for GitHub
"$GRADFIG" snippet x --for github >github
check "the case of a system does not matter" cmp -s github "$out"
run keys depth
has_n_lines "$out" 3
run keys DEPTH
has_n_lines "$out" 3
run keys networks.plain.slope
has_line "$out" networks.NAME.slope
run keys figure
has_line "$out" figure.width
says 2 'keys: unknown key "dpeth"; the nearest one is depth' keys dpeth
says 2 'keys: unknown key "weight"; the nearest one is networks.NAME.slope' keys weight
says 2 'keys: unknown key "nonsense"; all are listed by gradfig keys' keys nonsense
says 2 'keys: unknown quantity "gradeint"; the nearest one is gradient' keys --quantities gradeint

# ---- numbers ----

# A line of its own, as of a spec: without the name of the command.
fails 2 render -o x.png --set 'sweep.slopes=-0.5 0.5' --set depth=1e3 --set networks.plain.slope=−0,5
slopes="expected a list of at least 1 and at most 16 numbers"
has_line "$err" "--set sweep.slopes=-0.5 0.5: $slopes, found \"-0.5 0.5\"; separate the numbers with commas"
has_line "$err" \
    '--set depth=1e3: expected a whole number from 0 to 10000000, found "1e3"; write 1000'
has_line "$err" '--set networks.plain.slope=−0,5: expected a number, found "−0,5"; write -0.5'


# ---- keys ----

# set_says LINE SETTING: the only line on standard error
set_says() {
    fails 2 render -o x.png --set "$2"
    has_n_lines "$err" 1
    has_line "$err" "--set $2: $1"
}
set_says 'expected KEY=VALUE, as in depth=100, found no "="' depth
set_says 'expected KEY=VALUE, found a colon in place of =' depth:3
set_says 'expected KEY=VALUE without blanks before the =' 'depth = 3'
set_says 'expected a parameter; vary stands in a spec file' vary.depth=1,2
set_says 'expected one key of this group, such as networks.plain.slope' networks.plain=1
set_says 'unknown key; the nearest one is networks.residual.slope' residual.slope=1
set_says 'unknown name "third"; the names are: plain, residual; a spec file can add others under networks' \
    networks.third.slope=1

# ---- characters that no font has ----

cat >emoji.yaml <<'YAML'
depth: x
networks:
  a: {slope: 1, label: "fine"}
  b: {slope: 2, label: "👍"}
labels: {title: "🚀", subtitle: "🚀"}
YAML
fails 2 render emoji.yaml --set labels.subtitle=fine -o x.png
has_n_lines "$err" 3
can_draw="expected characters that a font of the packages fonts-inter, fonts-dejavu-core and fonts-noto-cjk can draw"
has_text "$err" 'emoji.yaml:1:8: depth: '
has_line "$err" "emoji.yaml:4:24: networks.b.label: $can_draw, found 👍 (U+1F44D)"
has_line "$err" "emoji.yaml:5:17: labels.title: $can_draw, found 🚀 (U+1F680)"
{
    printf '<!-- gradfig: x.png\n'
    sed 's/depth: x/depth: 3/' emoji.yaml
    printf -- '-->\n<!-- gradfig end -->\n'
} >emoji.md
fails 2 embed emoji.md
has_line "$err" "emoji.md:5:24: networks.b.label: $can_draw, found 👍 (U+1F44D)"
has_line "$err" "emoji.md:6:17: labels.title: $can_draw, found 🚀 (U+1F680)"
has_line "$err" "emoji.md:6:32: labels.subtitle: $can_draw, found 🚀 (U+1F680)"

# ---- one file for both streams ----

"$GRADFIG" check claims.yaml >both 2>&1 || true
check "the summary comes last" test "$(tail -n 1 both)" = "gradfig: the claim does not hold"
finish
