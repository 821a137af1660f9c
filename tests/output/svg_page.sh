#!/usr/bin/env bash
# An SVG of the theme auto in a real browser: as an image and inline, for light and dark readers.
export SVG_TEST
SVG_TEST=$(readlink -f "$(dirname "$0")/svg_page.py")
. "$(dirname "$0")/../shared/lib.sh"

needs_browser || exit 77
succeeds render --set figure.theme=auto -o auto.svg
check "the figure in Chromium" /usr/bin/python3 "$SVG_TEST" auto.svg .
finish
