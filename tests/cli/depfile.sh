#!/usr/bin/env bash
# Tests of --depfile with the real make and ninja: names of every kind, files that change or vanish.
# usage: depfile.sh. GRADFIG names the command.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

small='figure: {width: 400, height: 300, panels: [gradient]}'
base='b $ase#1:x/a.yaml'
spec='the spec.yaml'

write_specs() {
    mkdir -p "$(dirname "$base")"
    echo "$small" >"$base"
    echo "base: '$base'" >"$spec"
}

# ---- what it holds ----

write_specs
succeeds render "$spec" -o 'o:u $t.png' --theme-pair --depfile x.d
check "the rule" cmp x.d - <<'END'
o\:u\ $$t-light.png o\:u\ $$t-dark.png: \
  the\ spec.yaml \
  b\ $$ase\#1\:x/a.yaml
the\ spec.yaml:
b\ $$ase\#1\:x/a.yaml:
END
run render -o a.png --depfile none.d
check "no file is read" cmp none.d - <<<'a.png:'
run render a.png -o b.svg --depfile figure.d
has_text figure.d 'a.png'
"$GRADFIG" render - -o c.png --depfile input.d <"$spec"
check "standard input is no file" test "$(grep -c yaml input.d)" -eq 2
succeeds report "$spec" -o r.html --depfile r.d
has_text r.d 'r.html: '
has_text r.d '  the\ spec.yaml'
for arguments in "-o -" ""; do
    # shellcheck disable=SC2086
    fails 2 report "$spec" $arguments --depfile no.d
    has_text "$err" '--depfile: expected -o FILE'
done
fails 2 render "$spec" -o d.png --depfile "$base"
has_text "$err" "read as $base"
fails 2 render "$spec" -o $'d\n.png' --depfile no.d
check "nothing is drawn without it" test ! -e $'d\n.png'
fails 2 render missing.yaml -o d.png --depfile no.d
check "none of a figure that fails" test ! -e no.d

# ---- results have a file each ----

# not_apart FILE ARGUMENT...: FILE would have two results, and nothing is written
not_apart() {
    local file=$1
    shift
    fails 2 "$@"
    has_text "$err" "$file: expected a file for each result, found two results for this one"
    check "$ran: nothing is written" test ! -e q.svg -a ! -e fig-dark.png -a ! -e r.md -a ! -e r.png
}

ln -s q.svg link
not_apart q.svg render "$spec" -o q.svg --depfile q.svg
not_apart ./q.svg render "$spec" -o q.svg --depfile ./q.svg
not_apart link render "$spec" -o q.svg --depfile link
not_apart fig-light.png render "$spec" -o fig.png --theme-pair --depfile fig-light.png
not_apart r.md report "$spec" -o r.md --depfile r.md
not_apart r.png report "$spec" -o r.md --depfile r.png
not_apart r.png report "$spec" -o r.png --format md
succeeds report "$spec" -o /dev/null --format md --depfile /dev/null
clear_folder

# ---- make and ninja ----

# One rule draws a figure, one keeps the documents up to date.
cat >Makefile <<'END'
all: o\ $$t.png docs.stamp
o\ $$t.png:
	$(GRADFIG) render 'the spec.yaml' -o '$@' --depfile o.d
docs.stamp:
	$(GRADFIG) embed 'a b.md' --depfile $@.d && touch $@
-include o.d docs.stamp.d
END
cat >build.ninja <<'END'
rule render
  command = $$GRADFIG render 'the spec.yaml' -o $out --depfile o.d
  depfile = o.d
rule embed
  command = $$GRADFIG embed 'a b.md' --depfile $out.d && touch $out
  depfile = $out.d
  deps = gcc
build o$ $$t.png: render
build docs.stamp: embed
END
export GRADFIG

# n_made TOOL: how many commands it starts; what is older than a second ago was made before
n_made() {
    case $1 in
    make) make 2>"$err" | grep -c gradfig || true ;;
    ninja) ninja -v 2>"$err" | grep -c '^\[.*GRADFIG' || true ;;
    esac
}

# makes TOOL N WHAT
makes() {
    local n
    n=$(n_made "$1")
    check "$1 makes $2 $3, not $n" test "$n" -eq "$2"
    find . -type f -exec touch -d '-5 seconds' {} +
    # What is made is newer than what it is made of.
    touch -d '-4 seconds' 'o $t.png' docs.stamp ./*.d 2>/dev/null || true
}

for tool in make ninja; do
    needs $tool || continue
    write_specs
    printf '<!-- gradfig: img/a.png\nbase: %s\n-->\n<!-- gradfig end -->\n' "'$base'" >'a b.md'
    makes $tool 2 "at first"
    makes $tool 0 "then"
    touch "$base"
    makes $tool 2 "after a change of the base"
    touch 'a b.md'
    makes $tool 1 "after a change of the document"
    touch 'the spec.yaml'
    makes $tool 1 "after a change of the spec"
    rm img/a.png
    makes $tool 1 "without the picture"
    check "$tool: the picture is back" test -s img/a.png
    rm "$base"
    echo "$small" >'the spec.yaml'
    printf '<!-- gradfig: img/a.png\n%s\n-->\n<!-- gradfig end -->\n' "$small" >'a b.md'
    makes $tool 2 "without the base, which nothing needs any more"
    makes $tool 0 "at last"
    find . -mindepth 1 ! -name Makefile ! -name build.ninja -delete
done

finish
