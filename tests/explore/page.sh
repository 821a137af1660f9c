#!/usr/bin/env bash
# The page of gradfig explore in real browsers.
export PAGE_TEST
PAGE_TEST=$(readlink -f "$(dirname "$0")/page.py")
figures=$1
. "$(dirname "$0")/../shared/lib.sh"

if [ ! -x /usr/bin/chromedriver ] || ! /usr/bin/python3 -c 'import selenium' 2>/dev/null; then
    echo "no chromedriver or no selenium here: skipped"
    exit 77
fi
check "the page in browsers" /usr/bin/python3 "$PAGE_TEST" "$figures/linear_gradient_demo.yaml"
finish
