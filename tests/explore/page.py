#!/usr/bin/python3
"""Drives the page of gradfig explore in Chromium and, where it is installed, in Firefox: page.py SPEC

GRADFIG names the command. Prints the time from the input to the decoded picture: of 30 steps of a
slider, or with TEST_ALL=1 of 100, after all checks in both browsers. With TEST_LATENCY=1, on a machine that
does nothing else, takes 500 and checks that time, too."""
import json
import os
import signal
import subprocess
import sys
import urllib.parse

sys.dont_write_bytecode = True  # the source folder stays as it is
import controls
from driver import GRADFIG, HELPERS, SHIFT, CONTROL, Page, Server  # skips without a browser
from browser import check, equal, finish, open_browser
import firefox

ALL = os.environ.get("TEST_ALL") == "1"
IS_QUIET = os.environ.get("TEST_LATENCY") == "1"
STEPS = 500 if IS_QUIET else 100 if ALL else 30
LIMIT = 50  # milliseconds, of the 99th percentile

# Milliseconds from each input event to the picture that was decoded after it
LATENCIES = """
const [steps, done] = arguments;
(async () => {
  const times = [];
  for (let n = 0; n < steps; n++) {
    const key = Math.floor(n / 20) % 2 ? "networks.plain.slope" : "depth";
    const before = state;
    const start = performance.now();
    const shown = new Promise(act => watch.waiting.push(act));
    for (let m = n; state === before; m++) slide(key, .1 + .8 * (m * .618034% 1));
    await shown;
    times.push(performance.now() - start);
    await new Promise(act => setTimeout(act, 30));
  }
  done(times);
})();
"""


def rendered(query, folder="."):
    """What the command draws for a query that changes no networks."""
    place = os.path.join(folder, "rendered.png")
    arguments = [argument for key, value in urllib.parse.parse_qsl(query)
                 for argument in ("--set", f"{key}={value}")]
    subprocess.run([GRADFIG, "render", *Page.spec, *arguments, "-o", place, "--force"], check=True)
    with open(place, "rb") as file:
        return file.read()


# The checks

def first(page):
    page.load()
    rows = page.cells()
    equal([row[:4] for row in rows], [["plain", "0.107", "10.7%", "slightly decaying"],
                                      ["residual", "6.19", "×6.19", "amplifying"]], "the numbers")
    equal([row[4:] for row in rows],
          [["halves every 3.11 layers", "from depth 21", "0.554"],
           ["doubles every 3.8 layers", "×100 from depth 26", "7.49"]], "more numbers")
    alt = page.run("return document.querySelector('#frame img').alt")
    check("0.107" in alt and alt == page.text("#alt"), f"the alternative text: {alt!r}")
    check("that hold: 16 of 19" in page.text("#claim-box summary"), "claims of the spec")
    equal(page.run("return document.querySelectorAll('#claims .wrong').length"), 3, "wrong claims")
    size = page.run("""const image = document.querySelector("#frame img");
        return [image.naturalWidth, image.clientWidth * devicePixelRatio];""")
    check(abs(size[0] - size[1]) <= 2, f"drawn in the pixels of the window: {size}")
    equal(page.query(), "", "the address of the spec itself")
    query = page.drawn()
    equal(page.server.get("figure.png?" + query)[1], rendered(query), "bytes of the picture shown")
    lost = "networks.plain.slope=0.9&depth=44"
    page.load("?" + lost)
    equal(page.cells()[0][5], "from depth 44", "where a slope of 0.9 has lost 99%")
    equal(page.value("depth"), "44", "the control has what the address says")


def steps(page, name):
    page.load()
    page.run("watch.frames = watch.blank = 0")
    page.driver.set_script_timeout(600)
    page.driver.execute_async_script(LATENCIES, 10)
    times = sorted(page.driver.execute_async_script(LATENCIES, STEPS))
    median, late = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"{name}: {STEPS} steps, median {median:.1f} ms, 99th percentile {late:.1f} ms, "
          f"longest {times[-1]:.1f} ms")
    check(late < LIMIT or not IS_QUIET, f"{name}: pictures within {LIMIT} ms: {late:.1f}")
    watched = page.run("return watch")
    check(watched["frames"] > STEPS / 4, f"frames looked at: {watched['frames']}")
    equal(watched["blank"], 0, "frames without a picture")
    page.settled("after the steps")


