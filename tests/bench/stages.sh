#!/usr/bin/env bash
# Milliseconds of each stage of a warm figure, and instructions where valgrind is installed.
set -euo pipefail

"$STAGES"
command -v valgrind >/dev/null || exit 0
counts=$(mktemp "${TMPDIR:-/tmp}/gradfig-stages-XXXXXX")
trap 'rm -f "$counts"' EXIT
valgrind --quiet --tool=callgrind --toggle-collect=run_warm --callgrind-out-file="$counts" \
    "$STAGES" 1 >"$counts.log" 2>&1 || { cat "$counts.log"; exit 1; }
rm -f "$counts.log"
echo "instructions"
callgrind_annotate --inclusive=yes --threshold=100 "$counts" |
    sed -nE 's/^ *([0-9,]+) .*:(simulate|draw|encode) .*/\2 \1/p' |
    while read -r stage n; do printf '%-10s %17s\n' "$stage" "$n"; done
