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
RANDOM = """networks: {random: {slope: 0.9, slope_sd: 0.1}}
random: {samples: 100}
"""
LAYERS = """layers,ave_grads,max_grads
layers.2.weight,0.5,0.7
layers.1.weight,0.25,0.3
layers.0.weight,0.12,0.2
"""
TAG = """Wall time,Step,Value
1700000000.0,1,%s
1700000001.0,2,%s
"""
DOCUMENT = """{"pandoc-api-version": [1, 22], "meta": {}, "blocks": [{"t": "CodeBlock", "c":
[["", ["gradfig"], [["pair", "true"], ["file", "img/out"]]],
"figure: {width: 400, height: 300, panels: [gradient]}"]}]}
"""
VARY = """vary: {input: [1, 2, 3, 4]}
figure: {width: 400, height: 300, panels: [gradient]}
"""
N_TAGS = 6
N_OTHERS = 150  # with long names, so that the folder is not read at once


class Command:
    """One command line; `template` is the folder in which it is run, `stdin` a file there. `target`
    is what a server is asked for."""

    def __init__(self, name, arguments, template="spec", stdin=None, target=None):
        self.name, self.arguments, self.template = name, arguments.split(), template
        self.stdin, self.target = stdin, target

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
    Command("fit", "fit layers.csv -o out.yaml"),
    Command("fit folder", "fit tags -o out.yaml", "tags"),
    Command("render random", "render random.yaml -o out.svg"),
    Command("render measured", "render measured.yaml -o out.png", "measured"),
    Command("explore", "explore spec.yaml", target="/figure.png?depth=5"),
    Command("keys", "keys"),
    Command("batch", "batch vary.yaml -o out -j 2"),
    Command("batch again", "batch vary.yaml -o out -j 2", "batch"),
    Command("batch other", "batch third.yaml -o out -j 2", "earlier"),
    Command("batch --prune", "batch other.yaml -o out -j 2 --prune", "earlier"),
    Command("gallery", "gallery out", "shards"),
]


def prepare(gradfig, templates):
    """Makes the folders."""
    for name in ("empty", "spec"):
        (templates / name).mkdir(parents=True)
    (templates / "spec" / "spec.yaml").write_text(SPEC)
    (templates / "spec" / "chinese.yaml").write_text(SPEC + LABELS)
    (templates / "spec" / "vary.yaml").write_text(VARY)
    (templates / "spec" / "other.yaml").write_text(VARY.replace("input", "depth"))
    (templates / "spec" / "third.yaml").write_text(VARY.replace("1, 2, 3, 4", "2, 5"))
    (templates / "spec" / "random.yaml").write_text(SPEC.split("claims")[0] + RANDOM)
    (templates / "spec" / "layers.csv").write_text(LAYERS)
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
    make("measured", "fit layers.csv -o measured.yaml")
    make("tags")
    (templates / "tags" / "tags").mkdir()
    for i in range(N_TAGS):
        name = f"run-res-tag-grad_norm_layers.{i}.weight.csv"
        (templates / "tags" / "tags" / name).write_text(TAG % (0.5 ** i, 0.6 ** i))
    for i in range(N_OTHERS):
        (templates / "tags" / "tags" / f"{i:0240}").touch()
    make("batch", "batch vary.yaml -o out -j 1")
    make("earlier", "batch vary.yaml -o out -j 1", "batch other.yaml -o out -j 1")
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
