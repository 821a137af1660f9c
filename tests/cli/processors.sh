#!/usr/bin/env bash
# The same bytes on every processor: draws as Nehalem (2008) and as Haswell (2013), whose instructions
# lead the libraries to other code, and compares with this machine.
. "$(dirname "$0")/../shared/lib.sh"

[ -n "${TEST_ALL:-}" ] && command -v qemu-x86_64 >/dev/null && [ "$(uname -m)" = x86_64 ] || exit 77

spec=$test_folder/spec.yaml
cat >"$spec" <<'YAML'
depth: 1000
networks:
  scaled: {slope: 0.2, skip: 1, scale: 0.3}
  lists: {slopes: [0.9, -1.1, 1.05, 0.97], intercepts: [0.1, -0.2]}
  random: {slope: 0.2, skip: 1, slope_sd: 0.5, intercept: 0.1}
  even: {slope: -0.5, skip: 1, slope_sd: 0.2, distribution: uniform}
sweep: {slopes: [-0.8, -1e-3, 0.0123, 0.7], slope_sd: 0.1}
random: {seed: 123456789012, samples: 300}
figure: {theme: dark, panels: [activation, gradient, geometry, sweep, paths, depth], background: transparent}
YAML

# make FOLDER COMMAND...: what is compared, written by the command
make() {
    local folder=$1
    shift
    mkdir "$folder"
    "$@" render -o "$folder/article.png" &&
        "$@" render -o "$folder/chinese.pdf" --set figure.language=zh &&
        "$@" render -o "$folder/article.svg" --set figure.theme=dark &&
        "$@" render "$spec" -o "$folder/spec.png" &&
        "$@" series "$spec" -o "$folder/spec.csv" &&
        "$@" report "$spec" -o "$folder/spec.json"
} 2>>"$err"

check "this machine draws" make own "$GRADFIG"
for processor in Nehalem Haswell; do
    make $processor qemu-x86_64 -cpu $processor "$GRADFIG" &
done
wait
for processor in Nehalem Haswell; do
    check "$processor draws all" test -s $processor/spec.json
    for file in own/*; do
        check "${file#own/} is the same on $processor" cmp -s "$file" "$processor/${file#own/}"
    done
done
finish
