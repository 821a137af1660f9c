#!/usr/bin/python3
"""Drives the gallery page of a real batch in Chromium: gallery.py DIR

DIR/index.html shows the keys depth, networks.residual.slope and figure.theme. What it must show is
read from DIR/manifest.csv, not from the page.
"""
import csv
import itertools
import json
import os
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True  # the source folder stays as it is
tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(tests, "shared"))
from browser import check, equal, finish, open_browser, quiet  # noqa: E402: skips without one
from selenium import webdriver  # noqa: E402
from selenium.common.exceptions import TimeoutException  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

KEYS = ["depth", "networks.residual.slope", "figure.theme"]
OPENING, CLOSING = '<script type="application/json" id="batch">', "</script>"

# Batches and pages

class Batch:
    """What manifest.csv says: the file of each combination of values."""

    def __init__(self, folder):
        with open(os.path.join(folder, "manifest.csv"), newline="", encoding="utf-8") as file:
            self.rows = list(csv.DictReader(file))
        self.values = [self.distinct(key) for key in KEYS]
        self.files = {tuple(row[key] for key in KEYS): row["name"] for row in self.rows}

    def distinct(self, key):
        found = list(dict.fromkeys(row[key] for row in self.rows))
        return found if key == "figure.theme" else sorted(found, key=float)


def rewrite(page, change, target):
    """Writes the page again with its JSON changed."""
    with open(page, encoding="utf-8") as file:
        before, rest = file.read().split(OPENING)
    block, after = rest.split(CLOSING, 1)
    data = json.loads(block)
    change(data)
    block = json.dumps(data).replace("<", "\\u003c")
    with open(target, "w", encoding="utf-8") as file:
        file.write(f"{before}{OPENING}\n{block}\n{CLOSING}{after}")
    return data


def share_pictures(folder, other):
    for name in os.listdir(folder):
        if name != "index.html":
            os.symlink(os.path.abspath(os.path.join(folder, name)), os.path.join(other, name))


def make_large(data):
    data["keys"] = [
        {"key": "depth", "kind": "number", "values": [str(n) for n in range(1, 101)]},
        {"key": "input", "kind": "number", "values": [str(n) for n in range(10)]},
        {"key": "labels.title", "kind": "text", "values": [f"title {n}" for n in range(10)]},
    ]
    data["values"] = [list(v) for v in itertools.product(range(100), range(10), range(10))]
    data["files"] = [f"d{d}/i{i}-t{t}.png" for d, i, t in data["values"]]
    data["faults"] = {str(n): "missing" for n in range(len(data["files"]))}
    for key in data["keys"]:
        key.update(word=key["key"], caption=key["key"] + " ")
    data["recipe"] = 'depth: 1\ninput: 0\nlabels:\n  title: "title 0"\n'
    # The gradient of plain is 10^(-d/10), of residual that of 10^(i+d/10) or 0.
    sizes = [[-d / 10 for d, _, _ in data["values"]],
             [None if i == 0 else i + d / 10 for d, i, _ in data["values"]]]
    for result, own in zip(data["results"], sizes):
        result.update(sizes=own, words=["0" if s is None else f"{10 ** s:.3g}" for s in own],
                      classes="".join("0" if s is None or s < -4 else "3" if s == 0 else
                                      "4" if s > 0 else "1" for s in own))


# The browser

