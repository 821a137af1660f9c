#!/usr/bin/env bash
# Batches that are killed, stopped, out of resources or run at the same time, with real signals, disks
# and limits.
. "$(dirname "$0")/../shared/lib.sh"

n=24
cat >"$test_folder/sweep.yaml" <<YAML
vary:
  depth: [1, 3, 10, 30, 100, 300]
  networks.residual.slope: [-0.3, 0.3]
  figure.theme: [light, dark]
name: "d{depth}/a{networks.residual.slope}-{figure.theme}"
figure: {width: 400, height: 300, panels: [gradient]} # drawn in little time
YAML
spec=$test_folder/sweep.yaml
succeeds batch "$spec" -o whole
has_text "$err" "$n variants: $n drawn"

# Ten million layers that differ: each figure takes seconds.
{
    slow_networks 1
    echo 'vary: {input: [1, 2, 3, 4]}'
} >"$test_folder/slow.yaml"
# One that is drawn at once, and others that take a while each.
sed '/^depth/d; s/input: .*]/depth: [9973, 3999998, 3999999, 4000000]/' "$test_folder/slow.yaml" \
    >"$test_folder/medium.yaml"

same_folder() {
    check "$2 is as $1 ($3)" diff -r "$1" "$2"
}

# has_computed PID: for 20 ms or more, which is more than its start takes
has_computed() {
    local stat
    read -r -a stat 2>/dev/null <"/proc/$1/stat" && [ "${stat[13]}" -ge 2 ]
}

# no_leftovers FOLDER: nothing hidden
no_leftovers() {
    check "no temporary file" test -z "$(find "$1" -name '.*' ! -name . ! -name .gradfig.lock)"
}

