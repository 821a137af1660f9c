"""Checks of the controls of the page of gradfig explore, and of what its buttons do."""
import os
import subprocess
import urllib.parse

from driver import GRADFIG, HELPERS, SHIFT, CONTROL, ALT, Server  # skips without a browser
from browser import check, equal

TAB, ENTER, ESCAPE, DOWN = "\ue004", "\ue007", "\ue00c", "\ue015"
LEFT, UP, RIGHT, END, HOME = "\ue012", "\ue013", "\ue014", "\ue010", "\ue011"


def keys(page):
    page.load()
    page.focus("networks.plain.slope")
    for pressed, expected in (((RIGHT,), "0.81"), ((SHIFT, RIGHT), "0.91"), ((ALT, LEFT), "0.909"),
                              ((UP,), "0.919"), ((HOME,), "-2"), ((END,), "2")):
        page.press(*pressed)
        equal(page.value("networks.plain.slope"), expected, f"slope after {pressed}")
    page.focus("depth")
    for pressed, expected in (((RIGHT,), "11"), ((SHIFT, RIGHT), "20"), ((SHIFT, LEFT), "10"),
                              ((LEFT,), "9"), ((ALT, RIGHT), "10"), ((END,), "10000"), ((LEFT,), "9900")):
        page.press(*pressed)
        equal(page.value("depth"), expected, f"depth after {pressed}")
    page.focus("depth", "input[type=text]")
    page.press(UP)
    equal(page.value("depth"), "10000", "an arrow key in the field")
    page.settled("keys")


# Notes what keys do to a control and keeps it from the page, but for sliders, whose keys are the page's.
NOTE_ACTS = """
window.acts = [];
for (const type of ["click", "input", "change"]) {
  document.addEventListener(type, event => {
    acts.push(type);
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
window.kindOf = at => at.matches("[type=range]") ? "slider" : at.matches("select") ? "select"
  : at.matches("input[type=text], textarea") ? "field" : at.matches("button, summary, a, input") ? "button"
  : "text";
"""
KEYS_OF = {"slider": (RIGHT, LEFT), "select": (DOWN, UP), "field": ("1",), "button": (ENTER, " "), "text": ("",)}


def pressed_acts(page, key):
    """Whether the control that has the focus does something."""
    if not key:
        return True  # can only be read
    before = page.run("return String(document.activeElement.getAttribute('aria-valuetext'))")
    page.press(key)
    return page.run("""return acts.length > 0 ||
        String(document.activeElement.getAttribute("aria-valuetext")) !== arguments[0]""", before)


def keyboard_alone(page):
    """Tab reaches every control, each has a name, shows that it has the focus, and is moved by keys."""
    page.load()
    page.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.run("document.activeElement.blur(); scrollTo(0, 0)")
    wanted = set(page.run("return [...document.querySelectorAll('[data-key]')].map(b => b.dataset.key)"))
    reached, names = set(), []
    found = page.run("""return [...document.querySelectorAll(
        "button, input, select, textarea, summary, a[href]")].filter(each =>
        each.checkVisibility() && !each.disabled).length""")
    page.run(NOTE_ACTS)
    stuck, unseen = [], []
    for _ in range(found + 20):
        page.press(TAB)
        at = page.run("""const at = document.activeElement;
            acts.length = 0;
            const label = at.getAttribute("aria-label") || [...(at.labels ?? [])].map(
              each => each.textContent).join() || at.textContent || at.title ||
              at.querySelector?.("img")?.alt || "";
            return [at.closest("[data-key]")?.dataset.key ?? "", label.trim(), at.outerHTML.slice(0, 80),
              at === document.body, kindOf(at), at.matches("[type=range]") ||
              getComputedStyle(at).outlineStyle !== "none"];""")
        reached.add(at[0])
        if not at[3] and not at[5]:
            unseen.append(at[2])
        if at[3]:
            continue
        if not any(pressed_acts(page, key) for key in KEYS_OF[at[4]]):
            stuck.append(at[2])
        if not at[1] and not at[3]:
            names.append(at[2])
    unlabeled = [key for key in wanted - reached if not page.run(
        "return box(arguments[0]).querySelector('input, select') === null", key)]
    equal(unlabeled, [], "controls that Tab does not reach")
    equal(names, [], "controls without a name")
    equal(stuck, [], "controls that no key moves")
    equal(unseen, [], "controls that do not show the focus")
    page.load()
    for name in ("copy", "save"):
        page.run("document.getElementById('open-' + arguments[0]).focus()", name)
        page.press(ENTER)
        page.wait("return document.getElementById(arguments[0]).matches(':popover-open')",
                  f"Enter opens {name}", 5, name)
        page.press(TAB)
        check(page.run("return document.getElementById(arguments[0]).contains(document.activeElement)", name),
              f"Tab leads into {name}")
        page.press(ESCAPE)
        equal(page.run("return [document.getElementById(arguments[0]).matches(':popover-open'),"
                       "document.activeElement.id]", name), [False, f"open-{name}"], f"Escape leaves {name}")