def address(page):
    page.load()
    page.run("slide('depth', .5); slide('depth', .6); box('depth').querySelector('input[type=range]')"
             ".dispatchEvent(new Event('change'))")
    page.settled("a slider dragged")
    depth = page.value("depth")
    equal(page.query(), f"depth={depth}", "the address has what differs")
    page.run("type('networks.plain.slope', '0.95')")
    page.settled("a value typed")
    equal(page.query(), f"depth={depth}&networks.plain.slope=0.95", "the address has both")
    shown = page.drawn()
    page.driver.refresh()
    page.run(HELPERS)
    page.settled("reloaded")
    equal([page.value("depth"), page.drawn()], [depth, shown], "the same after a reload")
    undo = "document.getElementById('undo').click()"
    page.run(undo)
    page.wait("return location.search === arguments[0]", "undo", 5, f"?depth={depth}")
    page.settled("undone")
    equal(page.value("networks.plain.slope"), "0.8", "undo: the control")
    page.press(CONTROL, "z")
    page.wait("return location.search === ''", "Ctrl+Z")
    page.settled("undone twice")
    equal(page.value("depth"), "10", "Ctrl+Z: the control")
    check(page.run("return document.getElementById('undo').disabled"), "nothing more to undo")
    page.press(CONTROL, SHIFT, "z")
    page.wait("return location.search.startsWith('?depth=')", "Ctrl+Shift+Z")
    page.run("document.getElementById('redo').click()")
    page.wait("return location.search.includes('slope=0.95')", "redo")
    page.settled("redone")
    equal(page.drawn(), shown, "redo: the same picture")
    check(page.run("return document.getElementById('redo').disabled"), "nothing more to redo")
    # Wrong values, each a step of its own, are one step on the way back to the last picture.
    for wrong in ("1x", "1y", "1z"):
        page.run("step.time = -1e9; type('depth', arguments[0])", wrong)
        page.wait("return drawn.wrong === queryOf(viewOf(state))", f"{wrong} has no picture")
    page.run("history.back()")
    page.wait("return !location.search.includes('depth=1')", "the way back leads past what is wrong")
    page.settled("back from what is wrong")
    equal([page.value("depth"), page.drawn()], [depth, shown], "back at the last good value")
    page.run("history.forward()")
    page.wait("return drawn.wrong === queryOf(viewOf(state))", "the way forward leads to the mistake")
    page.run("step.time = -1e9; type('depth', '12')")
    page.settled("the mistake is mended")
    page.run("history.back()")
    page.wait("return !location.search.includes('depth=12')", "back from what was mended")
    page.settled("back")
    equal([page.value("depth"), page.drawn()], [depth, shown], "nor does a right value lead to it")


# Controls that something else covers while they have the focus
COVERED = """return [...document.querySelectorAll("#controls :is(input, select, button, summary)")].filter(each => {
  if (!each.checkVisibility() || each.disabled) return false;
  each.focus();
  each.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = each.getBoundingClientRect();
  return !each.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map(each => each.outerHTML.slice(0, 80))"""


# The words before each cell of the table on a phone
LABELS = """return [...document.querySelectorAll("#table td")].map(
    cell => getComputedStyle(cell, "::before").content + cell.textContent)"""


def narrow(page, window):
    for query, panel in (("", ""), ("?networks=plain,residual,third&depth=1000#pin?depth=20", ""), ("", "all")):
        page.load(query)
        page.run("""if (arguments[0]) {
            document.getElementById("panel").value = arguments[0];
            document.getElementById("panel").dispatchEvent(new Event("change"));
        }""", panel)
        page.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        page.settled("narrow")
        width = page.run("return [document.documentElement.scrollWidth, innerWidth]")
        equal(width[1], window, "the width of the window")
        check(width[0] <= width[1], f"nothing is wider than the window: {width}")
        beyond = page.run("""return [...document.querySelectorAll("body *")].filter(each =>
            each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
            .map(each => each.outerHTML.slice(0, 80))""")
        equal(beyond[:3], [], "elements beyond the window's edge")
        small = page.run("""return [...document.querySelectorAll("body *")].filter(each =>
            each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < 9)
            .map(each => each.outerHTML.slice(0, 80))""")
        equal(small[:3], [], "type below 9 px")
        shown = page.run("""const image = document.querySelector("#frame a:last-of-type img");
            return [image.naturalHeight, image.clientHeight, document.documentElement.clientWidth]""")
        check(shown[2] < 390 or abs(shown[0] - shown[1]) <= 1, f"a picture in its own pixels: {shown}")
        equal(page.run(COVERED)[:3], [], "controls that are covered")
        table = page.run("const table = document.getElementById('table'); "
                         "return [table.scrollHeight, table.clientHeight]")
        check(table[0] <= table[1] + 1, f"all lines of the table are seen: {table}")
        twice = [words for words in page.run(LABELS)
                 if words.count("×100") > 1 or ("or doubles" in words and "every" in words)]
        equal(twice, [], "cells that say twice what they are")


