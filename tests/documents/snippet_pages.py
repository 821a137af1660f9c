#!/usr/bin/python3
"""Opens built pages on a phone, to a light and to a dark reader: snippet_pages.py IMAGE...

Each IMAGE is PAGE,READER,NAME: the only picture that is seen of the figure. A page of a theme with a
switch, PAGE#THEME, is switched to that theme first."""
import os
import sys

sys.dont_write_bytecode = True  # the source folder stays as it is
tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(tests, "shared"))
from browser import check, equal, finish, open_browser  # noqa: E402: skips without one

WIDTH = 375
SEEN = """
    return [...document.images].map(image => [image, image.getBoundingClientRect()])
        .filter(([image, box]) => /-(light|dark)[.]png/.test(image.currentSrc) && box.width > 0)
        .map(([image, box]) => [decodeURI(image.currentSrc).replace(/.*[/]|#.*/g, ""), box.left,
            box.right, box.width / box.height, image.alt.length]);"""


def look(driver, page, reader, name):
    path, _, theme = page.partition("#")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": reader}]})
    driver.get("file://" + os.path.abspath(path))
    if theme:
        driver.execute_script("document.body.dataset.theme = arguments[0]", theme)
    seen = driver.execute_script(SEEN)
    what = f"{page}, {reader}"
    equal([image[0] for image in seen], [name], what)
    for _, left, right, shape, alt in seen:
        check(left >= 0 and right <= driver.execute_script("return innerWidth"), f"{what}: in its page")
        check(right - left > WIDTH / 2, f"{what}: not small")
        check(abs(shape - 600 / 450) < 0.02, f"{what}: its shape")
        check(0 < alt <= 250, f"{what}: its alt text")
    captions = driver.execute_script("return document.querySelectorAll('figcaption, .caption').length")
    equal(captions, 0, f"{what}: captions")


def main(images):
    driver = open_browser()
    try:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": WIDTH, "height": 700, "deviceScaleFactor": 1, "mobile": True})
        for image in images:
            look(driver, *image.split(","))
    finally:
        driver.quit()
    finish()


main(sys.argv[1:])
