#!/usr/bin/env bash
# Batches that are killed, stopped, starved and crowded: real signals, real disks, real limits.
. "$(dirname "$0")/../cli/lib.sh"

n=96
slopes="{from: -0.3, to: 0.4, step: 0.1}"
if is_sanitized; then # each figure takes ten times as long
    n=24
    slopes="[-0.3, 0.4]"
fi
cat >"$test_folder/sweep.yaml" <<YAML
vary:
  depth: [1, 3, 10, 30, 100, 300]
  networks.residual.slope: $slopes
  figure.theme: [light, dark]
name: "d{depth}/a{networks.residual.slope}-{figure.theme}"
figure: {width: 400, height: 300}
YAML
spec=$test_folder/sweep.yaml
run batch "$spec" -o whole
expect 0
has_text "$err" "$n variants: $n drawn"

# Ten million layers that differ: each figure takes seconds.
cat >"$test_folder/slow.yaml" <<'YAML'
depth: 10000000
networks: {a: {slopes: [0.9, 1.1], intercept: 1}}
vary: {input: [1, 2, 3, 4]}
YAML

same_folder() {
    check "$2 is as $1 ($3)" diff -r "$1" "$2"
}

# no_leftovers FOLDER: nothing hidden
no_leftovers() {
    check "no temporary file, no lock" test -z "$(find "$1" -name '.*' ! -name .)"
}

# workers_of PID: its children; ps may not be installed
workers_of() {
    local stat pid parent
    for stat in /proc/[0-9]*/stat; do
        read -r pid _ _ parent _ 2>/dev/null <"$stat" || continue
        [ "$parent" != "$1" ] || echo "$pid"
    done
}

# await_workers PID: its two first workers, once there are two
await_workers() {
    local workers=""
    for _ in $(seq 500); do
        workers=$(workers_of "$1" | sort -n | head -n 2 | xargs)
        [ "$(wc -w <<<"$workers")" -lt 2 ] || break
        sleep 0.02
    done
    echo "$workers"
}

# is_running PID: and no zombie
is_running() {
    local state
    read -r _ _ state _ 2>/dev/null <"/proc/$1/stat" && [ "$state" != Z ]
}

now_ms() {
    date +%s%3N
}

# ---- killed at random moments, and run again until done ----

kill_until_done() {
    local runs=0
    status=1
    while [ "$status" -ne 0 ] && [ "$runs" -lt 200 ]; do
        setsid "$GRADFIG" batch "$spec" -o killed -j 2 >"$out" 2>"$err" &
        local leader=$!
        sleep "0.$(printf '%03d' $((RANDOM % 300 + 5 + runs * 10)))"
        kill -KILL -- "-$leader" 2>/dev/null
        status=0
        wait "$leader" 2>/dev/null || status=$?
        runs=$((runs + 1))
    done
}

RANDOM=6
rounds=20
for round in $(seq $rounds); do
    rm -rf killed
    kill_until_done
    same_folder whole killed "round $round"
done

# ---- a worker that is killed costs nothing ----

# Only the two first ones: a variant may lose one worker, and the new worker has its retry.
for delay in 0 0.05 0.1 0.2 0.3; do
    rm -rf killed
    "$GRADFIG" batch "$spec" -o killed -j 2 >"$out" 2>"$err" &
    batch=$!
    for worker in $(await_workers $batch); do
        sleep $delay
        kill -KILL "$worker" 2>/dev/null || true # it may be done
    done
    status=0
    wait $batch || status=$?
    check "workers were killed, the batch completes" test "$status" -eq 0
    same_folder whole killed "workers killed after $delay s"
done

# A parent that is killed takes its workers with it.
"$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 2 >"$out" 2>"$err" &
batch=$!
workers=$(await_workers $batch)
check "two workers" test "$(wc -w <<<"$workers")" -eq 2
kill -KILL $batch
wait $batch 2>/dev/null
for worker in $workers; do
    n_checks=$((n_checks + 1))
    for _ in $(seq 100); do
        is_running "$worker" || break
        sleep 0.02
    done
    ! is_running "$worker" || failed "worker $worker outlives the batch"
