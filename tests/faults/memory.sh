#!/usr/bin/env bash
# A command that gets no memory says so, ends with exit status 1 and leaves no file. scripts/faults lets
# every allocation of every command fail; these are a few of them.
#
#     memory.sh FAIL_ALLOCATION_SO
set -uo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

module=$1
small=(--set figure.width=400 --set figure.height=300)

# run_without NUMBER ARGUMENT...: that allocation fails, counted from main on
run_without() {
    local number=$1
    shift
    ran="gradfig $* without allocation $number"
    status=0
    LD_PRELOAD=$module FAIL_ALLOCATION=$number "$GRADFIG" "$@" >"$out" 2>"$err" || status=$?
}

for number in 1 10 100; do
    run_without $number series -o out.csv
    expect_refused 1 1
    has_line "$err" "gradfig: not enough memory"
done
echo kept >out.png
for number in 1 100 1000 5000; do
    run_without $number render "${small[@]}" -o out.png
    expect 1
    has_line "$err" "gradfig: not enough memory"
    check "$ran: the old file stays" test "$(cat out.png)" = kept
done
finish