def faults(page):
    page.load()
    before = page.drawn()
    page.run("type('depth', '12x')")
    page.wait("return !box('depth').querySelector('.fault').hidden", "a wrong value is said")
    words = page.server.get("figure.png?depth=12x")[1].decode().removeprefix("--set depth=12x: ").strip()
    check("expected a whole number" in words, f"the command's words: {words}")
    equal(page.run("return box('depth').querySelector('.fault').textContent"), words, "in the command's words")
    equal(page.run("return box('depth').querySelector('input').getAttribute('aria-invalid')"),
          "true", "the field says so to a screen reader")
    equal(page.drawn(), before, "the last good picture stays")
    old = page.run("""return [getComputedStyle(document.querySelector("#frame img")).opacity < 1,
        getComputedStyle(document.getElementById("table")).opacity < 1,
        getComputedStyle(document.getElementById("frame"), "::before").content !== "none",
        document.getElementById("frame").dataset.old]""")
    equal(old, [True, True, True, "Last valid figure"], "and is seen to be old")
    page.run("type('depth', '12')")
    page.wait("return box('depth').querySelector('.fault').hidden", "a right value")
    equal(page.run("return getComputedStyle(document.querySelector('#frame img')).opacity"), "1", "a new picture")
    page.run("type('networks.plain.slope', '1e999')")
    page.wait("return !box('networks.plain.slope').querySelector('.fault').hidden", "another one")
    page.run("box('networks.plain.slope').querySelector('.reset').click()")
    page.settled("reset")
    equal([page.value("networks.plain.slope"), page.query()], ["0.8", "depth=12"], "reset by its button")
    page.run("""box("depth").querySelector("input[type=range]").dispatchEvent(
        new MouseEvent("dblclick", { bubbles: true }))""")
    page.settled("double click")
    equal([page.value("depth"), page.query()], ["10", ""], "reset by a double click")
    page.load("?no.such=1")
    check("no.such" in page.text("#problems"), "an unknown key in the address")
    typed(page)


# Types without leaving the field.
INPUT = """window.enter = (key, text) => {
  const field = box(key).querySelector("input[type=text]");
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};"""


def typed(page):
    """What is typed but no value yet; the numbers are those of the picture."""
    page.load("?depth=30")
    page.run(INPUT)
    before = page.drawn()
    page.run("enter('networks.plain.slope', '-')")
    page.settled("the start of a number")
    equal(page.run("return box('networks.plain.slope').querySelector('.fault').hidden"), True,
          "the start of a number is no mistake")
    equal(page.drawn(), before, "and changes nothing")
    page.run("""watch.waiting.push(() => enter("networks.plain.slope", "1e999"));
                enter("networks.plain.slope", "1")""")
    page.wait("return !box('networks.plain.slope').querySelector('.fault').hidden", "a wrong slope")
    page.settled("a wrong slope")
    check("slope=1&" in page.drawn() + "&", f"the last good picture: {page.drawn()}")
    equal(page.cells()[0][1], "1", "its numbers")
    page.run("document.getElementById('open-copy').click()")
    page.wait("return document.querySelector('[data-copy=spec] pre').textContent !== ''", "what went wrong")
    equal(page.run("return document.querySelector('[data-copy=spec] button').disabled"), True,
          "which is not copied")
    page.run("document.getElementById('copy').hidePopover()")


