#!/usr/bin/env bash
# What a short spec may ask for is bounded before it is computed. What takes long says so on a
# terminal, and ends at once on a signal.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../shared/lib.sh"

# run_within SECONDS KILOBYTES ARGUMENT...: of processor time and memory
run_within() {
    local seconds=$1 kilobytes=$2
    shift 2
    ran="gradfig $*"
    status=0
    (ulimit -t "$seconds"; is_sanitized || ulimit -v "$kilobytes"; exec "$GRADFIG" "$@") \
        >"$out" 2>"$err" || status=$?
}

# ---- variants, counted before they are made ----

# vary COUNT KEYS: so many values of each
vary() {
    echo 'networks:'
    printf '  n%d: {slope: 1}\n' 0 1 2 3 4 5 6 7
    echo 'vary:'
    for i in 0 1 2 3 4 5 6 7; do
        for key in slope intercept skip scale; do
            echo "  networks.n$i.$key: {from: 0, to: 1, count: $1}"
        done
    done | head -n "$2"
}
readonly AT='11:22: networks.n0.slope: expected at most'

vary 1000000 32 >bomb.yaml
run_within 3 200000 batch bomb.yaml -o b --dry-run
expect_refused_with() {
    expect 2
    is_empty "$out"
    has_line "$err" "$1"
}
expect_refused_with "bomb.yaml:$AT 1000000 variants, found 1e+192"
run_within 3 400000 render bomb.yaml -o x.png # does not vary
expect 0
vary 1001 2 >product.yaml
run_within 3 200000 batch product.yaml -o b --dry-run
expect_refused_with "product.yaml:$AT 1000000 variants, found 1002001"
{ vary 1000000 3; echo 'together: [[networks.n0.slope, networks.n0.intercept, networks.n0.skip]]'; } >together.yaml
run_within 3 200000 batch together.yaml -o b --dry-run
expect_refused_with "together.yaml:$AT 2000000 values of all keys, found 3000000"
check "no folder" test ! -e b

# ---- claims share a walk ----

# claims N SET: about the last layers
claims() {
    echo 'depth: 1000000'
    echo 'networks: {a: {slopes: [1, 1.000001], intercepts: [0.1, 0.2]}}'
    echo 'claims:'
    for i in $(seq "$1"); do
        echo "  - {quantity: activation.a@$((1000000 - i)), above: 1$2}"
    done
}
claims 100 '' >claims.yaml
is_sanitized || run_within 6 200000 check claims.yaml
is_sanitized || expect 0
claims 10 '' | sed 's/depth.*/depth: 100/; s/@[0-9]*/@50/' >few.yaml
claims 10 '' | sed 's/depth.*/depth: 100/; s/@9999\(..\)/@\1/' >other.yaml
succeeds check few.yaml
check "equal claims have equal values" \
    test "$(sed 's/.*: //; s/few//' "$out" | sort -u | wc -l)" -eq 1
succeeds check other.yaml
check "other layers have other values" test "$(sed 's/@[0-9]*//' "$out" | sort -u | wc -l)" -eq 10

{
    echo 'depth: 10000000'
    echo 'claims:'
    for i in $(seq 21); do
        echo "  - {quantity: activation.plain, above: 0, set: {input: $i}}"
    done
} >many.yaml
run_within 3 200000 check many.yaml
expect_refused_with 'gradfig: claims: expected at most 200000000 layers to compute, found 210000000'

# ---- long work ----

sed -i 's/depth: .*/depth: 10000000/; s/@99/@999/' claims.yaml

# interrupted ARGUMENT...: by a signal; says how long that took
interrupted() {
    ran="gradfig $* and a signal"
    python3 "$here/terminal.py" "$GRADFIG" "$@" >"$out" 2>"$err" || failed "$ran"
    has_text "$out" 'at work for 2 s; Ctrl-C ends it'
    has_text "$out" 'gradfig: interrupted; no partial file is left; run the same command again'
    has_text "$out" 'status 130'
    check "$ran ends at once" is_shorter "$(sed -n 's/^after \([0-9]*\) ms$/\1/p' "$out")" 500
}
if needs python3; then
    clear=$(ls -A)
    interrupted series claims.yaml -o x.csv
    slow_networks 8 >claims.yaml
    interrupted render claims.yaml -o y.png
    check "nothing partial" test "$clear" = "$(ls -A)"
fi

# Without a terminal there is no progress.
succeeds render -o x.png
is_empty "$err"

finish
