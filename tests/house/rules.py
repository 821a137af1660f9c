#!/usr/bin/python3
"""The order of the house: rules.py ROOT LIBRARY...

Folders include only those before them, nothing includes or calls in a circle, each foreign header
and each dangerous function stays in its place, and guards match paths. Each offence is printed with
its file and line. Each LIBRARY is a static library of the sources, whose symbols show who calls whom.
"""
import pathlib
import re
import subprocess
import sys

# Each folder may include itself and those before it.
RENDERING = ["rendering/" + name for name in ("canvas", "style", "axes", "words", "panel", "panels", "figure")]
FOLDERS = ["base", "spec", "simulation", "measurements", *RENDERING, "output", "report", "batch", "documents",
           "explore", "library", "cli"]

GENERATED = {"batch/gallery_html.h", "report/report_page.h",
             "explore/page_html.h"}  # when built, from .html

# A pattern of headers, and the folders that may include them. All other headers are the C
# library's, POSIX's or Linux's.
FOREIGN = [
    (r"glib(\.h|/.*)", set(FOLDERS)),
    (r"plplot.*|cairo.*|pango/.*|fontconfig/.*|freetype/.*", {"rendering/canvas", "rendering/figure"}),
    (r"png\.h|libdeflate\.h", {"output"}),
    (r"yaml\.h", {"spec"}),
    (r"md4c.*", {"report"}),
    (r"jansson\.h", {"base"}),
    (r"microhttpd\.h", {"explore"}),
]
SYSTEM = r"""(assert|complex|ctype|dlfcn|errno|fenv|float|inttypes|limits|locale|malloc|math|setjmp|signal|
    stdarg|stdbool|stddef|stdint|stdio|stdlib|string|time|dirent|fcntl|poll|pthread|sched|spawn|unistd|
    sys/\w+|arpa/inet|netinet/in)\.h"""

# Functions, and the folders that may call them.
CALLS = [
    (r"fork|vfork", {"batch"}),
    (r"exit|printf|puts|putchar|perror|g_print|g_printerr", {"cli"}),
    (r"abort|g_error|g_assert\w*", set()),
    (r"setlocale|getenv|secure_getenv|g_getenv|setenv|g_setenv|putenv", {"cli"}),
]

offences = []


def offend(path, line, message):
    offences.append(f"{path}:{line}: {message}")


def without_comments(text):
    """The same lines, with comments blanked. Strings stay, because includes are strings."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)

    def blank(match):
        found = match[0]
        return found if found[0] in "\"'" else re.sub(r"[^\n]", " ", found)
    return pattern.sub(blank, text)


def folder_of(path):
    """The row of FOLDERS that a path below src is in."""
    parts = path.split("/")[1:-1]
    return next((name for n in (2, 1) if (name := "/".join(parts[:n])) in FOLDERS), None)


class Source:
    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.folder = folder_of(self.path)
        self.code = without_comments(path.read_text(encoding="utf-8"))
        self.includes = [(number, match[1], match[2]) for number, line in self.lines()
                         if (match := re.match(r'\s*#\s*include\s*(["<])([^">]*)[">]', line))]

    def lines(self):
        return enumerate(self.code.split("\n"), 1)


def read_sources(root):
    paths = [path for folder in ("src", "include") for path in sorted((root / folder).rglob("*"))
             if path.suffix in (".c", ".h", ".inc")]
    return {source.path: source for source in (Source(root, path) for path in paths)}


def target_of(sources, name):
    for path in ("src/" + name, "include/" + name):
        if path in sources:
            return path
    return None


# ---- includes ----

def may_include(source, target):
    if target.startswith("include/"):
        return True
    if source.path.startswith("include/"):
        return False
    if source.folder is None or folder_of(target) is None:
        return False
    return FOLDERS.index(folder_of(target)) <= FOLDERS.index(source.folder)


def check_own(sources, source, line, name):
    target = target_of(sources, name)
    if target is None and name in GENERATED:
        target = "src/" + name
    if target is None:
        offend(source.path, line, f'"{name}" is not "folder/file.h" of src')
    elif not may_include(source, target):
        offend(source.path, line, f'"{name}" stands after {source.folder}')


def check_foreign(source, line, name):
    if re.fullmatch(SYSTEM, name, re.X):
        return
    for pattern, folders in FOREIGN:
        if re.fullmatch(pattern, name):
            if source.folder not in folders:
                offend(source.path, line, f"<{name}> belongs in {' or '.join(sorted(folders))}")
            return
    offend(source.path, line, f"<{name}> has no folder yet: add it to tests/house/rules.py")


def check_includes(sources):
    for source in sources.values():
        for line, kind, name in source.includes:
            if kind == '"':
                check_own(sources, source, line, name)
            else:
                check_foreign(source, line, name)


# ---- circles ----

def circles(graph):
    """The sets of nodes that reach one another, by Tarjan's algorithm."""
    numbers, lowest, stack, found = {}, {}, [], []

    def visit(node):
        numbers[node] = lowest[node] = len(numbers)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in numbers:
                visit(other)
                lowest[node] = min(lowest[node], lowest[other])
            elif other in stack:
                lowest[node] = min(lowest[node], numbers[other])
        if lowest[node] == numbers[node]:
            circle = set(stack[stack.index(node):])
            del stack[stack.index(node):]
            if len(circle) > 1 or node in graph.get(node, ()):
                found.append(circle)

    for node in sorted(graph):
        if node not in numbers:
            visit(node)
    return found


