#!/usr/bin/python3
"""Shows an SVG of the theme auto in Chromium: svg_page.py SVG FOLDER."""
import base64
import os
import sys

sys.dont_write_bytecode = True  # the source folder stays as it is
tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(tests, "shared"))
from browser import equal, finish, open_browser, quiet  # noqa: E402: skips without one

COLORS = {"light": ("ffffff", "a8122a"), "dark": ("14181f", "f0566a")}  # background, plain
IMAGE = '<body style="margin:0"><img src="{address}" width="750"></body>'
INLINE = '<body style="margin:0">{svg}</body>'
# What stands before the body, the picture, and the theme it shows to a light and a dark reader.
PAGES = {
    "an image": ("", IMAGE, ("light", "dark")),
    "inline": ("", INLINE, ("light", "dark")),
    "an image on a dark page": ("<html style='color-scheme:dark'>", IMAGE, ("dark", "dark")),
    "an image on a light page": ("<html style='color-scheme:only light'>", IMAGE, ("light", "light")),
}
# Draws the screenshot on a canvas, to count the pixels of each color.
COUNT = """
    const [address, colors, done] = arguments, image = new Image();
    image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = 700; canvas.height = 480;
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const data = context.getImageData(0, 0, 700, 480).data, counts = colors.map(() => 0);
        for (let i = 0; i < data.length; i += 4) {
            const color = (data[i] << 16 | data[i + 1] << 8 | data[i + 2]).toString(16);
            const at = colors.indexOf(color.padStart(6, "0"));
            if (at >= 0) counts[at]++;
        }
        done(counts);
    };
    image.src = address;"""


def shows(driver, theme):
    """Whether the window has the colors of this theme."""
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    driver.get("about:blank")
    counts = driver.execute_async_script(COUNT, "data:image/png;base64," + shot, COLORS[theme])
    return counts[0] > 700 * 480 / 2 and counts[1] > 20


def main():
    driver = open_browser()
    with open(sys.argv[1], encoding="utf-8") as file:
        svg = file.read()
    address = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    try:
        for name, (before, body, themes) in PAGES.items():
            page = os.path.join(os.path.abspath(sys.argv[2]), "page.html")
            with open(page, "w", encoding="utf-8") as file:
                file.write("<!doctype html><meta charset=utf-8>" + before +
                           body.format(address=address, svg=svg[svg.index("<svg"):]))
            for scheme, theme in zip(("light", "dark"), themes):
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                    "features": [{"name": "prefers-color-scheme", "value": scheme}]})
                driver.get("file://" + page)
                equal(shows(driver, theme), True, f"{name}, {scheme} reader: {theme}")
        quiet(driver)
    finally:
        driver.quit()
    finish()


main()