done
rm -rf slow

# ---- stopped ----

stop_with() {
    local signal=$1 expected=$2 begun
    rm -rf slow
    "$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 2 >"$out" 2>"$err" &
    local batch=$!
    await_workers $batch >/dev/null
    sleep 0.5
    begun=$(now_ms)
    kill "-$signal" $batch
    status=0
    wait $batch || status=$?
    check "$signal: status $expected, found $status" test "$status" -eq "$expected"
    check "$signal: within a second" test $(($(now_ms) - begun)) -lt 1000
    no_leftovers slow
    check "$signal: says how to go on" grep -q "run the same command again" "$err"
}
stop_with INT 130
stop_with TERM 143
rm -rf slow

# ---- a second run ----

"$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 1 >/dev/null 2>&1 &
batch=$!
for _ in $(seq 500); do
    [ -z "$(workers_of $batch)" ] || break
    sleep 0.02
done
run batch "$test_folder/slow.yaml" -o slow
expect 1
has_line "$err" "gradfig: slow: another run is at work there; wait for it or stop it"
run gallery slow
expect 1
run batch "$test_folder/slow.yaml" -o slow --shard 5/5 # has no variant
expect 0
rm slow/manifest.5-of-5.csv
kill $batch
wait $batch 2>/dev/null
no_leftovers slow
rm -rf slow

# ---- a full disk ----

mkdir disk
if mount -t tmpfs -o size=500k tmpfs disk 2>/dev/null; then
    trap 'umount "$work/disk" 2>/dev/null; rm -rf "$test_folder"' EXIT
    run batch "$spec" -o disk/full
    expect 1
    has_n_lines "$err" 2
    has_text "$err" "cannot write: No space left on device"
    has_text "$err" "of $n variants are there; the same command draws the rest"
    no_leftovers disk/full
    while IFS= read -r name; do
        check "$name is whole" cmp -s "disk/full/$name" "whole/$name"
    done < <(cd disk/full && find . -name '*.png')
    mount -o remount,size=50m disk
    run batch "$spec" -o disk/full
    expect 0
    same_folder whole disk/full "room again"
    umount disk
else
    echo "no tmpfs here: a full disk was not tried"
fi
rmdir disk

# ---- too little memory for one of the variants ----

if ! is_sanitized; then # sanitizers reserve more than there is
    cat >"$test_folder/large.yaml" <<'YAML'
vary:
  figure.width: [400, 500, 8000, 600]
  figure.height: [300, 310, 8000, 320]
together: [[figure.width, figure.height]]
name: "w{figure.width}"
YAML
    status=0
    (
        ulimit -v 450000
        "$GRADFIG" batch "$test_folder/large.yaml" -o large -j 2
    ) >"$out" 2>"$err" || status=$?
    check "memory: status 1" test "$status" -eq 1
    has_text "$err" "3 drawn, 0 kept, 1 failed"
    check "memory: listed with its reason" grep -q '^w8000.png,8000,8000,failed: ' large/manifest.csv
    run batch "$test_folder/large.yaml" -o large
    expect 0
    has_text "$err" "1 drawn, 3 kept, 0 failed"
    rm -r large
fi

# ---- no worker, no right ----

if [ "$(id -u)" -ne 0 ]; then
    mkdir -m 500 closed
    run batch "$spec" -o closed/folder
    expect 1
    has_n_lines "$err" 1
    rmdir closed
fi
mkdir -p taken/d1/a-0.3-light.png # a folder where a picture goes
run batch "$spec" -o taken
expect 1
has_text "$err" "d1/a-0.3-light.png: "
has_text "$err" "$((n - 1)) drawn, 0 kept, 1 failed"
finish