def check_circles_of_includes(sources):
    graph = {path: {target_of(sources, name) for _, kind, name in source.includes if kind == '"'}
             - {None} for path, source in sources.items()}
    for circle in circles(graph):
        for path in sorted(circle):
            for line, _, name in sources[path].includes:
                if target_of(sources, name) in circle:
                    offend(path, line, f'"{name}" closes a circle of includes')


def symbols(libraries):
    """The defined and the undefined symbols of each object, by the path of its source."""
    listing = subprocess.run(["nm", "-A", *libraries], capture_output=True, text=True, check=True)
    defined, needed = {}, {}
    for line in listing.stdout.splitlines():
        match = re.match(r".*?([^:/]+)\.c\.o:\S*\s+([A-Za-z]) (\w+)$", line)
        if match:
            path = match[1].replace("_", "/", 1)  # meson joins folders by "_"
            if match[2] in "TDBR":
                defined[match[3]] = path
            elif match[2] == "U":
                needed.setdefault(path, set()).add(match[3])
    return defined, needed


def check_circles_of_calls(sources, libraries):
    defined, needed = symbols(libraries)
    of_object = {path[:-2].replace("/", "_"): path for path in sources if path.endswith(".c")}

    def source_of(path):
        return of_object.get(path.replace("/", "_"), path)
    calls = {}
    for path, names in needed.items():
        for name in names:
            if name in defined and defined[name] != path:
                calls.setdefault(source_of(path), {})[name] = source_of(defined[name])
    if not calls:
        offend(libraries[0], 1, "expected calls between its objects, found none")
    for circle in circles({path: set(of.values()) for path, of in calls.items()}):
        for path in sorted(circle):
            for name, other in sorted(calls[path].items()):
                if other in circle:
                    lines = [n for n, line in sources[path].lines() if re.search(rf"\b{name}\b", line)]
                    offend(path, lines[0] if lines else 1,
                           f"{name} of {other} closes a circle of calls")


# ---- functions and guards ----

def check_calls(sources):
    for source in sources.values():
        for line, text in source.lines():
            text = re.sub(r'"(?:\\.|[^"\\])*"', '""', text)
            for pattern, folders in CALLS:
                match = re.search(rf"(?<![\w.>])({pattern})\s*\(", text)
                if match and source.folder not in folders:
                    where = " or ".join(sorted(folders)) or "no folder"
                    offend(source.path, line, f"{match[1]}( belongs in {where}")


def check_guards(root):
    for folder in ("include", "src", "tests"):
        for path in sorted((root / folder).rglob("*.h")):
            parts = path.relative_to(root).with_suffix("").parts
            words = [word for word in parts if word not in ("include", "src", "gradfig", "shared")]
            guard = "_".join(["gradfig", *words, "h"]).upper()
            lines = path.read_text(encoding="utf-8").split("\n")
            at = next((i for i, line in enumerate(lines) if line.startswith("#ifndef ")), 0)
            if lines[at:at + 2] != [f"#ifndef {guard}", f"#define {guard}"]:
                offend(path.relative_to(root).as_posix(), at + 1, f"expected the guard {guard}")


def check_limits(root):
    """The manual's section LIMITS has every limit of limits.h."""
    path = root / "src/base/limits.h"
    manual = (root / "src/cli/gradfig.1.scd").read_text(encoding="utf-8")
    section = re.sub(r"\s+", " ", manual.partition("# LIMITS\n")[2].partition("\n# ")[0])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        limit = re.fullmatch(r"#define \w+_MAX \(?(\d+)?(?: \* )?(MEBIBYTE)?\)?", line)
        if limit is not None:
            text = (f"{limit[1] or 1} MiB" if limit[2] is not None
                    else f"{int(limit[1]):,}".replace(",", " " if len(limit[1]) > 4 else ""))
            if re.search(rf"(?<![\d ]){text}\b|(?<=\D ){text}\b", section) is None:
                offend(path, number, f"the manual's section LIMITS lacks {text}")


def main():
    root, libraries = pathlib.Path(sys.argv[1]), sys.argv[2:]
    sources = read_sources(root)
    check_includes(sources)
    check_circles_of_includes(sources)
    check_circles_of_calls(sources, libraries)
    check_calls(sources)
    check_guards(root)
    check_limits(root)
    print("\n".join(offences + [f"{len(sources)} files, {len(offences)} offences"]))
    sys.exit(len(offences) > 0)


main()