def swipes(page):
    """A finger that scrolls the page over a slider leaves its value."""
    page.load()
    page.run("box('networks.plain.slope').scrollIntoView({ block: 'end' })")
    x, y = page.run("""const at = box("networks.plain.slope").querySelector("input[type=range]")
        .getBoundingClientRect();
        return [at.left + .2 * at.width, at.top + at.height / 2];""")
    scrolled = page.run("return scrollY")
    points = [("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])]
    points[1:1] = [("touchMove", [{"x": x + step, "y": y - 15 * step}]) for step in range(1, 12)]
    for kind, touches in points:
        page.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    page.settled("a swipe")
    check(page.run("return scrollY") > scrolled, "a swipe scrolls the page")
    equal(page.query(), "", "a swipe over a slider")


def restarts(page):
    page.load("?depth=15")
    shown = page.drawn()
    page.server.stop(signal.SIGKILL)
    page.run("slide('depth', .4)")
    page.wait("return !document.getElementById('banner').hidden", "the page says that it is alone")
    equal(page.drawn(), shown, "the last picture stays")
    page.run("slide('depth', .5)")
    page.server.start()
    page.wait("return document.getElementById('banner').hidden", "the page goes on by itself")
    page.settled("back")
    check(f"depth={page.value('depth')}&" in page.drawn(), "with what was chosen meanwhile")
    with_another_spec(page)


def with_another_spec(page):
    """The page never shows a picture of one spec beside the controls of another."""
    acts = {"a slider": "slide('depth', .3)", "a window of another size": "stageWidth = 500; resize()",
            "a copy": "document.getElementById('copy').showPopover()",
            "a saved picture": """document.getElementById("save").showPopover();
                document.getElementById("save-now").click()"""}
    for n, (what, act) in enumerate(acts.items()):
        page.server.stop()
        page.server.arguments = (*Page.spec, "--set", f"networks.plain.slope=0.5{n}")
        page.server.start()
        page.run(act)
        page.loads_again(what)
        equal(page.value("networks.plain.slope"), f"0.5{n}", f"{what}: the control of the other spec")
    page.server.stop()
    page.server.arguments = Page.spec
    page.server.start()


def all_checks(driver, server, name):
    page = Page(driver, server)
    driver.set_window_size(1400, 900)
    steps(page, name)  # first, as a reader has it: the browser cleans up after pages that were left
    sample = [first, address, controls.keys, controls.faults, controls.copies,
              controls.copies_of_figure]
    others = [controls.networks, controls.lists, controls.both_themes, controls.costly, controls.saves,
              controls.pins, controls.themes, controls.languages, controls.keyboard_alone]
    for checks in sample + (others if ALL else []):
        checks(page)
    restarts(page)
    if name == "Chromium":  # whose windows are wider
        for width in (320, 360, 390):
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True})
            narrow(page, width)
        swipes(page)
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    else:
        driver.set_window_size(390, 844)
        narrow(page, 390)


def dense(page):
    """A dense screen gets all its pixels once a control rests."""
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": 1000, "height": 700, "deviceScaleFactor": 2, "mobile": False})
    page.load()
    page.run("slide('depth', .5)")
    page.wait("const image = document.querySelector('#frame a:last-of-type img'); "
              "return image.naturalWidth > 1.9 * image.clientWidth", "all pixels of a dense screen")
    page.settled("a dense screen")
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def chromium_only(driver, server):
    """Two pages at once; the theme of the system; requests and messages."""
    page = Page(driver, server)
    driver.set_window_size(1400, 900)
    page.load("?depth=11")
    one = driver.current_window_handle
    driver.switch_to.new_window("tab")
    page.load("?depth=12")
    two = driver.current_window_handle
    for n in range(6):
        driver.switch_to.window((one, two)[n % 2])
        page.run("slide('depth', arguments[0])", .4 + n / 50)
    for window in (one, two):
        driver.switch_to.window(window)
        page.settled("two pages")
        check(f"depth={page.value('depth')}&" in page.drawn(), "each shows its own figure")
    page.load("?depth=13")
    for theme, color in (("dark", "rgb(20, 24, 31)"), ("light", "rgb(255, 255, 255)")):
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": theme}]})
        page.wait("return document.querySelector('#frame a:last-of-type').href.includes("
                  f"'figure.theme={theme}')", f"the system becomes {theme}: the picture", 120)
        equal(page.run("return getComputedStyle(document.documentElement).backgroundColor"), color,
              f"the system becomes {theme}: the page")
    dense(page)
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = {message["params"]["request"]["url"] for message in sent
            if message["method"] == "Network.requestWillBeSent"}
    equal([url for url in urls if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))], [],
          "requests to elsewhere")
    said = [entry["message"] for entry in driver.get_log("browser")]
    equal([line for line in said if "400" not in line and "CONNECTION_REFUSED" not in line
           and "EMPTY_RESPONSE" not in line and "CONNECTION_RESET" not in line],
          [], "messages on the console")


def main():
    Page.spec = sys.argv[1:]
    server = Server(*sys.argv[1:])
    browsers = [("Chromium", open_browser)]
    if firefox.is_installed() and ALL:
        browsers.append(("Firefox", firefox.Firefox))
    try:
        for name, start in browsers:
            driver = start()
            try:
                all_checks(driver, server, name)
                if name == "Chromium" and ALL:
                    chromium_only(driver, server)
            finally:
                driver.quit()
    finally:
        server.stop()
    finish()


if __name__ == "__main__":
    main()
