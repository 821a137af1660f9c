#!/usr/bin/env bash
# The page of gradfig explore in real browsers.
export PAGE_TEST
PAGE_TEST=$(readlink -f "$(dirname "$0")/page.py")
figures=$1
. "$(dirname "$0")/../shared/lib.sh"

needs_browser || exit 77
check "the page in browsers" /usr/bin/python3 "$PAGE_TEST" "$figures/linear_gradient_demo.yaml"
finish