def networks(page):
    page.load()
    page.run("document.getElementById('add').click()")
    page.settled("added")
    equal([row[0] for row in page.cells()], ["plain", "residual", "third"], "three networks")
    equal(page.query(), "networks=plain,residual,third&networks.third.slope=0.9", "in the address")
    page.run("""const name = document.querySelector('[aria-label="third"] .head input[type=text]');
        name.value = "DenseNet, mine"; name.dispatchEvent(new Event("input", { bubbles: true }));
        name.dispatchEvent(new Event("change", { bubbles: true }));
        const color = document.querySelector('[aria-label="third"] input[type=color]');
        color.value = "#112233"; color.dispatchEvent(new Event("input", { bubbles: true }));""")
    page.settled("named and colored")
    equal(page.cells()[2][0], "DenseNet, mine", "its label")
    check("networks.third.color=#112233" in page.query(), "its color")
    page.run("""const name = document.getElementById("name-third");
        name.value = "deep"; name.dispatchEvent(new Event("change"));""")
    page.settled("renamed")
    check(page.query().startswith("networks=plain,residual,deep&networks.deep.slope=0.9"), "its name")
    page.run("document.querySelector('[aria-label=plain] > .head > button:last-child').click()")
    page.settled("removed")
    equal([row[0] for row in page.cells()], ["residual", "DenseNet, mine"], "one less")
    page.press(CONTROL, "z")
    page.settled("undone")
    page.wait("return document.querySelectorAll('.network').length === 3", "undo brings it back")


def lists(page):
    page.load()
    page.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.run("box('sweep.slopes').querySelectorAll('.chip input')[4].focus()")
    page.press(ENTER)
    page.press("0", ".", "5")
    page.settled("a value added")
    equal(page.query(), "sweep.slopes=-0.8,-0.5,-0.2,0,0.2,0.5", "a list of six")
    page.run("box('sweep.slopes').querySelectorAll('.chip button')[0].click()")
    page.settled("a value removed")
    equal(page.query(), "sweep.slopes=-0.5,-0.2,0,0.2,0.5", "a list of five")
    page.load()
    page.run("""const form = box("networks.plain.slope").querySelector("select");
        form.value = "running"; form.dispatchEvent(new Event("change"));
        const to = box("networks.plain.slope").querySelectorAll(".ends input")[1];
        to.value = "1.1"; to.dispatchEvent(new Event("input"));""")
    page.settled("a schedule")
    equal(page.query(), "networks.plain.slopes={from: 0.8, to: 1.1}", "from the first layer to the last")
    page.run("""const form = box("networks.plain.slope").querySelector("select");
        form.value = "same"; form.dispatchEvent(new Event("change"));""")
    page.settled("one number again")
    equal(page.query(), "", "as in the spec")
    page.run("""[...box("figure.panels").querySelectorAll("button")].find(
        button => button.textContent === "+ depth").click()""")
    page.settled("a panel more")
    equal(page.query(), "figure.panels=activation,gradient,geometry,sweep,depth", "panels")


