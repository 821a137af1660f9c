"""What the tests of the page of gradfig explore need: the server, the page in a browser."""
import os
import subprocess
import signal
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(tests, "shared"))
from browser import check  # noqa: E402: skips without one
import firefox  # noqa: E402
from selenium import webdriver  # noqa: E402
from selenium.common.exceptions import WebDriverException  # noqa: E402

GRADFIG = os.environ["GRADFIG"]
SHIFT, CONTROL, ALT = firefox.MODIFIERS


class Server:
    """gradfig explore on one port, which can be stopped and started again."""

    def __init__(self, *arguments):
        self.arguments = arguments
        self.port = None
        self.start()

    def start(self):
        port = ["--port", str(self.port)] if self.port else []
        self.process = subprocess.Popen([GRADFIG, "explore", *self.arguments, *port],
                                        stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.port = urllib.parse.urlsplit(self.address).port

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait()
        self.process.stdout.close()

    def get(self, path):
        try:
            with urllib.request.urlopen(urllib.parse.urljoin(self.address, path)) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


# What every check needs in the page: the number of pictures that were shown and of frames without one,
# and the way to a control
HELPERS = """
window.watch = { pictures: 0, blank: 0, frames: 0, waiting: [] };
new MutationObserver(changes => changes.forEach(({ addedNodes }) => addedNodes.forEach(node => {
  if (node.nodeName !== "A") return;
  watch.pictures++;
  watch.waiting.splice(0).forEach(act => act());
}))).observe(document.getElementById("frame"), { childList: true });
(function look() {
  const images = [...document.querySelectorAll("#frame img")];
  watch.frames++;
  if (!images.some(image => image.complete && image.naturalWidth > 0)) watch.blank++;
  requestAnimationFrame(look);
})();
window.box = key => document.querySelector(`[data-key="${key}"]`);
window.slide = (key, position) => {
  const input = box(key).querySelector("input[type=range]");
  input.value = position;
  input.dispatchEvent(new Event("input", { bubbles: true }));
};
window.type = (key, text) => {
  const input = box(key).querySelector("input[type=text]");
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
};
"""

class Page:
    def __init__(self, driver, server):
        self.driver, self.server = driver, server

    def load(self, path=""):
        self.driver.get(self.server.address + path)
        self.run(HELPERS)
        self.settled("loaded")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, script, what, seconds=60, *arguments):
        """A check that may need time to come true."""
        end = time.monotonic() + seconds
        while not (holds := self.run(script, *arguments)) and time.monotonic() < end:
            time.sleep(0.02)
        check(holds, what)

    def is_new(self):
        try:
            return self.run("return window.watch === undefined && document.readyState === 'complete'")
        except (RuntimeError, WebDriverException):
            return False  # between two pages

    def loads_again(self, what):
        """The page loads itself again."""
        end = time.monotonic() + 60
        while not (holds := self.is_new()) and time.monotonic() < end:
            time.sleep(0.02)
        check(holds, f"{what}: the page is loaded again")
        self.run(HELPERS)
        self.settled(what)

    def settled(self, what):
        """All that is to be drawn is drawn, and the address says what is shown."""
        self.wait("return !isDrawing && !isMoving() && !waiting && !following && !nextRequest()",
                  f"{what}: comes to rest")

    def press(self, *keys):
        if isinstance(self.driver, firefox.Firefox):
            self.driver.press(keys)
            return
        actions = webdriver.ActionChains(self.driver, duration=0)
        held = [key for key in keys if key in firefox.MODIFIERS]
        for key in held:
            actions.key_down(key)
        for key in keys:
            if key not in held:
                actions.send_keys(key)
        for key in held:
            actions.key_up(key)
        actions.perform()

    def query(self):
        return urllib.parse.unquote_plus(self.run("return location.search.slice(1)"))

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def value(self, key):
        return self.run("return box(arguments[0]).querySelector('input[type=text]').value", key)

    def focus(self, key, selector="input[type=range]"):
        self.run("box(arguments[0]).querySelector(arguments[1]).focus()", key, selector)

    def cells(self):
        return self.run("""return [...document.querySelectorAll("#table tbody tr")].map(
            row => [...row.cells].map(cell => cell.textContent))""")

    def drawn(self):
        """The query of the picture that is shown."""
        return self.run("""return document.querySelector("#frame a:last-of-type")
            .getAttribute("href").split("?")[1]""")
