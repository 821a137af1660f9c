"""Debian's Chromium for the tests of pages, and their checks. Skips where it is not installed."""
import json
import os
import sys

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("python3-selenium is missing")
    sys.exit(77)

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--no-first-run", "--disable-background-networking", "--window-size=1200,900"]

if not (os.path.exists(CHROMIUM) and os.path.exists(DRIVER)):
    print("chromium or chromium-driver is missing")
    sys.exit(77)

checks = failures = 0


def check(holds, what):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        print("FAILED:", what)


def equal(found, expected, what):
    check(found == expected, f"{what}: expected {expected!r}, found {found!r}")


def finish():
    """Ends the program."""
    print(f"{checks} checks, {failures} failed")
    sys.exit(failures > 0)


def open_browser():
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(service=Service(DRIVER), options=options)


def quiet(driver):
    """Nothing left the machine, and nothing was said on the console."""
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [message["params"]["request"]["url"] for message in sent
            if message["method"] == "Network.requestWillBeSent"]
    check(len(urls) > 0, "the log has requests")
    foreign = [url for url in urls if not url.startswith(("file:", "data:", "blob:", "about:"))]
    equal(foreign, [], "requests to elsewhere")
    equal([entry["message"] for entry in driver.get_log("browser")], [], "console")
