#!/usr/bin/python3
"""Shows reports in Chromium, on screens of all widths and on paper: page.py PDF_FOLDER HTML..."""
import base64
import os
import subprocess
import sys

sys.dont_write_bytecode = True  # the source folder stays as it is
tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(tests, "shared"))
from browser import check, equal, finish, open_browser, quiet  # noqa: E402: skips without one
from selenium.common.exceptions import TimeoutException  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

WIDTHS = [360, 390, 768, 1500]
A4 = {"paperWidth": 8.27, "paperHeight": 11.69}


def emulate(driver, scheme):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                           {"features": [{"name": "prefers-color-scheme", "value": scheme}]})


def becomes_true(driver, script, *arguments):
    """Browsers change a picture some time after what it hangs on."""
    try:
        WebDriverWait(driver, 10, 0.05).until(lambda _: driver.execute_script(script, *arguments))
        return True
    except TimeoutException:
        return False


def resize(driver, width):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 800, "deviceScaleFactor": 1,
                            "mobile": width < 600})


def themes(driver, name):
    """The picture and the page follow the reader's theme."""
    for scheme, dark in (("light", False), ("dark", True), ("light", False)):
        emulate(driver, scheme)
        check(becomes_true(driver, """const image = document.querySelector("img");
            return image.complete && image.naturalWidth > 0;"""), f"{name}: {scheme}: a picture is drawn")
        color = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        equal(color, "rgb(20, 24, 31)" if dark else "rgb(255, 255, 255)", f"{name}: {scheme} page")


def picture(driver, name):
    """It keeps its shape, and is no wider than the screen."""
    width, height, ratio = driver.execute_script("""
        const image = document.querySelector("img");
        return [image.clientWidth, image.clientHeight, image.naturalWidth / image.naturalHeight];""")
    check(abs(width / height - ratio) < 0.01 * ratio, f"{name}: {width} x {height} of {ratio:.2f}")
    page = driver.execute_script("return document.documentElement.clientWidth")
    check(width <= page, f"{name}: a picture of {width} px on {page}")
    return height


def widths(driver, name):
    """The page itself never scrolls sideways; what is too wide does so by itself."""
    for width in WIDTHS:
        resize(driver, width)
        page = driver.execute_script("return document.documentElement.scrollWidth")
        check(page <= width, f"{name}: {page} px wide on a screen of {width}")
        hidden = driver.execute_script("""
            return [...document.querySelectorAll("table, pre, picture")].filter(element =>
                element.scrollWidth > element.clientWidth &&
                getComputedStyle(element).overflowX !== "auto").length;""")
        equal(hidden, 0, f"{name}: boxes that hide what is too wide at {width}")
    resize(driver, 360)
    lines = driver.execute_script("""
        return Math.max(...[...document.querySelectorAll("td")].map(cell =>
            cell.clientHeight / parseFloat(getComputedStyle(cell).lineHeight)));""")
    check(lines < 8, f"{name}: a cell of {lines:.0f} lines on a phone")
    size = driver.execute_script("return parseFloat(getComputedStyle(document.querySelector('td')).fontSize)")
    check(size >= 13, f"{name}: {size} px on a phone")
    check(becomes_true(driver, """const image = document.querySelector("img");
        return image.currentSrc === document.querySelector("source").srcset &&
            image.complete && image.naturalWidth > 0;"""), f"{name}: the narrow picture on a phone")
    picture(driver, f"{name} on a phone")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def fits(driver, name):
    """The tables of two networks need no scrollbar on a small laptop."""
    resize(driver, 1000)
    wide = driver.execute_script("""
        return [...document.querySelectorAll("table")].filter(table => table.scrollWidth > table.clientWidth)
            .map(table => table.scrollWidth);""")
    equal(wide, [], f"{name}: widths of tables that scroll at 1000 px")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def paper(driver, name, pdf):
    """Every cell is on paper, the picture on the first page."""
    cells = driver.execute_script("""
        return [...document.querySelectorAll("td, th")].map(cell => cell.textContent);""")
    # A reader in the dark prints black on white all the same.
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    color = driver.execute_script("return getComputedStyle(document.body).color")
    equal(color, "rgb(28, 36, 52)", f"{name}: text on paper")
    check(becomes_true(driver, """const image = document.querySelector("img");
        return image.currentSrc === image.src && image.complete;"""), f"{name}: the wide picture on paper")
    height = picture(driver, f"{name} on paper")
    check(height <= 216 / 25.4 * 96, f"{name}: a picture of {height} px on a page")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    done = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, **A4})
    with open(pdf, "wb") as file:
        file.write(base64.b64decode(done["data"]))
    if not os.path.exists("/usr/bin/pdftotext"):
        print("no pdftotext here: the text of", pdf, "was not looked at")
        return
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True,
                          encoding="utf-8").stdout
    letters = "".join(text.split())
    missing = [cell for cell in set(cells) if "".join(cell.split())[:8] not in letters]
    equal(missing, [], f"{name}: cells that are not on paper")
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True,
                           encoding="utf-8").stdout
    words = [line for line in boxes.split("\n") if "<word" in line]
    right = max(float(line.split('xMax="')[1].split('"')[0]) for line in words)
    check(right <= 8.27 * 72 - 15, f"{name}: text ends at {right} of {8.27 * 72:.0f} pt")


def main():
    driver = open_browser()
    try:
        for path in sys.argv[2:]:
            name = os.path.basename(path)
            driver.get("file://" + os.path.abspath(path))
            themes(driver, name)
            widths(driver, name)
            if name.startswith("article"):
                fits(driver, name)
            paper(driver, name, os.path.join(sys.argv[1], name.replace(".html", ".pdf")))
            quiet(driver)
    finally:
        driver.quit()
    finish()


main()
