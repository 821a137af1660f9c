"""Debian's Firefox, driven by its own protocol, Marionette: Debian has no geckodriver. The methods are
those that the tests use of selenium's drivers."""
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time

FIREFOX = "/usr/bin/firefox-esr"
PREFERENCES = {
    "marionette.port": 0, "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False, "app.update.auto": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False, "browser.startup.page": 0,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
}


class Firefox:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="gradfig-firefox-")
        with open(os.path.join(self.profile, "user.js"), "w", encoding="ascii") as file:
            for name, value in PREFERENCES.items():
                file.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote",
             "--profile", self.profile],
            env=dict(os.environ, HOME=self.profile, MOZ_CRASHREPORTER_DISABLE="1"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket = socket.create_connection(("127.0.0.1", self.port()))
        self.buffer, self.count, self.timeout = b"", 0, 30
        self.receive()
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {
            "unhandledPromptBehavior": "accept"}}})

    def port(self):
        place = os.path.join(self.profile, "MarionetteActivePort")
        for _ in range(600):
            if os.path.exists(place) and open(place, encoding="ascii").read().strip():
                return int(open(place, encoding="ascii").read())
            time.sleep(0.1)
        raise RuntimeError("Firefox does not start")

    def receive(self):
        """A message: its length in bytes, a colon, JSON."""
        while b":" not in self.buffer:
            self.buffer += self.read()
        length, self.buffer = self.buffer.split(b":", 1)
        while len(self.buffer) < int(length):
            self.buffer += self.read()
        message, self.buffer = self.buffer[:int(length)], self.buffer[int(length):]
        return json.loads(message)

    def read(self):
        part = self.socket.recv(65536)
        if not part:
            raise RuntimeError("Firefox has ended")
        return part

    def call(self, name, parameters=None):
        self.count += 1
        message = json.dumps([0, self.count, name, parameters or {}]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result

    def get(self, url):
        self.call("WebDriver:Navigate", {"url": url})

    def refresh(self):
        self.call("WebDriver:Refresh")

    def in_page(self, script):
        """Runs a script of the page itself, because Marionette's own scripts do not see what those of a
        page declare with let and const."""
        self.call("WebDriver:ExecuteScript", {"args": [script], "script": """
            const element = document.createElement("script");
            element.nonce = document.querySelector("script[nonce]").nonce;
            element.textContent = arguments[0];
            document.head.append(element);
            element.remove();"""})

    def result(self):
        """What the script left, as JSON, or None."""
        return self.call("WebDriver:ExecuteScript", {"args": [], "script": """
            const { result } = document.documentElement.dataset;
            delete document.documentElement.dataset.result;
            return result ?? null;"""})["value"]

    def execute_script(self, script, *arguments):
        self.in_page("document.documentElement.dataset.result = JSON.stringify((function () {"
                     f"{script}\n}})(...{json.dumps(arguments)}) ?? null);")
        result = self.result()
        if result is None:
            raise RuntimeError(f"the script failed: {script}")
        return json.loads(result)

    def execute_async_script(self, script, *arguments):
        self.in_page(f"(function () {{ {script}\n}})(...{json.dumps(arguments)}, result => {{"
                     "document.documentElement.dataset.result = JSON.stringify(result ?? null); });")
        end = time.monotonic() + self.timeout
        while (result := self.result()) is None:
            if time.monotonic() > end:
                raise RuntimeError(f"the script does not end: {script}")
            time.sleep(0.2)
        return json.loads(result)

    def set_script_timeout(self, seconds):
        self.timeout = seconds

    def set_window_size(self, width, height):
        """Lifts the lower limit that the browser has for its own windows, so that they can be as narrow as
        a phone."""
        self.call("Marionette:SetContext", {"value": "chrome"})
        self.call("WebDriver:ExecuteScript", {"args": [], "script": """
            for (const element of [document.documentElement, document.body]) element.style.minWidth = 0;"""})
        self.call("Marionette:SetContext", {"value": "content"})
        self.call("WebDriver:SetWindowRect", {"width": width, "height": height})

    def press(self, keys):
        """Presses keys, each in the code that WebDriver gives it, one after the other; those of
        modifiers are held until the end."""
        modifiers = [key for key in keys if key in MODIFIERS]
        others = [key for key in keys if key not in MODIFIERS]
        actions = [{"type": "keyDown", "value": key} for key in modifiers]
        for key in others:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        actions += [{"type": "keyUp", "value": key} for key in modifiers]
        self.call("WebDriver:PerformActions",
                  {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def save_screenshot(self, path):
        import base64
        taken = self.call("WebDriver:TakeScreenshot", {"full": False})["value"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(taken))

    def quit(self):
        try:
            self.call("Marionette:Quit", {"flags": ["eForceQuit"]})
            self.process.wait(20)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.socket.close()
        shutil.rmtree(self.profile, ignore_errors=True)


SHIFT, CONTROL, ALT = "\ue008", "\ue009", "\ue00a"
MODIFIERS = (SHIFT, CONTROL, ALT)


def is_installed():
    return os.path.exists(FIREFOX)
