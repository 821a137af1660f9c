#!/usr/bin/env bash
# The page of a real batch in a real browser.
export GALLERY_TEST
GALLERY_TEST=$(readlink -f "$(dirname "$0")/gallery.py")
. "$(dirname "$0")/../shared/lib.sh"

needs_browser || exit 77
cat >"$test_folder/sweep.yaml" <<'YAML'
vary:
  depth: [10, 20, 50]
  networks.residual.slope: {from: -0.5, to: 0.5, step: 0.25}
  figure.theme: [light, dark]
figure: {width: 400, height: 300}
YAML
succeeds batch "$test_folder/sweep.yaml" -o batch
check "the page in Chromium" /usr/bin/python3 "$GALLERY_TEST" "$work/batch"
finish
