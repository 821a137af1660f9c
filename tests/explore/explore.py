#!/usr/bin/python3
"""The server of gradfig explore: what it answers, what it refuses, and who cannot starve it.

explore.py GRADFIG [--all]: with --all also what takes half a minute.
"""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

GRADFIG = os.path.abspath(sys.argv[1])
ALL = "--all" in sys.argv
failures = []
n_checks = 0

SPEC = """depth: 20
networks:
  plain: {slope: 0.9, intercept: 0.1}
  residual: {slope: 0.2, skip: 1, label: "a & <b>"}
claims:
  - {text: "0.9^20", quantity: gradient.plain, printed: 0.122}
  - {text: "at depth 2", quantity: gradient.residual, set: {depth: 2, networks.residual.slope: 0.5}, printed: 2.25}
"""


def check(what, holds, found=""):
    global n_checks
    n_checks += 1
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}: {str(found)[:300]}", file=sys.stderr)


def hear_hangup():
    """Tests that run under nohup ignore the signal, and so would the server."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Server:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([GRADFIG, "explore", *arguments], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        preexec_fn=hear_hangup)
        self.address = self.process.stdout.readline().decode().strip()
        self.port = int(self.address.rsplit(":", 1)[1].strip("/"))
        self.host = f"127.0.0.1:{self.port}"

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def head(self, target, method="GET", host=None, headers=()):
        lines = [f"{method} {target} HTTP/1.1"]
        if host != "":
            lines.append(f"Host: {host or self.host}")
        lines += [f"{name}: {value}" for name, value in headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def get(self, target, **options):
        """The status, headers and body of the answer."""
        with self.connect() as connection:
            connection.sendall(self.head(target, **options))
            return read_answer(connection, options.get("method") == "HEAD")

    def raw(self, data):
        """The status of the answer to these bytes, or 0 if the connection is closed without one."""
        with self.connect() as connection:
            try:
                connection.sendall(data)
                return read_answer(connection)[0]
            except OSError:
                return 0

    def status(self, target, **options):
        return self.get(target, **options)[0]

    def files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors.decode()


def read_answer(connection, is_head=False):
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return 0, {}, data
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in
               (line.partition(":") for line in lines[1:])}
    length = 0 if is_head else int(headers.get("content-length", 0))
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            break
        body += more
    return int(lines[0].split()[1]), headers, body


def command(*arguments):
    return subprocess.run([GRADFIG, *arguments], capture_output=True, stdin=subprocess.DEVNULL)


def query(settings):
    return urllib.parse.urlencode([tuple(setting.split("=", 1)) for setting in settings] or {})


def sets(settings):
    return [word for setting in settings for word in ("--set", setting)]


# ---- what it answers ----

CASES = [
    [],
    ["depth=100", "networks.plain.slope=0.95"],
    ["figure.theme=dark", "figure.background=transparent", "figure.language=zh"],
    ["networks.plain.slopes={from: 0.8, to: 0.9}", "labels.title=a + b & c = 100 % \u4e2d", "input=1e+2"],
    ["sweep.slopes=-0.5,0,0.5", "figure.panels=paths,depth", "figure.width=800", "figure.height=500"],
]


def check_bytes(server, spec):
    for settings in CASES:
        for target, arguments in [
                ("figure.png", ["render", "--format", "png"]),
                ("figure.svg", ["render", "--format", "svg"]),
                ("figure.pdf", ["render", "--format", "pdf"]),
                ("series.csv", ["series", "--format", "csv"]),
                ("report.json", ["report", "--format", "json"])]:
            status, headers, body = server.get(f"/{target}?{query(settings)}")
            expected = command(arguments[0], spec, *arguments[1:], "-o", "-", *sets(settings)).stdout
            check(f"{target} {settings}", status == 200 and body == expected, (status, body[:80]))
    status, headers, body = server.get("/figure.png", method="HEAD")
    length = len(server.get("/figure.png")[2])
    check("HEAD has the length alone", status == 200 and body == b"" and
          headers["content-length"] == str(length), headers)
    figure = server.get(f"/figure.png?{query(CASES[1])}")[2]
    pathlib.Path("figure.png").write_bytes(figure)
    recipe = server.get(f"/spec.yaml?{query(CASES[1])}")[2]
    check("spec.yaml is the recipe", recipe == command("inspect", "figure.png").stdout)
    snippets = json.loads(server.get(f"/snippets.json?{query(CASES[1])}")[2])
    for system in ("github", "latex", "rst"):
        expected = command("snippet", "figure.png", "--for", system).stdout.decode()
        check(f"the snippet for {system}", snippets[system] == expected, snippets[system])


def check_numbers(server):
    """The page's numbers are a part of the report's, and the colors are those of the figure."""
    for settings in ["depth=7"], ["networks.plain.slopes=0.9,0.8,0.7"], ["networks.plain.slope_sd=0.1"]:
        report = json.loads(server.get(f"/report.json?{query(settings)}")[2])
        numbers = json.loads(server.get(f"/numbers.json?{query(settings)}")[2])
        check("its words and claims", numbers == {name: report[name] for name in numbers if name != "networks"} |
              {"networks": numbers["networks"]}, numbers)
        svg = server.get(f"/figure.svg?{query(settings)}")[2].decode()
        for found, expected in zip(numbers["networks"], report["networks"], strict=True):
            color, layers = found.pop("color"), found.pop("layers")
            check("its networks", found == {name: expected[name] for name in found}, found)
            check("layers where they differ", layers == (
                expected["layers"] if found["name"] == "plain" and "plain.slope" in settings[0] else None), layers)
            check("its colors", color in svg, color)


def check_networks(server):
    recipe = server.get("/spec.yaml?networks=residual,third&networks.third.skip=1")[2].decode()
    check("the networks of a query", recipe.index("residual:") < recipe.index("third:") and
          "plain" not in recipe and "{slope: 1" not in recipe, recipe)
    pathlib.Path("third.yaml").write_text(recipe)
    drawn = command("render", "third.yaml", "--format", "png", "-o", "-").stdout
    check("a figure of its networks", drawn == server.get(
        "/figure.png?networks=residual,third&networks.third.skip=1")[2])
    claims = json.loads(server.get("/report.json?networks=residual")[2])["claims"]
    check("claims about other networks are left out", [c["text"] for c in claims] == ["at depth 2"],
          claims)
    check("claims find their networks", claims and claims[0]["holds"], claims)
    for wrong in ("", "a,a", "identity", "1a", ",".join("abcdefghi"), "a,,b", "../x"):
        check(f"networks={wrong}", server.status(f"/spec.yaml?networks={wrong}") == 400)
    check("networks only at the beginning", server.status("/spec.yaml?depth=1&networks=plain") == 400)
    # What one request sets is not there for the next.
    check("no state", server.get("/spec.yaml")[2] == server.get("/spec.yaml?")[2])


def check_page(server):
    status, headers, body = server.get("/?depth=7&nonsense")
    page = body.decode()
    check("the page", status == 200 and headers["content-type"].startswith("text/html"))
    nonce = headers["content-security-policy"].split("script-src 'nonce-")[1].split("'")[0]
    check("the nonce of the page", f'<script nonce="{nonce}">' in page and "@" + "NONCE" not in page)
    other = server.get("/")[1]["content-security-policy"]
    check("a nonce for each page", nonce not in other)
    text = page.split('id="data">')[1].split("</script>")[0]
    data = json.loads(text)["spec"]
    check("the JSON of the page", data, text)
    check("no text of the spec ends an element", "<b>" not in text and data["values"]
          ["networks.residual.label"] == "a & <b>", text)
    check("the keys that are given", "depth" in data["given"] and "input" not in data["given"])


def check_headers(server):
    for target in ("/", "/figure.svg", "/report.json", "/nothing", "/figure.png?depth=x"):
        headers = server.get(target, headers=[("Origin", "http://evil.example")])[1]
        check(f"headers of {target}", headers.get("x-content-type-options") == "nosniff" and
              headers.get("cross-origin-resource-policy") == "same-origin" and
              headers.get("content-security-policy", "").startswith("default-src 'none'") and
              headers.get("cache-control") == "no-store" and
              not any(name.startswith("access-control") for name in headers), headers)


def check_digest(server):
    """Each answer says of which page it is."""
    def digests(server):
        page = server.get("/")
        targets = "/figure.png", "/numbers.json", "/figure.png?depth=x", "/nothing"
        return {page[2].decode().split('data-digest="')[1].split('"')[0], page[1]["gradfig-page"]} | {
            server.get(target)[1]["gradfig-page"] for target in targets}
    other = Server("a spec.yaml", "--set", "depth=21")
    found = digests(server), digests(other)
    check("one digest for a page, and another for another spec", len(found[0]) == len(found[1]) == 1 and
          found[0] != found[1], found)
    other.stop()


def check_mistakes(server, spec):
    for settings in (["depth=x"], ["depth=-1", "foo=1"], ["base=/etc/passwd"], ["vary=1"],
                     ["networks.plain.slope="], ["geometry.x=2,1"], ["claims=1"], ["format=svg"],
                     ["networks.other.slope=1"], ["labels.title=" + "x" * 201],
                     ["labels.title=a\nb"], [f"a{i}=1" for i in range(30)]):
        status, headers, body = server.get(f"/figure.png?{query(settings)}")
        expected = command("render", spec, "-o", "x.png", *sets(settings)).stderr
        check(f"the message on {settings[0][:40]}", status == 400 and body == expected and
              headers["content-type"].startswith("text/plain"), (status, body, expected))
    for wrong in ("depth=%", "depth=%1", "depth=%zz", "depth=1%00", "%00=1", "depth=%ff", "depth",
                  "labels.title=%c0%af", "labels.title=a%0d%0aSet-Cookie:x=1"):
        status, headers, body = server.get(f"/figure.png?{wrong}")
        check(f"?{wrong}", status == 400 and "set-cookie" not in headers, (status, headers))


# ---- what it refuses ----

def check_hosts(server):
    port = server.port
    for host in (f"evil.example:{port}", "evil.example", "127.0.0.1", "localhost", f"127.0.0.1:{port + 1}",
                 f"127.0.0.1.:{port}", f"[::1]:{port}", f"0.0.0.0:{port}", f"127.0.0.1:{port}.evil.example",
                 f"evil.example@127.0.0.1:{port}", f"127.0.0.2:{port}", f"LOCALHOST.evil:{port}"):
        for target in ("/", "/figure.png", "/spec.yaml", "/nothing"):
            check(f"Host {host} {target}", server.status(target, host=host) == 403)
    check("Host localhost", server.status("/spec.yaml", host=f"localhost:{port}") == 200)
    check("two Hosts", server.status("/", headers=[("Host", f"evil.example:{port}")]) in (400, 403))
    check("no Host", server.raw(b"GET /spec.yaml HTTP/1.0\r\n\r\n") in (400, 403))
    check("no Host in HTTP/1.1", server.raw(b"GET /spec.yaml HTTP/1.1\r\n\r\n") in (400, 403))


def check_fetches(server):
    def status(target, **fetch):
        return server.status(target, headers=[(f"Sec-Fetch-{name.title()}", value)
                                              for name, value in fetch.items()])
    for site in ("none", "same-origin"):
        check(f"a request of {site}", status("/spec.yaml", site=site) == 200)
    for site in ("cross-site", "same-site", "", "None", "cross-site, none"):
        for target in ("/", "/figure.png", "/spec.yaml"):
            check(f"a foreign page ({site}) and {target}",
                  status(target, site=site, mode="cors", dest="empty") == 403)
    check("a link to the page", status("/?depth=5", site="cross-site", mode="navigate",
                                       dest="document") == 200)
    check("a link to a figure", status("/figure.png", site="cross-site", mode="navigate",
                                       dest="document") == 403)
    check("a foreign frame", status("/", site="cross-site", mode="navigate", dest="iframe") == 403)
    check("a foreign picture", status("/figure.png", site="cross-site", mode="no-cors",
                                      dest="image") == 403)


def check_kinds(server):
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "FOO"):
        status, headers, body = server.get("/figure.png", method=method)
        check(f"the method {method}", status == 405 and headers.get("allow") == "GET, HEAD" or
              status == 400 and method in ("CONNECT", "get"), (status, headers))
    check("a preflight", server.get("/spec.yaml", method="OPTIONS", headers=[
        ("Origin", "http://evil.example"), ("Access-Control-Request-Method", "GET")])[0] == 405)
    for target in ("/x", "/figure.gif", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                   "/figure.png/", "/./figure.png", "/%66igure.png", "/figure.png%00.svg",
                   "/figure.png;x", "/..\\..\\etc\\passwd", "/favicon.ico", "/index.html", "//",
                   f"http://127.0.0.1:{server.port}/spec.yaml", "http://evil.example/spec.yaml",
                   "file:///etc/passwd", "*", "/FIGURE.PNG", "/@fs/etc/passwd", "/?/../x".replace("?/", "")):
        status, _, body = server.get(target)
        check(f"the path {target}", status in (404, 400) and b"root:" not in body, (status, body[:60]))
    check("a body", server.raw(server.head("/spec.yaml", headers=[("Content-Length", "5")]) + b"hello")
          == 400)
    check("an endless body", server.raw(server.head("/spec.yaml", headers=[
        ("Transfer-Encoding", "chunked")]) + b"ffffffff\r\n" + b"x" * 100000) in (0, 400))
    for data in (b"\0" * 100, b"GET\0/ HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"\r\n" * 1000,
                 b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n", b"\xff" * 300000):
        with server.connect() as connection:
            connection.settimeout(0.3)  # what is no whole request waits for the rest
            try:
                connection.sendall(data)
                status = read_answer(connection)[0]
            except OSError:
                status = 0
            check(f"no request {data[:20]}", status != 200, status)


def check_nul(server):
    """A NUL ends a target, and what follows names nothing; newer libraries end the connection instead."""
    with server.connect() as connection:
        connection.sendall(server.head("/spec.yaml\0/../../etc/passwd"))
        status, _, body = read_answer(connection)
    check("a NUL in a path", status in (0, 400, 404) or body == server.get("/spec.yaml")[2], (status, body))


def check_sizes(server):
    filler = "labels.title=" + "a" * 180 + "&"
    fitting = (filler * 400)[:65536].rpartition("&")[0]
    check("a long query", server.status(f"/spec.yaml?{fitting}") == 200)
    check("64 KiB and a byte", server.status("/spec.yaml?" + "&" * 65537) == 414)
    check("64 KiB", server.status("/spec.yaml?" + "&" * 65536) == 200)
    check("a long query to the page", server.status("/?" + "&" * 65537) == 414)
    for n in (131_072, 210_000, 2_000_000):
        check(f"a query of {n}", server.raw(server.head("/spec.yaml?" + "a" * n)) in (0, 414))
        check(f"a header of {n}", server.raw(server.head("/spec.yaml", headers=[("X", "a" * n)]))
              in (0, 400, 413, 431) or n == 131_072)
    many = [(f"X-{i}", "a") for i in range(20000)]
    check("many headers", server.raw(server.head("/spec.yaml", headers=many)) in (0, 400, 413, 431))
    begun = time.monotonic()
    server.get("/spec.yaml?" + "&".join(f"a{i}=1" for i in range(8000))[:65000])
    server.get("/spec.yaml?" + "&".join("input=1" for i in range(8000))[:65000])
    server.get("/spec.yaml?" + "a" * 65000)
    server.get("/spec.yaml?networks.plain.slopes=" + "1,1" * 20000)
    check("long queries are quick", time.monotonic() - begun < 20, time.monotonic() - begun)


def check_costs(server):
    for target, settings in (
            ("figure.png", ["figure.scale=2"]), ("figure.png", ["figure.width=8000", "figure.height=8000"]),
            ("series.csv", ["depth=10000000"]),
            ("report.json", ["depth=10000000", "networks.plain.slopes={from: 0.8, to: 0.9}"]),
            ("report.json", ["depth=10000000", "paths.band=0,10000000"]),
            ("figure.png", ["depth=10000000", "figure.panels=depth", "networks.plain.scales={from: 1, to: 0.5}"]),
            ("figure.png", ["depth=10000000", "networks.plain.slopes={from: 0.8, to: 0.9}"])):
        begun = time.monotonic()
        status, _, body = server.get(f"/{target}?{query(settings)}")
        check(f"{target} of {settings[0]} is refused", status == 400 and b" no such limit:" in body and
              b"\ngradfig " in body and time.monotonic() - begun < 5, (status, body[:200]))
    for target in ("figure.png", "figure.svg", "figure.pdf", "spec.yaml", "snippets.json", "report.json"):
        begun = time.monotonic()
        status, _, body = server.get(f"/{target}?depth=10000000")
        check(f"ten million equal layers: {target}", status == 200, (status, body[:200]))
    status, _, body = server.get("/snippets.json?figure.width=8000")
    check("snippets need no pixels", status == 200, (status, body[:200]))
    costly = query(["depth=10000000", "networks.plain.slopes={from: 0.8, to: 0.9}"])
    for theme, figure in (("light", "figure.png"), ("auto", "figure.svg")):
        status, _, body = server.get(f"/snippets.json?{costly}&figure.theme={theme}")
        lines = body.decode().splitlines()
        check("a figure, then its snippet", status == 400 and lines[1].startswith("gradfig render ") and
              lines[1].endswith(f" -o {figure}") and lines[2] == f"gradfig snippet {figure}", body)
    check("4 million pixels", server.status("/figure.png?figure.width=2000&figure.height=2000") == 200)


def check_names():
    """No command writes to a file that it reads."""
    costly = "networks.plain.slopes={from: 0.8, to: 0.9}"
    for name in "figure.png", "figure.svg":
        check("a figure", command("render", "a spec.yaml", "-o", name).returncode == 0)
    pathlib.Path("report.json").write_text("{depth: 3}\n")
    for file, outputs in (("figure.png", ["figure-new.png", "figure.svg", "figure.pdf"]),
                          ("./figure.svg", ["figure.png", "figure-new.svg", "figure.pdf"]),
                          ("a spec.yaml", ["a spec.png", "a spec.svg", "a spec.pdf"])):
        server = Server(file)
        text = server.get("/")[2].decode().split('id="data">')[1].split("</script>")[0]
        found = json.loads(text)["spec"]["outputs"]
        check(f"names of pictures of {file}", list(found.values()) == outputs, found)
        lines = server.get(f"/figure.png?{query(['figure.width=8000', 'figure.height=8000'])}")[2].decode()
        output = "figure.png" if outputs[0] != "figure-new.png" else "figure-new.png"
        check(f"the command for {file}", lines.endswith(f" -o {output}\n"), lines)
        server.stop()
    server = Server("report.json")
    lines = server.get(f"/report.json?{query(['depth=10000000', costly])}")[2].decode()
    check("the command for a spec named as a report", lines.endswith(" -o report-new.json\n"), lines)
    server.stop()


# ---- who cannot starve it ----

def check_crowd(server):
    """Idle and slow clients: a figure is answered nonetheless."""
    idle = [server.connect() for _ in range(300)]
    slow = []
    for i in range(100):
        connection = server.connect()
        connection.sendall(f"GET /figure.png HTTP/1.1\r\nHost: {server.host}\r\nX-{i}: ".encode())
        slow.append(connection)
    deaf = []
    for _ in range(40):
        connection = server.connect()
        connection.sendall(server.head("/figure.png") * 3)
        deaf.append(connection)
    for i in range(3):
        begun = time.monotonic()
        status = server.status(f"/figure.png?depth={i + 1}")
        seconds = time.monotonic() - begun
        check("a figure beside idle and slow clients", status == 200 and seconds < 15, (status, seconds))
    check("connections are bounded", server.files() < 160, server.files())
    for connection in idle + slow + deaf:
        connection.close()


def check_order(server):
    """The newest request first; those of clients that have left are not worked on."""
    def send(target):
        connection = server.connect()
        connection.sendall(server.head(target))
        return connection
    walked = "networks.plain.slopes={from: 0.8, to: 0.9}"
    server.process.send_signal(signal.SIGSTOP)  # so that all have come before one is answered
    waiting = [send(f"/figure.png?depth={i}&figure.width=2000&figure.height=2000") for i in range(1, 6)]
    left = [send(f"/report.json?{query([f'depth={500000 + i}', walked])}") for i in range(10)]
    for connection in left:
        connection.close()
    server.process.send_signal(signal.SIGCONT)
    begun = time.monotonic()
    arrived = {}
    for i, connection in enumerate(waiting):
        connection.setblocking(False)
    while len(arrived) < len(waiting) and time.monotonic() - begun < 60:
        for i, connection in enumerate(waiting):
            try:
                if i not in arrived and connection.recv(1, socket.MSG_PEEK):
                    arrived[i] = time.monotonic()
            except BlockingIOError:
                pass
        time.sleep(0.001)
    check("the newest first", sorted(arrived, key=arrived.get) == [4, 3, 2, 1, 0], arrived)
    for connection in waiting:
        connection.close()


def check_keeping(server):
    """Many requests on one connection, and what is closed early leaves nothing."""
    before = server.files()
    with server.connect() as connection:
        for i in range(20):
            connection.sendall(server.head(f"/spec.yaml?depth={i}"))
            status, headers, body = read_answer(connection)
            check("one connection for many requests", status == 200 and f"depth: {i}\n".encode() in body)
        for depth, expected in (("x", 400), ("1", 200)):
            connection.sendall(server.head(f"/spec.yaml?depth={depth}"))
            check("a mistake keeps the connection", read_answer(connection)[0] == expected)
    for i in range(50):
        with server.connect() as connection:
            connection.sendall(server.head("/figure.png"))
    server.get("/figure.png")
    time.sleep(0.2)
    check("no descriptor is lost", server.files() <= before + 2, (before, server.files()))


def check_deadline(server):
    """A client that sends a byte now and then has its 30 seconds."""
    with server.connect() as connection:
        begun = time.monotonic()
        try:
            while time.monotonic() - begun < 45:
                connection.sendall(b"G")
                time.sleep(1)
        except OSError:
            pass
        check("a slow client", 25 < time.monotonic() - begun < 40, time.monotonic() - begun)


# ---- its life ----

def check_life():
    for number, name in ((signal.SIGINT, "SIGINT"), (signal.SIGTERM, "SIGTERM"), (signal.SIGHUP, "SIGHUP")):
        status, errors = Server().stop(number)
        check(f"{name} ends it", status == 128 + number and errors.count("\n") == 1, (status, errors))
    server = Server()
    listening = subprocess.run(["cat", "/proc/net/tcp", "/proc/net/tcp6"], capture_output=True,
                               text=True).stdout
    port = f":{server.port:04X}"
    own = [line.split()[1] for line in listening.splitlines() if port in line and " 0A " in line]
    check("it listens on 127.0.0.1 alone", own == ["0100007F" + port], own)
    second = command("explore", "--port", str(server.port))
    check("a port in use", second.returncode == 1 and second.stderr.count(b"\n") == 1 and
          b"in use" in second.stderr and not second.stdout, second)
    with server.connect() as connection:  # which is in TIME_WAIT afterwards
        connection.sendall(server.head("/spec.yaml"))
        read_answer(connection)
        server.stop()
    again = Server("--port", str(server.port))
    check("it starts again on its port", again.port == server.port)
    again.stop()
    for port in ("-1", "65536", "x", ""):
        check(f"--port {port}", command("explore", "--port", port).returncode == 2)
    check("standard input", command("explore", "-").returncode == 2)
    check("a wrong spec", command("explore", "nothing.yaml").returncode == 2)
    full = subprocess.run([GRADFIG, "explore"], stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE,
                          timeout=20)
    check("an address that cannot be written", full.returncode == 1, full)
    check_library()
    check_opening()


def check_library():
    """Without its library the server does not start, and every other command works."""
    os.mkdir("lib")
    pathlib.Path("lib/libmicrohttpd.so.12").touch()
    for arguments, expected in (["explore"], 1), (["keys"], 0):
        done = subprocess.run([GRADFIG, *arguments], capture_output=True, text=True, timeout=60,
                              env=os.environ | {"LD_LIBRARY_PATH": "lib"})
        check(f"{arguments} without libmicrohttpd", done.returncode == expected, done)
        check("what is missing is named", done.stderr.count("\n") == expected and
              done.stderr.count("install GNU libmicrohttpd") == expected, done.stderr)


def check_opening():
    os.mkdir("bin")
    opener = pathlib.Path("bin/xdg-open")
    opener.write_text('#!/bin/sh\necho "$1 $LANG" >opened\n')
    opener.chmod(0o755)

    def errors_of(path):
        process = subprocess.Popen([GRADFIG, "explore", "--open"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=os.environ | {"PATH": path, "LANG": "xy", "PIXMAN_DISABLE": "sse2"})
        address = process.stdout.readline().decode().strip()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        return address, process.communicate(timeout=20)[1].decode()
    address, errors = errors_of(f"{os.getcwd()}/bin:/usr/bin:/bin")
    check("--open", pathlib.Path("opened").read_text() == f"{address} xy\n")
    check("--open is quiet", errors.count("\n") == 1, errors)
    _, errors = errors_of("/nowhere")
    check("no xdg-open", errors.count("\n") == 2 and "xdg-open" in errors, errors)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        pathlib.Path("a spec.yaml").write_text(SPEC)
        server = Server("a spec.yaml")
        check("the address", server.address == f"http://127.0.0.1:{server.port}/", server.address)
        check_bytes(server, "a spec.yaml")
        check_numbers(server)
        check_networks(server)
        check_page(server)
        check_headers(server)
        check_digest(server)
        check_mistakes(server, "a spec.yaml")
        check_hosts(server)
        check_fetches(server)
        check_kinds(server)
        check_nul(server)
        check_sizes(server)
        check_costs(server)
        check_keeping(server)
        check_crowd(server)
        check_order(server)
        if ALL:
            check_deadline(server)
        status, errors = server.stop()
        check("it ends", status == 130 and errors.count("\n") == 1, (status, errors))
        check_names()
        check_life()
    print(f"{n_checks} checks, {len(failures)} failed")
    sys.exit(len(failures) > 0)


main()