def copies(page):
    title = "It's \"x\" $y `z` \\ 你好"
    page.load("?" + urllib.parse.urlencode({"depth": "20", "labels.title": title}))
    page.run("document.getElementById('copy').showPopover()")
    page.wait("return document.querySelectorAll('#copies pre').length === 4 && "
              "[...document.querySelectorAll('#copies pre')].every(pre => pre.textContent)", "copies")
    command, link, snippet, spec = page.run(
        "return [...document.querySelectorAll('#copies pre')].map(pre => pre.textContent)")
    check(command.startswith("gradfig render "), f"the command line: {command}")
    name = command.rsplit(" ", 1)[1]
    run_shell(command)
    query = page.run("return location.search")
    with open(name, "rb") as file:
        drawn = file.read()
    equal(page.server.get("figure.png" + query)[1] == drawn, True, "the command draws the same bytes")
    os.remove(name)
    equal(link, page.run("return location.href"), "the link")
    check(f'"{name}"' in snippet, f"the snippet has the file that is saved: {snippet!r}")
    check("depth: 20" in spec, "the spec")
    page.load("?networks=plain,third&networks.third.slopes=0.5,2")
    page.run("document.getElementById('copy').showPopover()")
    page.wait("return document.querySelector('#copies pre')?.textContent.endsWith('END')", "a whole spec")
    run_shell(page.run("return document.querySelector('#copies pre').textContent"))
    with open(name, "rb") as file:
        equal(page.server.get("figure.png" + page.run("return location.search"))[1] == file.read(), True,
              "other networks: the command draws the same bytes")
    os.remove(name)


def copies_of_figure(page):
    """The command does not write to the picture that it reads."""
    subprocess.run([GRADFIG, "render", *page.spec, "-o", "pic.png", "--force"], check=True)
    server = Server("pic.png")
    try:
        page.driver.get(server.address + "?depth=12")
        page.run("document.getElementById('copy').showPopover()")
        page.wait("return document.querySelector('[data-copy=command] pre')?.textContent", "a command")
        run_shell(page.text("[data-copy=command] pre"))
        with open("pic-new.png", "rb") as file:
            equal(server.get("figure.png?depth=12")[1] == file.read(), True, "a changed picture of a picture")
    finally:
        server.stop()
        for name in ("pic.png", "pic-new.png"):
            if os.path.exists(name):
                os.remove(name)


def both_themes(page):
    """Only an SVG follows the reader's theme."""
    page.load("?figure.theme=auto")
    page.run("document.getElementById('copy').showPopover()")
    page.wait("return document.querySelectorAll('#copies pre').length === 4 && "
              "[...document.querySelectorAll('#copies pre')].every(pre => pre.textContent)", "copies")
    command = page.text('[data-copy="command"] pre')
    name = command.rsplit(" ", 1)[1]
    run_shell(command)
    with open(name, "rb") as file:
        equal(page.server.get("figure.svg?figure.theme=auto")[1] == file.read(), True, "an SVG of both themes")
    os.remove(name)
    check(f'"{name}"' in page.text('[data-copy="snippet"] pre'), "the snippet has it")
    page.run("""const systems = document.querySelector('[data-copy="snippet"] select');
        systems.value = "latex"; systems.dispatchEvent(new Event("change", { bubbles: true }));""")
    page.wait("""return document.querySelector('[data-copy="snippet"] pre').textContent.startsWith("latex does")""",
              "LaTeX shows no SVG")
    page.run("document.getElementById('save').showPopover()")
    equal(page.run("""const { elements } = document.getElementById("save");
        return [elements.format.value, elements.theme.value, document.getElementById("save-now").textContent]"""),
          ["svg", "auto", f"Save {name.replace('.svg', '-auto.svg')}"], "saved as both")


def costly(page):
    """The command that draws what is too much here is that of the figure, not of this window."""
    wanted = "?depth=5000&networks.plain.slope_sd=0.3&random.samples=20000"
    for theme, format in (("", "png"), ("&figure.theme=auto", "svg")):
        page.load(wanted + theme)
        page.wait("return document.getElementById('problems').textContent.includes('no such limit')", "the limit")
        said = page.text("#problems")
        check("figure.width" not in said and "figure.scale" not in said, f"no size of the window: {said}")
        check(said.endswith(f" -o figure.{format}") and ("auto" in said) == bool(theme), f"its command: {said}")
    page.load("?depth=100&networks.plain.slope_sd=0.3&random.samples=100000")
    page.wait("return document.getElementById('table').textContent.includes('too much')", "numbers are too much")
    check(page.run("return document.querySelector('#frame img') !== null"), "with a picture")
    page.load("?depth=x")
    page.wait("return (document.getElementById('frame').dataset.faults ?? '').startsWith('depth: expected')",
              "why there is no picture")