# workers_of PID: its children; ps may not be installed
workers_of() {
    local stat pid parent children
    if [ -e "/proc/$$/task/$$/children" ]; then
        read -r -a children 2>/dev/null <"/proc/$1/task/$1/children" || true # it has no newline
        [ ${#children[@]} -eq 0 ] || printf '%s\n' "${children[@]}"
        return
    fi
    for stat in /proc/[0-9]*/stat; do
        read -r pid _ _ parent _ 2>/dev/null <"$stat" || continue
        [ "$parent" != "$1" ] || echo "$pid"
    done
}

# has_workers PID N: or more
has_workers() {
    [ "$(workers_of "$1" | wc -l)" -ge "$2" ]
}

# first_workers PID: the two first ones; later children may be others
first_workers() {
    await has_workers "$1" 2
    workers_of "$1" | sort -n | head -n 2
}

# is_gone PID: or a zombie
is_gone() {
    local state
    ! read -r _ _ state _ 2>/dev/null <"/proc/$1/stat" || [ "$state" = Z ]
}

# batch_ends STATUS WHAT: the batch in the background ends with that status
batch_ends() {
    status=0
    wait "$batch" || status=$?
    check "$2: status $status" test "$status" -eq "$1"
}

# stop_batch [CONT]: the one in the background, which may be stopped
stop_batch() {
    kill -TERM "$batch"
    [ $# -eq 0 ] || kill -CONT -- "-$batch"
    wait "$batch" 2>/dev/null
}

now_ms() {
    date +%s%3N
}

# is_true FOLDER: what its manifest says is done has the checksum that is written there
is_true() {
    awk -F, -v folder="$1" '$(NF - 3) == "done" { print $(NF - 1) "  " folder "/" $1 }' \
        "$1/manifest.csv" >"$test_folder/sums"
    [ ! -s "$test_folder/sums" ] ||
        check "the manifest of $1 is true" sha256sum --check --quiet "$test_folder/sums"
}

# One that is stopped is replaced, after a while in which the others are killed. It takes the next figure,
# if it has none when it is stopped.
"$GRADFIG" batch "$spec" -o stopped -j 2 2>"$test_folder/stopped" &
stopped=$!
stopped_worker=$(first_workers $stopped | head -n 1)
kill -STOP "$stopped_worker"
stopped_at=$(now_ms)

# ---- killed at random moments, and run again until done ----
# scripts/faults kills a thousand.

# At most ten times a round: where the machine is busy, a batch may take long.
kill_until_done() {
    local runs=0
    status=1
    while [ "$status" -ne 0 ] && [ "$runs" -lt 10 ]; do
        setsid "$GRADFIG" batch "$spec" -o killed -j 2 >"$out" 2>"$err" &
        local leader=$!
        sleep "0.$(printf '%03d' $((RANDOM % 100 + 5 + runs * 5)))"
        kill -KILL -- "-$leader" 2>/dev/null
        status=0
        wait "$leader" 2>/dev/null || status=$?
        [ ! -e killed/manifest.csv ] || is_true killed
        runs=$((runs + 1))
    done
    [ "$status" -eq 0 ] || run batch "$spec" -o killed
}

RANDOM=6
rounds=6
[ -z "${TEST_ALL:-}" ] || rounds=20
for round in $(seq $rounds); do
    rm -rf killed
    kill_until_done
    same_folder whole killed "round $round"
done

# ---- a worker that is killed costs nothing ----

# Only the two first ones: a variant may lose one worker, and the new worker has its retry.
for delay in 0 0.03 0.06 0.1 0.15; do
    rm -rf killed
    "$GRADFIG" batch "$spec" -o killed -j 2 >"$out" 2>"$err" &
    batch=$!
    for worker in $(first_workers $batch); do
        sleep $delay
        kill -KILL "$worker" 2>/dev/null || true # it may be done
    done
    status=0
    wait $batch || status=$?
    check "workers were killed, the batch completes" test "$status" -eq 0
    same_folder whole killed "workers killed after $delay s"
done

check "a worker was stopped, the batch completes" wait $stopped
check "a stopped worker is replaced within a minute" is_shorter $(($(now_ms) - stopped_at)) 60000
same_folder whole stopped "a worker stopped"

# A parent that is killed takes its workers with it.
"$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 2 >"$out" 2>"$err" &
batch=$!
workers=$(first_workers $batch)
check "two workers" test "$(wc -w <<<"$workers")" -eq 2
kill -KILL $batch
wait $batch 2>/dev/null
for worker in $workers; do
    n_checks=$((n_checks + 1))
    await is_gone "$worker"
    is_gone "$worker" || failed "worker $worker outlives the batch"
done
rm -rf slow

# ---- stopped ----

stop_with() {
    local signal=$1 expected=$2 begun
    rm -rf slow
    # A test run that survives its terminal ignores SIGHUP, and so would the batch.
    env --default-signal=HUP "$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 2 \
        >"$out" 2>"$err" &
    local batch=$!
    for worker in $(first_workers $batch); do
        await has_computed "$worker"
    done
    begun=$(now_ms)
    kill "-$signal" $batch
    status=0
    wait $batch || status=$?
    check "$signal: status $expected, found $status" test "$status" -eq "$expected"
    check "$signal: within a second" is_shorter $(($(now_ms) - begun)) 1000
    no_leftovers slow
    check "$signal: says how to go on" grep -q "run the same command again" "$err"
}
stop_with INT 130
stop_with TERM 143
stop_with HUP 129
rm -rf slow

# Other parameters over a batch that is there: a stop leaves no word that was true before.
cp -r whole changed
"$GRADFIG" batch "$spec" -o changed -j 2 --set input=2 >"$out" 2>"$err" &
batch=$!
await has_workers $batch 2
stop_batch
is_true changed
succeeds batch "$spec" -o changed --set input=2
run batch "$spec" -o anew --set input=2
same_folder anew changed "changed parameters"

# What has been drawn is noted even then.
"$GRADFIG" batch "$spec" -o changed --set input=3 --set figure.scale=4 -j 1 >"$out" 2>"$err" &
batch=$!
has_four_new() { # of the last one the worker may not have told yet
    [ "$(find changed -name '*.png' -newer anew/manifest.csv | wc -l)" -ge 4 ]
}
await has_four_new
stop_batch
has_text "$err" " of $n variants are drawn"
check "says once how to go on" test "$(grep -c "same command" "$err")" -eq 1
is_true changed
check "the manifest has those" test "$(grep -c ',done,' changed/manifest.csv)" -ge 3
rm -rf changed anew

# A picture that is gone is not done, however soon the run is stopped.
mkdir slow
printf 'name,input,status,bytes,sha256\ninput_4.png,4,done,5,abc\n' >slow/manifest.csv
"$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 2 >"$out" 2>"$err" &
batch=$!
await has_workers $batch 2
stop_batch
check "a picture that is gone" grep -q '^input_4.png,4,missing,,,' slow/manifest.csv
rm -r slow

# Shards that were not joined yet do not outlive a run of other parameters without shards.
for shard in 1 2; do
    run batch "$spec" -o changed --shard $shard/2
done
"$GRADFIG" batch "$spec" -o changed -j 2 --set input=2 >"$out" 2>"$err" &
batch=$!
await has_workers $batch 2
sleep 0.1
stop_batch
is_true changed
run gallery changed
is_true changed
rm -r changed

# What is drawn anew because its bytes are others: they are not done before.
cp -r whole changed
for picture in changed/*/*.png; do
    printf x | dd of="$picture" bs=1 seek=$(($(stat -c %s "$picture") - 1)) conv=notrunc status=none
done
for signal in KILL INT; do
    setsid "$GRADFIG" batch "$spec" -o changed -j 2 --force >"$out" 2>"$err" &
    batch=$!
    await has_workers $batch 2
    sleep 0.1
    kill "-$signal" -- "-$batch"
    wait $batch 2>/dev/null
    is_true changed
done
succeeds batch "$spec" -o changed --force
same_folder whole changed "forced"
rm -r changed

# Pictures, and the whole folder, that somebody removes meanwhile.
"$GRADFIG" batch "$spec" -o changed -j 1 >"$out" 2>"$err" &
batch=$!
await test -e changed/d1/a-0.3-light.png
rm -f changed/d1/a-0.3-light.png
batch_ends 1 "a removed picture"
has_line "$err" "gradfig: changed: another process has removed or changed pictures (1); the same command draws them"
is_true changed
succeeds batch "$spec" -o changed
same_folder whole changed "one picture again"
rm -r changed
setsid "$GRADFIG" batch "$test_folder/medium.yaml" -o changed -j 1 >"$out" 2>"$err" &
batch=$!
await test -e changed/depth_9973.png
kill -STOP -- "-$batch" # whatever else the machine does, it is not done before the folder is gone
check "the last picture is still to come" test ! -e changed/depth_4000000.png
mv changed elsewhere
kill -CONT -- "-$batch"
batch_ends 1 "a folder that is gone"
has_text "$err" "gradfig: changed"
rm -rf changed elsewhere

# A spec that somebody else puts in the place of the batch's. The page of an earlier spec is gone, and
# no other is there.
cp -r whole changed
"$GRADFIG" batch "$spec" -o changed --set input=2 -j 1 >"$out" 2>"$err" &
batch=$!
await grep -qs '^input: 2' changed/batch.yaml
cp whole/batch.yaml changed
batch_ends 1 "another spec"
has_text "$err" "gradfig: changed: batch.yaml was removed or changed while this run was at work"
check "no page of two specs" test ! -e changed/index.html
has_line "$err" "gradfig: changed/index.html showed another spec and was removed; the same command or gradfig gallery writes a new one"
succeeds batch "$spec" -o changed
same_folder whole changed "its spec again"

# Edits end it, too, and what to do is not the same command.
"$GRADFIG" batch "$spec" -o changed --set input=2 -j 1 >"$out" 2>"$err" &
batch=$!
await grep -qs '^input: 2' changed/batch.yaml
echo "# changed" >>changed/batch.yaml
for command in "batch $spec -o changed --set input=2" "gallery changed"; do
    batch_ends 2 "edits"
    has_line "$err" "gradfig: changed: batch.yaml has edits; undo them, draw a copy of it into another folder, or draw over it with gradfig batch --force"
    check "no same command" test "$(grep -c "the same command" "$err")" -eq 0
    # shellcheck disable=SC2086
    "$GRADFIG" $command >"$out" 2>"$err" &
    batch=$!
done
wait $batch
succeeds batch "$spec" -o changed --force
same_folder whole changed "drawn over"
rm -r changed

# A gallery of many.
mkdir many
awk 'BEGIN {
    print "name,depth,status,bytes,sha256"
    for (i = 0; i < 400000; i++) print "depth_" i ".png," i ",done,1,0"
}' >many/manifest.csv
for signal in INT:130 TERM:143; do
    "$GRADFIG" gallery many >"$out" 2>"$err" &
    gallery=$!
    await catches_signals $gallery
    sleep 0.1
    kill "-${signal%:*}" $gallery
    status=0
    wait $gallery || status=$?
    check "gallery: $signal, found $status" test "$status" -eq "${signal#*:}"
    no_leftovers many
    check "gallery: no page" test ! -e many/index.html
done
rm -rf many

# ---- a second run ----

setsid "$GRADFIG" batch "$test_folder/slow.yaml" -o slow -j 1 >/dev/null 2>&1 &
batch=$!
await has_workers $batch 1
kill -STOP -- "-$batch" # at work, and in nobody's way
fails 1 batch "$test_folder/slow.yaml" -o slow
has_line "$err" "gradfig: slow: another run is at work there; wait for it or stop it"
fails 1 gallery slow
for command in "batch $test_folder/slow.yaml -o slow" "gallery slow"; do
    # shellcheck disable=SC2086
    "$GRADFIG" $command >"$out" 2>"$err" &
    second=$!
    await catches_signals $second
    await sleeps $second # it waits for the first
    kill -INT $second
    status=0
    wait $second || status=$?
    check "${command%% *}: stopped while it waits: status $status" test $status -eq 130
done
succeeds batch "$test_folder/slow.yaml" -o slow --shard 5/5 # has no variant
rm slow/manifest.5-of-5.csv
stop_batch CONT
no_leftovers slow
rm -rf slow

# Nobody draws another spec where a shard is at work.
setsid "$GRADFIG" batch "$test_folder/slow.yaml" -o slow --shard 1/2 -j 1 >/dev/null 2>&1 &
batch=$!
await test -e slow/manifest.1-of-2.csv
kill -STOP -- "-$batch"
cp slow/batch.yaml "$test_folder/stored.yaml"
for others in "--shard 2/2" "--shard 2/3" "--shard 2/2 --force" "--force" ""; do
    # shellcheck disable=SC2086
    fails 1 batch "$test_folder/slow.yaml" -o slow --set geometry.x=-3,3 $others
    has_line "$err" "gradfig: slow: a run of another spec is at work there; wait for it or stop it"
    check "the spec stays" cmp -s slow/batch.yaml "$test_folder/stored.yaml"
    check "no manifest of another" test "$(find slow -name 'manifest*')" = slow/manifest.1-of-2.csv
done
stop_batch CONT
succeeds batch "$spec" -o slow --shard 1/2 # it has ended
succeeds batch "$spec" -o slow --shard 2/2
succeeds gallery slow
check "nothing of the other spec is listed" test -z "$(grep input slow/manifest.csv)"
rm -rf slow

# Many shards begin at once, and write the same spec.
pids=()
for shard in $(seq 12); do
    "$GRADFIG" batch "$spec" -o shards --shard "$shard/12" -j 1 >/dev/null 2>>"$err" &
    pids+=($!)
done
for pid in "${pids[@]}"; do
    check "one of many shards" wait "$pid"
done
succeeds gallery shards
same_folder whole shards "many shards at once"
rm -r shards

# A shard at work does not make the page of a whole batch its own.
cat >"$test_folder/late.yaml" <<'YAML'
vary: {depth: [2, 1000000, 3, 999999]}
networks: {a: {slopes: [0.9, 1.1], intercept: 1}}
figure: {width: 400, height: 300}
YAML
setsid "$GRADFIG" batch "$test_folder/late.yaml" -o late --shard 2/2 -j 1 >/dev/null 2>&1 &
batch=$!
await test -e late/manifest.2-of-2.csv
kill -STOP -- "-$batch" # at work until the end
fails 1 gallery late
has_line "$err" "shard 2 of 2: still at work"
succeeds batch "$test_folder/late.yaml" -o late
check "the page has all four" test "$(grep -o '"depth_[0-9]*.png"' late/index.html | wc -l)" -eq 4
check "and misses none" grep -q '"faults":{}' late/index.html
kill -KILL -- "-$batch"
wait $batch 2>/dev/null
rm -rf late

# ---- a full disk ----

mkdir disk
if mount -t tmpfs -o size=300k tmpfs disk 2>/dev/null; then
    trap 'umount "$work/disk" 2>/dev/null; rm -rf "$test_folder"' EXIT
    fails 1 batch "$spec" -o disk/full
    has_n_lines "$err" 2
    has_text "$err" "cannot write: No space left on device"
    has_text "$err" "of $n variants are drawn; the same command draws the rest"
    no_leftovers disk/full
    while IFS= read -r name; do
        check "$name is whole" cmp -s "disk/full/$name" "whole/$name"
    done < <(cd disk/full && find . -name '*.png')
    mount -o remount,size=50m disk
    succeeds batch "$spec" -o disk/full
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
        ulimit -v 300000
        "$GRADFIG" batch "$test_folder/large.yaml" -o large -j 2
    ) >"$out" 2>"$err" || status=$?
    check "memory: status 1" test "$status" -eq 1
    has_text "$err" "3 drawn, 0 kept, 1 failed"
    check "memory: listed with its reason" grep -q '^w8000.png,8000,8000,failed: ' large/manifest.csv
    succeeds batch "$test_folder/large.yaml" -o large
    has_text "$err" "1 drawn, 3 kept, 0 failed"
    rm -r large
fi

# ---- few descriptors, no word of children ----

if ! is_sanitized; then
    status=0
    (
        ulimit -n 40
        "$GRADFIG" batch "$spec" -o few -j 64
    ) >"$out" 2>"$err" || status=$?
    check "few descriptors: status $status" test "$status" -eq 0
    same_folder whole few "few descriptors"
    rm -r few
fi
status=0
env --ignore-signal=CHLD "$GRADFIG" batch "$spec" -o few >"$out" 2>"$err" || status=$?
check "SIGCHLD ignored: status $status" test "$status" -eq 0
same_folder whole few "SIGCHLD ignored"
rm -r few

# ---- no worker, no right ----

if [ "$(id -u)" -ne 0 ]; then
    mkdir -m 500 closed
    fails 1 batch "$spec" -o closed/folder
    has_n_lines "$err" 1
    rmdir closed
fi
mkdir -p taken/d1/a-0.3-light.png # a folder where a picture goes
fails 1 batch "$spec" -o taken
has_text "$err" "d1/a-0.3-light.png: "
has_text "$err" "$((n - 1)) drawn, 0 kept, 1 failed"
finish