class Page:
    def __init__(self, driver):
        self.driver = driver

    def load(self, path, fragment=""):
        self.driver.get("about:blank")
        self.driver.get("file://" + urllib.parse.quote(os.path.abspath(path)) + fragment)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait(self, condition, what, seconds=10):
        """A check that may need time to come true."""
        try:
            WebDriverWait(self.driver, seconds, 0.05).until(lambda _: condition())
            check(True, what)
        except TimeoutException:
            check(False, what)

    def text(self, selector):
        return self.one(selector).text

    def inputs(self, k, holder="#controls"):
        return self.all(f'{holder} [data-key="{KEYS[k]}"] input')

    def set_slider(self, k, position):
        self.run("""arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event("input", { bubbles: true }));""",
                 self.inputs(k)[0], position)

    def press(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def leave_inputs(self):
        self.run("document.activeElement.blur()")

    def settled(self):
        """Waits until the address says what is shown."""
        self.wait(lambda: self.run("return address() === location.hash"), "the address follows")

    def shows(self, file, what):
        """The picture is that file, drawn, and everything beside it agrees."""
        name = urllib.parse.quote(file)
        self.wait(lambda: self.run("""const picture = document.getElementById("picture");
            return !picture.hidden && picture.complete && picture.naturalWidth > 0 &&
                picture.currentSrc.endsWith("/" + arguments[0]);""", name), f"{what}: shows {file}")
        equal(self.run("return document.getElementById('picture').getAttribute('src')"), name, what)
        check(f" {file}, " in f" {self.text('#caption')}", f"{what}: the caption names {file}")
        check(self.one("#open").get_attribute("href").endswith("/" + name), f"{what}: its link")

    def nodes(self):
        return self.run("return document.querySelectorAll('*').length")

    def visible_tiles(self):
        return self.run("""return [...document.querySelectorAll("#grid a")].map(
            a => a.getAttribute("href").slice(1));""")


# The checks

def explore(page, batch, path):
    depths, slopes, themes = batch.values
    page.load(path)
    file = batch.files[depths[0], slopes[0], themes[0]]
    page.shows(file, "at first")
    equal(page.text("#caption").replace("\u00a0", " "),
          f"depth {depths[0]}, a = {slopes[0]}, theme {themes[0]} \u00b7 {file}, "
          f"1 of {len(batch.rows)}".replace("a = -", "a = \u2212"),
          "the caption says what varies, then the file")

    for d, s in itertools.product(range(len(depths)), range(len(slopes))):
        page.set_slider(0, d)
        page.set_slider(1, s)
        page.shows(batch.files[depths[d], slopes[s], themes[0]], f"sliders at {d}, {s}")
    page.inputs(2)[1].click()
    for s, slope in enumerate(slopes):
        page.set_slider(1, s)
        page.shows(batch.files[depths[-1], slope, themes[1]], f"dark, slope at {s}")

    page.load(path)
    page.inputs(0)[0].send_keys(Keys.ARROW_RIGHT)
    page.shows(batch.files[depths[1], slopes[0], themes[0]], "right key in the depth slider")
    page.inputs(1)[0].send_keys(Keys.END)
    page.shows(batch.files[depths[1], slopes[-1], themes[0]], "End in the slope slider")
    page.inputs(2)[0].send_keys(Keys.ARROW_RIGHT)
    page.shows(batch.files[depths[1], slopes[-1], themes[1]], "right key in the theme")
    equal(page.inputs(1)[0].get_attribute("aria-valuetext"), slopes[-1], "value read aloud")

    alt = page.one("#picture").get_attribute("alt")
    for value in (depths[1], slopes[-1], themes[1]):
        check(value in alt, f"alt text {alt!r} names {value}")


def arrows(page, batch, path):
    depths, slopes, themes = batch.values
    page.load(path)
    page.leave_inputs()
    page.press(Keys.ARROW_RIGHT)
    page.shows(batch.files[depths[1], slopes[0], themes[0]], "right")
    page.press(Keys.ARROW_DOWN, Keys.END)
    page.shows(batch.files[depths[1], slopes[-1], themes[0]], "down, End")
    page.press(Keys.ARROW_LEFT)
    page.shows(batch.files[depths[1], slopes[-2], themes[0]], "left")
    page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    page.shows(batch.files[depths[1], slopes[-2], themes[1]], "down past the last, right past it")
    page.press(Keys.ARROW_UP, Keys.HOME, Keys.ARROW_LEFT)
    page.shows(batch.files[depths[1], slopes[0], themes[1]], "up, Home, left past the first")

    order = [row["name"] for row in batch.rows]
    place = order.index(batch.files[depths[1], slopes[0], themes[1]])
    page.one("#next").click()
    page.shows(order[place + 1], "Next")
    page.one("#previous").click()
    page.one("#previous").click()
    page.shows(order[place - 1], "Previous twice")

    page.load(path)
    page.inputs(0)[0].send_keys(Keys.ARROW_DOWN)  # from one slider to the next
    page.press(Keys.ARROW_RIGHT)
    page.shows(batch.files[depths[0], slopes[1], themes[0]], "down and right in a slider")
    page.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    page.shows(batch.files[depths[0], slopes[1], themes[1]], "down to the radios and right")

    page.load(path)
    reached = set()
    for _ in range(30):
        page.press(Keys.TAB)
        reached.add(page.run("""const element = document.activeElement;
            return element.id || element.closest("[data-key]")?.dataset.key || "";"""))
    for name in KEYS + ["view-browse", "previous", "next", "open", "recipe", "data"]:
        check(name in reached, f"Tab reaches {name}")


def address(page, batch, path):
    file = batch.rows[7]["name"]
    page.load(path, "#" + urllib.parse.quote(file))
    page.shows(file, "a shared link")
    before = page.run("return history.length")
    page.set_slider(0, 0)
    page.set_slider(1, 2)
    file = batch.files[batch.values[0][0], batch.values[1][2], batch.rows[7]["figure.theme"]]
    page.wait(lambda: page.driver.current_url.endswith("#" + urllib.parse.quote(file)),
              "the address follows")
    equal(page.run("return history.length"), before, "entries in the history")
    page.driver.refresh()
    page.shows(file, "after a reload")


def history(page, batch, path):
    """Steps are entries of the history, dragging is not; back and forward lead along them."""
    depths, slopes, themes = batch.values
    page.load(path)
    page.settled()
    before = page.run("return history.length")
    page.one("#next").click()
    page.set_slider(0, 1)
    page.set_slider(0, 2)
    page.settled()
    equal(page.run("return history.length"), before + 1, "entries after Next and a slider")
    page.one("#view-browse").click()
    page.inputs(1, "#filters")[0].click()
    page.one("#theme").click()
    equal(page.run("return history.length"), before + 4, "entries after three steps more")
    tiles = page.visible_tiles()
    page.driver.back()
    page.driver.back()
    page.wait(lambda: not page.inputs(1, "#filters")[0].is_selected(), "back: no filter")
    equal(len(page.visible_tiles()), len(batch.rows) // 2, "back: all tiles of the theme")
    page.driver.back()
    page.wait(lambda: page.one("#explore").is_displayed(), "back: the view")
    equal(page.inputs(0)[0].get_attribute("value"), "2", "back: where the slider was left")
    page.driver.back()
    page.shows(batch.rows[0]["name"], "back to the first picture")
    for _ in range(4):
        page.driver.forward()
    page.wait(lambda: page.visible_tiles() == tiles, "forward to the same tiles")


def comparison(page, batch, path):
    first, second = batch.rows[0], batch.rows[2]
    name = urllib.parse.quote(first["name"])
    page.load(path, "#" + name)
    check(not page.one("#pinned").is_displayed(), "nothing is pinned at first")
    page.one("#pin").click()
    equal(page.text("#pin"), "Pinned", "the button for a pinned picture")
    equal(page.one("#pin").get_attribute("aria-pressed"), "true", "it is pressed")
    check(page.one("#pinned-picture").get_attribute("src").endswith(name), "the pinned picture")
    check(page.text("#difference").startswith("Pinned. "), "what to do next")
    page.driver.back()
    page.wait(lambda: not page.one("#pinned").is_displayed(), "back: it is not pinned")
    page.load(path, "#" + urllib.parse.quote(second["name"]) + "?pinned=" + name)
    check(page.one("#pinned-picture").get_attribute("src").endswith(name),
          "the pinned picture is in the address")
    for caption, picture, row, prefix in (("#difference", "#picture", second, ""),
                                          ("#pinned-difference", "#pinned-picture", first, "Pinned: ")):
        said = page.text(caption)
        slope = row["networks.residual.slope"].replace("-", "\u2212")
        check(said.startswith(f"{prefix}a = {slope}; residual"), f"{caption}: {said!r}")
        check("depth" not in said and "plain" not in said, "only what differs is named")
        check(page.run("""const [caption, picture] = [...arguments].map(selector =>
            document.querySelector(selector).getBoundingClientRect());
            return caption.top >= picture.bottom && caption.left === picture.left;""",
                       caption, picture), f"{caption} stands below {picture}")
    page.leave_inputs()
    page.press("p")
    check(not page.one("#pinned").is_displayed(), "p takes the pin away")
    equal([page.text("#pin"), page.one("#pin").get_attribute("aria-pressed")],
          ["Pin to compare", "false"], "the button then")

    page.one("#view-browse").click()
    pins = page.all("#grid button.pin")
    pins[0].click()
    equal([pins[0].text, pins[1].text], ["Pinned", "Compare"], "buttons of tiles")
    equal(pins[0].get_attribute("aria-pressed"), "true", "that of the pinned one is pressed")
    pins[1].click()
    page.shows(urllib.parse.unquote(page.visible_tiles()[1]), "a tile compared with the pinned")
    check(page.one("#pinned").is_displayed(), "both are there")


def results(page, batch, path):
    """The gradients of both networks, computed here."""
    def gradients(row):
        depth = int(row["depth"])
        return [0.8 ** depth, (1 + float(row["networks.residual.slope"])) ** depth]

    def tiles_are(wanted, what):
        expected = [row["name"] for row in batch.rows
                    if row["figure.theme"] == "light" and wanted(gradients(row))]
        equal(set(page.visible_tiles()), {urllib.parse.quote(name) for name in expected}, what)

    row = batch.rows[0]
    page.load(path, "#" + urllib.parse.quote(row["name"]))
    words = [[cell.text for cell in line.find_elements(By.CSS_SELECTOR, "th, td")]
             for line in page.all("#results tr")]
    plain, residual = gradients(row)
    equal(words, [["plain", f"{plain:.3g}", "slightly decaying" if plain >= 0.1 else "decaying"],
                  ["residual", "9.77×10⁻⁴" if residual < 0.001 else f"{residual:.3g}",
                   "decaying"]], "results of the first picture")
    page.one("#view-browse").click()
    equal(page.all("#grid .outcome")[0].text, f"plain {words[0][1]}, residual {words[1][1]}",
          "results below a tile")
    group = '#filters [data-key="gradient.residual"] '
    boxes = {box.text: box for box in page.all(group + "label") if box.text not in ("from", "to")}
    check({"vanishing", "stable", "amplifying"} <= set(boxes), f"classes: {sorted(boxes)}")
    boxes["amplifying"].click()
    tiles_are(lambda own: own[1] > 1.01, "amplifying")
    boxes["stable"].click()
    tiles_are(lambda own: own[1] >= 0.99, "stable or amplifying")
    first, last = page.all(group + "input[type=text]")
    last.send_keys("100")
    tiles_are(lambda own: 0.99 <= own[1] <= 100, "and up to 100")
    boxes["amplifying"].click()
    boxes["stable"].click()
    first.send_keys("1e-9")
    tiles_are(lambda own: 1e-9 <= own[1] <= 100, "from 1e-9 to 100")
    page.run('arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event("input"))',
             page.one("#sort"), "-gradient.residual")
    rows = {urllib.parse.quote(row["name"]): row for row in batch.rows}
    own = [gradients(rows[tile])[1] for tile in page.visible_tiles()]
    equal(own, sorted(own, reverse=True), "sorted by the gradient")
    check(page.all("#grid .outcome")[0].text.startswith("residual"), "its result is the first")
    before = page.visible_tiles()
    page.settled()
    page.driver.refresh()
    equal(page.visible_tiles(), before, "the same after a reload")


def keys_of_browser(page, batch, path):
    """Keys with Alt, Ctrl or Meta are the browser's."""
    page.load(path)
    page.one("#view-browse").click()
    page.run("""document.querySelector("#grid a").focus();
        addEventListener("keydown", event => { window.isTaken = event.defaultPrevented; });""")
    for key, taken in (("", True), ("altKey", False), ("ctrlKey", False), ("metaKey", False)):
        page.run("""document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {
            bubbles: true, cancelable: true, key: "ArrowRight", [arguments[0]]: true }));""", key)
        equal(page.run("return window.isTaken"), taken, f"an arrow key with {key or 'nothing'}")


def details(page, batch, path):
    row = batch.rows[11]
    page.load(path, "#" + urllib.parse.quote(row["name"]))
    link = page.one("#recipe")
    kind, text = link.get_attribute("href").split(",", 1)
    equal(kind, "data:text/yaml;charset=utf-8", "recipe link")
    lines = [line.strip() for line in urllib.parse.unquote(text).splitlines()]
    check(f"depth: {row['depth']}" in lines, "the recipe's depth")
    check(f"theme: {row['figure.theme']}" in lines, "the recipe's theme")
    if "residual:" in lines:
        after = lines[lines.index("residual:") + 1:]
        check(f"slope: {row['networks.residual.slope']}" in after, "the recipe's slope")
    else:
        check(any(line.startswith("residual: {") and row["networks.residual.slope"] in line
                  for line in lines), "the recipe's slope")
    stem = os.path.splitext(os.path.basename(row["name"]))[0]
    equal(link.get_attribute("download"), stem + ".yaml", "name of the recipe")
    check(page.one("#data").get_attribute("href").endswith("/manifest.csv"), "data link")
    equal([code.text for code in page.all("code")],
          [f"gradfig series {row['name']}", f"gradfig render {row['name']} -o copy.png",
           f"gradfig explore {row['name']} --open"],
          "commands")


def grid(page, batch, path):
    page.load(path)
    equal(len(page.all("#grid a")), 0, "tiles before the grid is asked for")
    page.one("#view-browse").click()
    total = len(batch.rows)
    equal(page.text("#tally"), f"{total // 2} variants", "count of one theme")
    check(not page.one("#clear").is_displayed(), "no filter to clear")
    row = batch.rows[0]
    slope = row["networks.residual.slope"].replace("-", "\u2212")
    equal(page.all("#grid .caption")[0].text,
          f"depth {row['depth']}, a = {slope}", "a caption says what varies")
    equal(page.text("h1"), "depth, slope of residual", "the title has the varied keys")
    check(".png" not in page.driver.title, f"no file in the title {page.driver.title!r}")

    def filtered(what, wanted):
        expected = {urllib.parse.quote(row["name"]) for row in batch.rows if wanted(row)}
        equal(set(page.visible_tiles()), expected, what)
        equal(page.text("#tally"), f"{len(expected)} of {total // 2} variants", what)

    depth, theme = batch.values[0][1], batch.values[2][1]
    page.inputs(0, "#filters")[1].click()
    filtered("one depth", lambda row: row["depth"] == depth and row["figure.theme"] != theme)
    page.one("#theme").click()
    filtered("a depth and a theme",
             lambda row: row["depth"] == depth and row["figure.theme"] == theme)
    page.inputs(0, "#filters")[0].click()
    two = batch.values[0][:2]
    filtered("two depths", lambda row: row["depth"] in two and row["figure.theme"] == theme)

    page.wait(lambda: page.run("""return [...document.querySelectorAll("#grid img")].some(
        image => image.complete && image.naturalWidth > 0)"""), "thumbnails are drawn")
    check(all(page.run("""return [...document.querySelectorAll("#grid img")].map(
        image => image.loading === "lazy" && image.alt !== "" && image.width > 0)""")),
          "thumbnails are lazy, have a size and an alt text")
    page.run('arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event("input"))',
             page.one("#sort"), "-" + KEYS[1])
    slopes = [float(row["networks.residual.slope"]) for file in page.visible_tiles()
              for row in batch.rows if urllib.parse.quote(row["name"]) == file]
    equal(slopes, sorted(slopes, reverse=True), "sorted by the slope")
    page.run("document.querySelector('#grid a').focus()")
    page.press(Keys.ARROW_RIGHT)
    equal(page.run("return [...document.querySelectorAll('#grid a')].indexOf("
                   "document.activeElement)"), 1, "an arrow key moves to the next tile")
    before = page.visible_tiles()
    page.settled()
    check("view=all" in page.driver.current_url, "the address has the view")
    page.driver.refresh()
    equal(page.visible_tiles(), before, "the same tiles after a reload")
    page.all("#grid a")[-1].click()
    page.shows(urllib.parse.unquote(before[-1]), "a clicked thumbnail")
    equal(page.run("return document.activeElement.id"), "figure", "the focus goes with it")
    page.driver.back()
    page.wait(lambda: page.one("#grid").is_displayed(), "the way back leads to the grid")
    equal(page.visible_tiles(), before, "tiles on the way back")
    page.one("#clear").click()
    equal(page.text("#tally"), f"{total // 2} variants", "count without filters")


def wrong(page, batch, path):
    """What is no number is marked, and a link to what is not there says so."""
    page.load(path, "#?view=all&gradient.residual.from=abc")
    first, last = page.all('#filters [data-key="gradient.residual"] input[type=text]')
    fault = '#filters [data-key="gradient.residual"] .fault'
    equal([first.get_attribute("aria-invalid"), last.get_attribute("aria-invalid")],
          ["true", "false"], "which of the fields is wrong")
    check(page.text(fault).startswith("Expected a size"), f"what is wrong: {page.text(fault)!r}")
    colors = page.run("return [...arguments].map(field => getComputedStyle(field).borderColor)",
                      first, last)
    check(colors[0] != colors[1], "the wrong field looks different")
    first.clear()
    first.send_keys("0.5")
    equal(page.text(fault), "", "a number after that")

    def after_typing(ends):
        for field, text in zip((first, last), ends):
            field.clear()
            field.send_keys(text)
        said = page.text(fault)
        return said, [field.get_attribute("aria-invalid") for field in (first, last)]

    said, marks = after_typing(("10", "1"))
    check(said.startswith("The first number is larger"), f"a reversed range: {said!r}")
    equal(marks, ["true", "true"], "both fields of a reversed range")
    equal(page.visible_tiles(), [], "nothing in a reversed range")
    said, marks = after_typing(("0.1", "-0.5"))
    check("without a minus" in said, f"a size with a sign: {said!r}")
    equal(marks, ["false", "true"], "the field with a sign")
    equal(after_typing(("\u22121e-3", "1")), (said, ["true", "false"]), "the minus of the page")
    equal(after_typing(("1", "1")), ("", ["false", "false"]), "a range of one number")
    page.load(path, "#gone%20%3Cb%3E.png?view=all")
    equal(page.text("#absent"), "gone <b>.png is not in this batch.", "a link to no picture")
    page.all("#grid a")[0].click()
    check(not page.one("#absent").is_displayed(), "not said of another picture")
    page.load(path, "#" + urllib.parse.quote(batch.rows[0]["name"]) + "?pinned=other.png")
    equal(page.text("#absent"), "other.png is not in this batch.", "a pinned picture that is none")
    page.load(path, "#?view=all&depth=999&sort=nonsense&foo=1&only=faults")
    equal(page.text("#absent"), "The address asks for what this page does not have: depth=999, sort=nonsense, foo=1.",
          "words of the address that nothing fits")
    equal(page.run("return document.getElementById('sort').selectedIndex"), 0, "the usual order")
    page.load(path, "#?view=all&sort=-depth")
    check(not page.one("#absent").is_displayed(), "an order that there is")


def grown(page, batch, path, temporary):
    """A link means the same in a batch that has more or fewer values of a key."""
    target = os.path.join(temporary, "grown.html")
    rewrite(path, make_large, target)
    cases = [
        (target, "depth=5&depth=7.0", 200, "two of many values"),
        (target, "depth.from=20&depth.to=29", 1000, "a range of many values"),
        (target, "input.from=8", 2000, "a range of few values"),
        (target, "input=3e0&input=0", 2000, "numbers as somebody types them"),
        (target, "labels.title.has=title+1", 1000, "a text that few values have"),
    ]
    for file, words, count, what in cases:
        page.load(file, f"#?{words}&view=all")
        check(not page.one("#absent").is_displayed(), f"{what}: {page.text('#absent')!r}")
        equal(page.text("#tally").replace("\u00a0", " "),
              f"{count:,} of 10,000 variants".replace(",", " "), what)
    boxes = '#filters [data-key="depth"] label'
    page.load(target, "#?depth=5&depth=7&view=all")
    equal([label.text for label in page.all(boxes)][:2], ["5", "7"], "values that the address names have boxes")
    page.all(f"{boxes} input")[1].click()
    equal(page.text("#tally").replace("\u00a0", " "), "100 of 10 000 variants", "which can be cleared")
    page.settled()
    check("depth=5&view" in page.driver.current_url, page.driver.current_url)
    page.one("#clear").click()
    equal([label.text for label in page.all(boxes) if label.is_displayed()], ["from", "to"], "nothing is named")
    for theme in ("light", "dark"):
        page.load(path, f"#?figure.theme={theme}")
        page.shows(next(row["name"] for row in batch.rows if row["figure.theme"] == theme), f"a link to {theme}")
        check(not page.one("#absent").is_displayed(), f"{theme} pictures are there")
    page.driver.get_log("browser")  # some pictures are not there


def long_captions(page, path, temporary):
    """The results are on every tile, however many lines its caption has."""
    target = os.path.join(temporary, "long.html")

    def lengthen(data):
        data["keys"][0].update(caption="a caption of several words which does not fit one line ")

    rewrite(path, lengthen, target)
    page.load(target, "#?view=all")
    clipped = page.run("""return [...document.querySelectorAll(".words")].filter(words => {
        const { bottom } = words.getBoundingClientRect();
        const outcome = words.lastChild.getBoundingClientRect();
        return outcome.height === 0 || outcome.bottom > bottom + 0.5 ||
            words.firstChild.scrollHeight > words.firstChild.clientHeight; }).length""")
    equal(clipped, 0, "tiles whose words are clipped")


def vector(page, path, temporary):
    """The copy that a command draws has the format of the picture, and values have short digits."""
    target = os.path.join(temporary, "vector.html")

    def change(data):
        data["files"] = [file.replace(".png", ".svg") for file in data["files"]]
        data["keys"][1]["values"][0] = "-0.55555555555555558"

    rewrite(path, change, target)
    page.load(target, "#?view=all")
    page.driver.get_log("browser")  # the pictures are not there
    check(page.run("return document.getElementById('render').textContent").endswith(".svg -o copy.svg"),
          "an SVG is copied as an SVG")
    check("\u22120.5556" in [label.text for label in page.all("#filters label")], "short digits")


def dark(page, batch, path):
    def scheme(name):
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": name}]})

    def background(name):
        scheme(name)
        page.load(path)
        return page.run("return getComputedStyle(document.body).backgroundColor")

    depths, slopes, themes = batch.values
    check(background("light") != background("dark"), "dark mode has another background")
    page.shows(batch.files[depths[0], slopes[0], "dark"], "a dark picture on a dark page")
    scheme("light")
    page.shows(batch.files[depths[0], slopes[0], "light"], "a light one when that changes")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def fault(page, batch, path, temporary):
    words = "failed: killed by signal 9"
    target = os.path.join(temporary, "fault.html")

    def spoil(data):
        data.update(faults={"0": "missing", "3": words, "5": "other"}, earlier=4)
        data["keys"][2]["values"][1] = "<b id=injected>dark</b>"

    data = rewrite(path, spoil, target)
    page.load(target, "#" + urllib.parse.quote(data["files"][3]))
    check(words in page.text("#note"), "a fault is told in words")
    check(not page.one("#picture").is_displayed(), "no picture where there is a fault")
    equal([paragraph.text for paragraph in page.all("header p")],
          [f"{len(batch.rows)} variants: 1 missing, 1 drawn with other parameters, 1 failed Show them",
           "4 pictures of earlier specs in this folder, not shown"],
          "the button stands beside the faults that it shows")
    page.one("#show-faults").click()
    equal(set(page.visible_tiles()), {data["files"][i] for i in (0, 3, 5)}, "only those with faults")
    equal(page.text("#tally"), f"3 of {len(batch.rows)} variants", "count of faults")
    check(not any(page.one(f'#grid [data-variant="{v}"] button').is_displayed() for v in (0, 3)),
          "nothing to pin where there is no picture")
    equal(len(page.all("#injected")), 0, "elements made from a value")
    page.one("#view-explore").click()
    page.one("#view-browse").click()
    equal(len(page.visible_tiles()), len(batch.rows), "all pictures after those that are missing")


def parted(page, path, temporary):
    """Shards of which not all have come to their end."""
    target = os.path.join(temporary, "parted.html")
    rewrite(path, lambda data: data.update(shards={"count": 4, "absent": 3}), target)
    page.load(target)
    check(page.text("#summary").endswith("of 1 of 4 shards"), "the summary tells of shards")
    check(not page.one("#data").is_displayed(), "no link to a manifest that is not there")


def together(page, batch, path, temporary):
    """Each depth has one slope only: moving the one moves the other."""
    target = os.path.join(temporary, "together.html")

    def tie(data):
        kept = [i for i, v in enumerate(data["values"]) if v[0] == v[1]]
        data["values"] = [data["values"][i] for i in kept]
        data["files"] = [data["files"][i] for i in kept]
        for result in data["results"]:
            for name in ("sizes", "words", "classes"):
                result[name] = [result[name][i] for i in kept]

    rewrite(path, tie, target)
    page.load(target)
    depths, slopes, themes = batch.values
    page.inputs(2)[1].click()
    for k in (0, 1):
        for position in (2, 0, 1):
            page.set_slider(k, position)
            file = batch.files[depths[position], slopes[position], themes[1]]
            page.shows(file, "varied together")
            equal(page.inputs(1 - k)[0].get_attribute("value"), str(position), "the other control")
    equal(page.inputs(1)[0].get_attribute("max"), "2", "slopes that some variant has")


def awkward(page, path, temporary):
    """A network with a hyphen in its name, and a list of words that p searches."""
    target = os.path.join(temporary, "awkward.html")

    def rename(data):
        data["keys"][1]["key"] = "networks.pre-norm.slope"
        data["keys"][0] = {"key": "labels.title", "word": "title", "caption": "title ",
                           "kind": "text", "values": ["plain", "other", "a", "b", "c"]}
        data["values"] = [[i % 5] + v[1:] for i, v in enumerate(data["values"])]

    rewrite(path, rename, target)
    page.load(target)
    page.one("#controls select").send_keys("p")
    check(not page.one("#pinned").is_displayed(), "p in a list of words pins nothing")
    page.one("#view-browse").click()
    for sign in ("", "-"):
        page.run("""arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event("input"));""",
                 page.one("#sort"), sign + "networks.pre-norm.slope")
        places = page.run("""return [...document.querySelectorAll("#grid a")].map(
            tile => values[tile.parentNode.dataset.variant][1])""")
        equal(places, sorted(places, reverse=sign == "-"), f"sorted by {sign}pre-norm's slope")


def alone(page, batch, path, temporary):
    """One variant of no key, and one of a key with one value and a recipe still to come."""
    target = os.path.join(temporary, "alone.html")

    def strip(data):
        data.update(keys=[], values=[[]], files=data["files"][:1], results=[],
                    recipe="depth: 10\n")

    def fix(data):
        key = {"key": "depth", "word": "depth", "caption": "depth ", "kind": "number",
               "values": ["10"]}
        data.update(keys=[key], values=[[0]], files=data["files"][:1], results=[], recipe=None)

    for change, values in ((strip, []), (fix, ["10"])):
        rewrite(path, change, target)
        page.load(target)
        page.shows(batch.rows[0]["name"], "a single picture")
        equal([output.text for output in page.all("#controls output")], values, "values as text")
        check(not any(i.is_displayed() for i in page.all("#controls input, #controls button")),
              "nothing to move")
        equal(page.one("#recipe").is_displayed(), change is strip, "recipe link")
        page.one("#view-browse").click()
        equal(page.text("#tally"), "1 variant", "count of one")


def gone(page, path, temporary):
    """The page knows of no fault, but the pictures are not there; the console may say so."""
    folder = os.path.join(temporary, "gone")
    os.mkdir(folder)
    target = os.path.join(folder, "index.html")
    rewrite(path, lambda data: None, target)
    page.load(target)
    page.wait(lambda: "gone" in page.text("#note"), "a picture that is gone is told in words")
    page.driver.get_log("browser")


def large(page, path, temporary):
    target = os.path.join(temporary, "large.html")
    data = rewrite(path, make_large, target)
    page.load(target)
    check(page.nodes() < 1000, f"{page.nodes()} elements for 10 000 variants")
    slider = page.one('#controls [data-key="depth"] input')
    slider.send_keys(Keys.END)
    page.wait(lambda: "\u00b7 d99/" in page.text("#caption"), "the first change")
    page.one("#view-browse").click()
    check(page.nodes() < 1000, f"{page.nodes()} elements with the grid of 10 000 variants")
    equal(page.text("#tally").replace("\u00a0", " "), "10 000 variants", "count")
    equal(page.visible_tiles()[0], data["files"][0], "the first tile")
    page.run("scrollTo(0, document.body.scrollHeight)")
    page.wait(lambda: page.visible_tiles()[-1] == data["files"][-1], "the last tile at the end")
    page.run("scrollTo(0, document.body.scrollHeight / 2)")
    page.wait(lambda: data["files"][4000] < page.visible_tiles()[0] < data["files"][6000],
              "the middle in the middle")
    check(page.nodes() < 1000, f"{page.nodes()} elements after scrolling")
    check(page.run("""const grid = document.getElementById("grid").getBoundingClientRect();
        const tiles = [...document.querySelectorAll(".tile")].map(t => t.getBoundingClientRect());
        return tiles[0].top < 0 && tiles.at(-1).bottom > innerHeight && grid.height > 100000;"""),
          "tiles fill the window")
    first, last = page.all('#filters [data-key="depth"] input')
    first.send_keys("3")
    last.send_keys("4")
    equal(page.text("#tally").replace("\u00a0", " "), "200 of 10 000 variants", "depth from 3 to 4")
    expected = [file for file, v in zip(data["files"], data["values"]) if v[0] in (2, 3)]
    check(set(page.visible_tiles()) <= set(expected), "tiles of depth 3 and 4 only")
    page.all('#filters [data-key="gradient.residual"] input[type=text]')[0].send_keys("10e3")
    equal(page.text("#tally").replace("\u00a0", " "), "120 of 10 000 variants", "and 10e3 or more")
    places(page)


def places(page):
    """Back leads to the place among many pictures; other pictures begin with the first."""
    page.one("#clear").click()
    page.run("scrollTo(0, document.body.scrollHeight / 2)")
    page.wait(lambda: page.run("return history.state?.place > 1000"), "the place is kept")
    before = page.run("return scrollY")
    page.run("""[...document.querySelectorAll(".tile")].find(tile =>
        tile.getBoundingClientRect().top > 0).querySelector("a").click()""")
    equal(page.run("return scrollY"), 0, "a picture begins at its top")
    page.driver.back()
    page.wait(lambda: page.run("return scrollY") == before, "back: the place in the grid")
    page.wait(lambda: page.run("""return [...document.querySelectorAll(".tile")].some(tile =>
        tile.getBoundingClientRect().top > 0)"""), "back: tiles in the window")
    page.run("""const field = document.querySelectorAll("#filters input[type=text]")[0];
        field.value = "90"; field.dispatchEvent(new Event("input", { bubbles: true }));""")
    check(page.run("""return [...document.querySelectorAll(".tile")].some(tile =>
        Math.abs(tile.getBoundingClientRect().top) < 100)"""), "tiles at once after a filter")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: gallery.py DIR")
    path, batch = os.path.join(sys.argv[1], "index.html"), Batch(sys.argv[1])
    driver = open_browser()
    driver.set_window_size(1200, 4000)  # has room for all tiles of the batch
    try:
        page = Page(driver)
        with tempfile.TemporaryDirectory() as temporary:
            share_pictures(sys.argv[1], temporary)
            explore(page, batch, path)
            arrows(page, batch, path)
            address(page, batch, path)
            history(page, batch, path)
            comparison(page, batch, path)
            results(page, batch, path)
            keys_of_browser(page, batch, path)
            details(page, batch, path)
            grid(page, batch, path)
            wrong(page, batch, path)
            grown(page, batch, path, temporary)
            dark(page, batch, path)
            fault(page, batch, path, temporary)
            parted(page, path, temporary)
            together(page, batch, path, temporary)
            awkward(page, path, temporary)
            alone(page, batch, path, temporary)
            large(page, path, temporary)
            long_captions(page, path, temporary)
            quiet(driver)
            vector(page, path, temporary)
            gone(page, path, temporary)
    finally:
        driver.quit()
    finish()


if __name__ == "__main__":
    main()