def run_shell(command):
    folder = os.path.dirname(os.path.abspath(GRADFIG))
    environment = dict(os.environ, PATH=folder + os.pathsep + os.environ["PATH"])
    equal(subprocess.run(["sh", "-c", command], env=environment).returncode, 0, "the copied command runs")


def saves(page):
    page.load("?depth=30")
    page.run("""window.saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
        const { fetch } = window;
        window.fetch = path => { saved.push(path); return fetch(path); };
        document.getElementById("save").showPopover();
        const { elements } = document.getElementById("save");
        elements.format.value = "svg"; elements.theme.value = "dark"; elements.width.value = "1200";
        elements.width.dispatchEvent(new Event("input", { bubbles: true }));
        document.getElementById("save-now").click();""")
    page.wait("return saved.length === 2", "a file is saved")
    path, name = page.run("return saved")
    check(path.startswith("/figure.svg?depth=30&") and "figure.width=1200" in path, f"asked for {path}")
    check(name.endswith("-dark.svg"), f"the name of the file: {name}")
    page.run("""document.getElementById("save").showPopover();
        const { elements } = document.getElementById("save");
        elements.format.value = "png"; elements.theme.value = "light"; elements.width.value = "6000";
        elements.height.value = "4000";
        elements.width.dispatchEvent(new Event("input", { bubbles: true }));""")
    page.wait("return document.querySelector('#save-large pre')?.textContent", "a command line instead")
    command = page.text("#save-large pre")
    check("--set figure.width=6000 --set figure.height=4000" in command, f"beyond the limit: {command}")


def pins(page):
    page.load()
    page.run("document.activeElement.blur()")
    page.press("p")
    page.settled("pinned")
    page.run("slide('depth', .7)")
    page.settled("moved")
    pictures = page.run("""return ["frame-a", "frame"].map(id => [...document.querySelectorAll(
        `#${id} img`)].every(image => image.naturalWidth > 0 && image.checkVisibility()))""")
    equal(pictures, [True, True], "A beside B")
    said = page.run("""return [...document.querySelectorAll("#difference tbody tr")].map(
        row => [...row.cells].map(cell => cell.textContent))""")
    equal(said, [["depth", "10", page.value("depth")]], "what differs is named")
    page.driver.refresh()
    page.run(HELPERS)
    page.settled("reloaded")
    equal(page.run("return document.querySelectorAll('#difference tbody tr').length"), 1,
          "the link has both")
    page.run("document.getElementById('swap').click()")
    page.settled("swapped")
    equal(page.value("depth"), "10", "A and B are swapped")
    page.run("document.getElementById('unpin').click()")
    page.settled("unpinned")
    check(page.run("return document.getElementById('frame-a').hidden"), "one picture again")
    page.load("?depth=5#pin?depth=x")
    page.settled("a pin that is none")
    check(page.text("#problems").startswith("A: depth: expected a whole number"), page.text("#problems"))
    page.run("document.getElementById('unpin').click()")
    page.settled("without it")
    check(page.run("return document.getElementById('problems').hidden"), "nothing is wrong then")


def themes(page):
    page.load()
    page.run("""const theme = document.getElementById("theme");
        theme.value = "dark"; theme.dispatchEvent(new Event("change"));""")
    page.settled("dark")
    check("figure.theme=dark" in page.drawn(), "a dark picture on a dark page")
    equal(page.run("return getComputedStyle(document.documentElement).backgroundColor"),
          "rgb(20, 24, 31)", "the page has the picture's color")
    equal(page.query(), "", "the figure itself has no other theme")
    page.run("""const theme = document.getElementById("theme");
        theme.value = ""; theme.dispatchEvent(new Event("change"));""")
    page.settled("by the system")
    check("figure.theme=light" in page.drawn(), "by the system again")


def languages(page):
    page.load("?figure.language=zh")
    equal(page.text("#undo").strip(), "撤销", "the page in Chinese")
    equal(page.run("return document.documentElement.lang"), "zh-Hans", "its language")
    check("梯度" in page.text("#alt"), "the alternative text, too")
