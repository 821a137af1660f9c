"""The commands that are tried, and the folders they are run in."""
import hashlib
import re
import shutil
import subprocess

SPEC = """figure: {width: 400, height: 300, panels: [gradient]}
claims:
- {text: "0.8^10 is small", quantity: gradient.plain, below: 1}
"""
LABELS = "labels: {title: 直线与门}\n"
DOCUMENT = """{"pandoc-api-version": [1, 22], "meta": {}, "blocks": [{"t": "CodeBlock", "c":
[["", ["gradfig"], [["pair", "true"], ["file", "img/out"]]],
"figure: {width: 400, height: 300, panels: [gradient]}"]}]}
"""
VARY = """vary: {input: [1, 2, 3, 4]}
figure: {width: 400, height: 300, panels: [gradient]}
"""


class Command:
    """One command line; `template` is the folder in which it is run, `stdin` a file there."""

    def __init__(self, name, arguments, template="spec", stdin=None):
        self.name, self.arguments, self.template = name, arguments.split(), template
        self.stdin = stdin

    def open_stdin(self, folder):
        return open(folder / self.stdin if self.stdin else "/dev/null", "rb")

    def normal(self, out):
        """Standard output without times."""
        return re.sub(rb" in \d+:\d+ \([^)]*\)", b"", out)

    def may_differ(self, name):
        """Files that tell how far a batch has come."""
        return self.arguments[0] in ("batch", "gallery") and \
            name.endswith((".csv", "index.html", "batch.yaml", ".lock"))


EMPTY = Command("nothing", "keys", "empty")
COMMANDS = [
    Command("render png", "render spec.yaml -o out.png"),
    Command("render svg", "render spec.yaml -o out.svg"),
    Command("render pdf", "render spec.yaml -o out.pdf"),
    Command("render over", "render spec.yaml -o figure.png", "figures"),
    Command("render chinese", "render chinese.yaml -o out.png"),
    Command("render -o -", "render spec.yaml -o -"),
    Command("series", "series spec.yaml -o out.csv"),
    Command("report html", "report spec.yaml -o out.html"),
    Command("report md", "report spec.yaml -o out.md"),
    Command("check", "check spec.yaml"),
    Command("inspect", "inspect figure.svg", "figures"),
    Command("verify", "verify figure.png figure.pdf", "figures"),
    Command("snippet", "snippet figure.png --for html", "figures"),
    Command("filter", "filter pandoc html", stdin="document.json"),
    Command("embed", "embed page.md"),
    Command("keys", "keys"),
    Command("batch", "batch vary.yaml -o out -j 2"),
    Command("batch again", "batch vary.yaml -o out -j 2", "batch"),
    Command("gallery", "gallery out", "shards"),
]


def prepare(gradfig, templates):
    """Makes the folders."""
    for name in ("empty", "spec"):
        (templates / name).mkdir(parents=True)
    (templates / "spec" / "spec.yaml").write_text(SPEC)
    (templates / "spec" / "chinese.yaml").write_text(SPEC + LABELS)
    (templates / "spec" / "vary.yaml").write_text(VARY)
    (templates / "spec" / "document.json").write_text(DOCUMENT)
    (templates / "spec" / "page.md").write_text(
        "<!-- gradfig: img/a.png\nbase: spec.yaml\n-->\n<!-- gradfig end -->\n")

    def make(name, *lines):
        shutil.copytree(templates / "spec", templates / name)
        for line in lines:
            subprocess.run([gradfig, *line.split()], cwd=templates / name, check=True,
                           capture_output=True, stdin=subprocess.DEVNULL)
    make("figures", *[f"render spec.yaml --set depth=5 -o figure.{word}"
                      for word in ("png", "svg", "pdf")])
    make("batch", "batch vary.yaml -o out -j 1")
    make("shards", "batch vary.yaml -o out --shard 1/2", "batch vary.yaml -o out --shard 2/2")


def is_temporary(name):
    return name.rsplit("/", 1)[-1].startswith(".gradfig")


def may_stay(name):
    """Whether a run may leave the file to the next one, which knows that it is outdated."""
    return is_temporary(name) or re.search(r"manifest\.\d+-of-\d+\.csv$", name)


def contents(folder):
    """The digests of the files of a folder by their names, which tells the empty folders, too."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


def difference(found, expected):
    """A name that one of two folders lacks or has with other content; None if there is none.
    The locks of a batch may stay."""
    def without_locks(names):
        return {name: digest for name, digest in names.items() if not name.endswith(".lock")}
    found, expected = without_locks(found), without_locks(expected)
    return next((name for name in sorted(found.keys() | expected.keys())
                 if found.get(name) != expected.get(name)), None)
