#!/usr/bin/env bash
# Reports in a real browser: on a narrow screen, in the dark theme, on paper.
export REPORT_TEST
REPORT_TEST=$(readlink -f "$(dirname "$0")/page.py")
figures=$1
. "$(dirname "$0")/../shared/lib.sh"

needs_browser || exit 77
{
    printf 'depth: 5000\nnetworks:\n'
    for i in 1 2 3 4 5 6 7 8; do
        printf '  n%s: {slope: -0.%s, intercept: 0.1, skip: 1, label: "第 %s 个网络"}\n' $i $i $i
    done
} >eight.yaml
succeeds report "$figures/linear_gradient_demo.yaml" -o article.html
succeeds report "$figures/linear_gradient_demo.yaml" --set figure.language=zh -o article-zh.html
succeeds report eight.yaml -o eight.html
succeeds report -o tall.html --set figure.width=800 --set figure.height=2400
succeeds report -o small.html --set figure.panels=paths --set figure.width=750 --set figure.height=500
check "the pages in Chromium" /usr/bin/python3 "$REPORT_TEST" . article.html article-zh.html \
    eight.html tall.html small.html
finish
