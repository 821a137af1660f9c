#!/usr/bin/env bash
# Helpers for tests of the command: a temporary folder, runs with recorded output, checks.
# A test sources this file, with GRADFIG naming the command, and ends with "finish".

test_folder=$(mktemp -d "${TMPDIR:-/tmp}/gradfig-cli-XXXXXX")
trap 'rm -rf "$test_folder"' EXIT
work=$test_folder/work # the current folder: only what the command leaves is in it
out=$test_folder/out   # of the last run
err=$test_folder/err
mkdir "$work"
cd "$work" || exit 1

n_processors=$(nproc)
n_failures=0
n_checks=0

failed() {
    n_failures=$((n_failures + 1))
    printf 'FAILED: %s\n' "$*" >&2
    if [ -s "$err" ]; then
        sed 's/^/  stderr: /' "$err" | head -n 5 >&2
    fi
}

# check WHAT COMMAND...: the command succeeds
check() {
    local what=$1
    shift
    n_checks=$((n_checks + 1))
    "$@" || failed "$what"
}

# needs TOOL...: whether they are installed; says which one is not
needs() {
    local tool
    for tool in "$@"; do
        if ! command -v "$tool" >/dev/null; then
            echo "no $tool: what needs it was not tried"
            return 1
        fi
    done
}

# needs_browser: whether Python can drive Chromium; says if not
needs_browser() {
    [ -x /usr/bin/chromedriver ] && /usr/bin/python3 -c 'import selenium' 2>/dev/null && return
    echo "no chromedriver or no selenium: what needs them was not tried"
    return 1
}

# run ARGUMENT...: the command, with $status, $out and $err to be looked at
run() {
    ran="gradfig $*"
    status=0
    "$GRADFIG" "$@" >"$out" 2>"$err" || status=$?
}

# slow_networks N: a spec whose layers do not repeat, so that every figure takes seconds.
slow_networks() {
    local i slopes intercepts
    slopes=$(seq -s , -f '1.%04.0f' 1009)
    intercepts=$(seq -s , 9973)
    echo 'depth: 10000000'
    echo 'networks:'
    for i in $(seq "$1"); do
        echo "  slow$i: {slopes: [$slopes], intercepts: [$intercepts]}"
    done
}

# expect STATUS: how the last run ended
expect() {
    n_checks=$((n_checks + 1))
    [ "$status" -eq "$1" ] || failed "$ran: expected exit status $1, found $status"
}

# succeeds ARGUMENT...: the command, with exit status 0
succeeds() {
    run "$@"
    expect 0
}

# fails STATUS ARGUMENT...: the command, with that exit status
fails() {
    run "${@:2}"
    expect "$1"
}

# The checks below read a file in the shell first, because starting a program for each takes longer than
# many of them together. What they do not find in its first lines, a program looks for in the whole file.

# read_lines FILE: $lines, the first of its lines with their newlines
read_lines() {
    lines=()
    { mapfile -n 1000 lines <"$1"; } 2>/dev/null || true
}

has_line() {
    local lines line
    n_checks=$((n_checks + 1))
    read_lines "$1"
    for line in "${lines[@]}"; do
        [ "${line%$'\n'}" != "$2" ] || return 0
    done
    grep -qxF -e "$2" "$1" || failed "$ran: no line \"$2\" in ${1##*/}"
}

has_text() {
    local lines line
    n_checks=$((n_checks + 1))
    read_lines "$1"
    for line in "${lines[@]}"; do
        [[ $line != *"$2"* ]] || return 0
    done
    grep -qF -e "$2" "$1" || failed "$ran: no \"$2\" in ${1##*/}"
}

has_n_lines() {
    local lines n
    n_checks=$((n_checks + 1))
    read_lines "$1"
    n=${#lines[@]}
    if [ "$n" -eq 1000 ]; then
        n=$(wc -l <"$1")
    elif [ "$n" -gt 0 ] && [[ ${lines[n - 1]} != *$'\n' ]]; then
        n=$((n - 1))
    fi
    { [ -e "$1" ] && [ "$n" -eq "$2" ]; } || failed "$ran: expected $2 lines in ${1##*/}, found $n"
}

is_empty() {
    n_checks=$((n_checks + 1))
    { [ -e "$1" ] && [ ! -s "$1" ]; } || failed "$ran: ${1##*/} is not empty"
}

is_png() {
    local LC_ALL=C start
    { IFS= read -r -d '' -n 8 start <"$1"; } 2>/dev/null && [ "$start" = $'\x89PNG\r\n\x1a\n' ]
}

# expect_refused STATUS LINES: nothing on standard output or in the folder, LINES on standard error
expect_refused() {
    expect "$1"
    is_empty "$out"
    has_n_lines "$err" "$2"
    folder_holds ""
}

# says LINE...: these lines on standard error and no others
says() {
    printf '%s\n' "$@" >"$test_folder/lines"
    check "$ran: expected other lines" diff "$test_folder/lines" "$err" >&2
}

# refuses LINE...: exit status 2 with these lines, nothing on standard output
refuses() {
    expect 2
    is_empty "$out"
    says "$@"
}

# folder_holds NAMES: these entries and no others, hidden ones too
folder_holds() {
    local LC_ALL=C IFS=' ' names
    n_checks=$((n_checks + 1))
    shopt -s dotglob nullglob
    names=(*)
    shopt -u dotglob nullglob
    [ "${names[*]//$'\n'/ }" = "$1" ] ||
        failed "$ran: expected \"$1\" in the folder, found \"${names[*]}\""
}

clear_folder() {
    find . -mindepth 1 -delete
}

# as_anyone COMMAND...: root may write everywhere, so without root's rights where that is possible
as_anyone() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    else
        "$@"
    fi
}

# pause SECONDS: as sleep, without a program
exec {silence}<> <(:)
pause() {
    read -r -t "$1" -u "$silence" || true
}

# look_at_load: $load, how many processes want each processor, and so how many times as long as on a quiet
# machine everything may take
look_at_load() {
    read -r load _ </proc/loadavg
    load=$((1 + ${load%.*} / n_processors))
}

# is_shorter DURATION LIMIT: a limit for a quiet machine
is_shorter() {
    local load
    look_at_load
    [ "$1" -lt $(($2 * load)) ]
}

# await COMMAND...: until it succeeds, for a minute at most on a quiet machine
await() {
    local load
    look_at_load
    local end=$((SECONDS + 60 * load))
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        pause 0.01
    done
}

# catches_signals PID: whether the command is there and notes SIGINT; before, a shell's child ignores it
catches_signals() {
    local name mask
    read -r name 2>/dev/null <"/proc/$1/comm" && [ "$name" = gradfig ] || return 1
    while read -r name mask; do
        [ "$name" != SigCgt: ] || break
    done 2>/dev/null <"/proc/$1/status"
    [ $((0x${mask:-0} & 2)) -ne 0 ]
}

# sleeps PID: whether it waits for something
sleeps() {
    local state
    read -r _ _ state _ 2>/dev/null <"/proc/$1/stat" && [ "$state" = S ]
}

# Sanitizers take much memory and time of their own.
is_sanitized() {
    grep -q __asan_init "$GRADFIG"
}

finish() {
    echo "$n_checks checks, $n_failures failed"
    [ "$n_failures" -eq 0 ]
}
