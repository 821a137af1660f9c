"""Measures gradfig and its peers in interleaved rounds and writes Markdown: bench.py [--rounds N]
scripts/bench builds and installs what it needs. Times come from the usage of each child process."""
import argparse
import collections
import os
import pathlib
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH, BUILD, PEERS = ROOT / "tests/bench", ROOT / "build/release", ROOT / "build/peers"
GRADFIG = BUILD / "gradfig"
SIZE = 1500, 1000
N_BATCH = 200

# The command takes FOLDER NUMBER LANGUAGE. A warm process draws n figures.
Peer = collections.namedtuple("Peer", "command n languages version")
DPKG = ["dpkg-query", "-W", "-f", "${Version}"]
ALL_PEERS = {
    "gnuplot": Peer(["gnuplot", "-c", BENCH / "figure.gnuplot"], 30, ["en", "zh"],
                    DPKG + ["gnuplot-nox"]),
    "matplotlib": Peer(["/usr/bin/python3", BENCH / "figure.py"], 8, ["en", "zh"],
                       DPKG + ["python3-matplotlib"]),
    "PLplot's pngcairo": Peer([PEERS / "plplot"], 30, ["en"], DPKG + ["plplot-driver-cairo"]),
    "plotters": Peer([PEERS / "plotters"], 30, ["en"], DPKG + ["librust-plotters-dev"]),
}
Usage = collections.namedtuple("Usage", "wall cpu memory")  # s, s, bytes


class Failure(Exception):
    pass


# ---- processes ----

def run(folder, *commands):
    """Runs the commands at the same time. Returns the wall time of all and the usage of each."""
    log = os.fspath(folder / "log")
    actions = [(os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
               (os.POSIX_SPAWN_DUP2, 1, 2)]
    begin = time.perf_counter()
    try:
        processes = [os.posix_spawnp(command[0], [os.fspath(word) for word in command],
                                     os.environ, file_actions=actions) for command in commands]
    except OSError as error:
        raise Failure(f"{commands[0][0]}: {error.strerror}") from error
    ends = [os.wait4(process, 0) for process in processes]
    wall = time.perf_counter() - begin
    if any(status for _, status, _ in ends):
        lines = pathlib.Path(log).read_text(errors="replace").strip().splitlines()
        raise Failure(lines[-1] if lines else f"{commands[0][0]} failed")
    return wall, [Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
                  for _, _, used in ends]


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def cold_command(name, folder, language):
    if name == "gradfig":
        return [GRADFIG, "render", "-o", folder / "0.png", "--set", f"figure.language={language}"]
    return [*ALL_PEERS[name].command, folder, "1", language]


def make_folder(parent):
    """A new one, which stays until the end: what is deleted slows down what is made then"""
    return pathlib.Path(tempfile.mkdtemp(dir=parent))


def batch_command(folder, n_workers):
    """Draws into `folder`."""
    spec = folder.with_suffix(".yaml")
    spec.write_text("vary: {networks.residual.slope: {from: 0.2, to: -0.5, count: %d}}\n" % N_BATCH)
    return [GRADFIG, "batch", spec, "-o", folder, "-j", str(n_workers)]


def check_picture(path):
    """1500x1000 and not blank: of the rows of a blank picture hardly two differ in a file."""
    data = path.read_bytes()
    width, height, depth, color = struct.unpack(">IIBB", data[16:26])
    if (width, height) != SIZE:
        raise Failure(f"{path.name} is {width}x{height}")
    pixels, at = b"", 8
    while at < len(data):
        length, = struct.unpack(">I", data[at:at + 4])
        if data[at + 4:at + 8] == b"IDAT":
            pixels += data[at + 8:at + 8 + length]
        at += 12 + length
    n_row = 1 + (width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color] + 7) // 8
    reader = zlib.decompressobj()
    rows = {reader.decompress(pixels if i == 0 else reader.unconsumed_tail, n_row)
            for i in range(height)}
    if len(rows) < 100:
        raise Failure(f"{path.name} is blank")


# ---- rounds ----

def measure_cold(name, folder, language):
    _, (usage,) = run(folder, cold_command(name, folder, language))
    return usage


def rate_of(files, n_processes):
    """Figures per second by the files' times, which say when each figure was done: without the start
    of the processes and their first figures, and without what follows the last one"""
    times = [path.stat().st_mtime for path in files]
    return (len(times) - n_processes) / (max(times) - min(times))


def measure_batch(folder, n_workers):
    """Figures per second, processor time of a figure, start included, and figures per second of the
    whole run, from its start until all is on the disk"""
    pictures = make_folder(folder)
    wall, (usage,) = run(folder, batch_command(pictures, n_workers))
    files = list(pictures.glob("*.png"))
    return rate_of(files, n_workers), usage.cpu / N_BATCH, N_BATCH / wall


def measure_peer(name, folder, n_processes, cold):
    """The same for processes that each draw n figures, but without their start in the processor time;
    none of them waits for the disk"""
    peer = ALL_PEERS[name]
    folders = [make_folder(folder) for _ in range(n_processes)]
    wall, usages = run(folder, *([*peer.command, each, str(peer.n), "en"] for each in folders))
    rate = sum(rate_of([each / f"{k}.png" for k in range(peer.n)], 1) for each in folders)
    cpu = statistics.mean(usage.cpu for usage in usages)
    return rate, (cpu - cold) / (peer.n - 1), n_processes * peer.n / wall


def measure_stages(picture):
    lines = output_of(BUILD / "tests/bench/stages", "40")
    if (PEERS / "floor").exists():
        lines += output_of(PEERS / "floor", picture, "40")
    return {match[1]: float(match[2]) / 1e3
            for match in re.finditer(r"^(\S+) +[\d.]+ +([\d.]+) ms", lines, re.M)}


def measure_round(names, folder, samples):
    runs = collections.defaultdict(list)
    for _ in range(2):
        for name, language in names:
            runs[name, language].append(measure_cold(name, folder, language))
    for key, usages in runs.items():
        samples["cold", *key].append(Usage(*map(statistics.median, zip(*usages))))
    for n_processes in (1, 2):
        for name in dict(names):
            if name == "gradfig":
                rate = measure_batch(folder, n_processes)
            else:
                cold = samples["cold", name, "en"][-1].cpu
                rate = measure_peer(name, folder, n_processes, cold)
            samples["warm", name, n_processes].append(rate)
    measure_cold("gradfig", folder, "en")
    for stage, seconds in measure_stages(folder / "0.png").items():
        samples["stage", stage].append(seconds)


# ---- instructions and samples ----

def count_instructions(folder, command):
    counts = folder / "counts"
    counts.mkdir(exist_ok=True)
    for old in counts.iterdir():
        old.unlink()
    run(folder, ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}/%p", *command])
    return sum(int(total) for file in counts.iterdir()
               for total in re.findall(r"^(?:totals|summary): (\d+)", file.read_text(), re.M)[:1])


def instructions(name, folder):
    cold = count_instructions(folder, cold_command(name, folder, "en"))
    if name == "gradfig":  # whose batch would draw in processes that callgrind does not follow
        stages = BUILD / "tests/bench/stages"
        few, many = (count_instructions(folder, [stages, n]) for n in ("1", "6"))
        return cold, (many - few) / 5
    command = ALL_PEERS[name].command
    return cold, (count_instructions(folder, [*command, folder, "4", "en"]) - cold) / 3


# Where samples of a profile belong: by library, and by folder within gradfig
SHARES = {
    "start of the process, libraries": r"ld-linux|libltdl",
    "fonts and text": r"libfreetype|libharfbuzz|libpango|libfontconfig|libfribidi|libexpat|"
                      r"rendering_(typesetter|fonts|canvas_text|chinese|label_text)",
    "drawing": r"libcairo|libpixman|libplplot|rendering_|simulation_",
    "encoding": r"output_|libdeflate|libpng|libz\.",
    "kernel": r"\[",
    "C library, GLib, the rest": r"",
}


def sources_of_symbols():
    symbols = {}
    for line in output_of("nm", "-A", *BUILD.glob("**/lib*.a")).splitlines():
        match = re.match(r".*?([^:/]+)\.c\.o:\S*\s+[Tt] (\w+)$", line)
        if match:
            symbols[match[2]] = match[1].removeprefix("src_")
    return symbols


def profile(folder, sources, command, n_runs):
    """The share of each of SHARES in the time of the command"""
    counts = collections.Counter()
    for _ in range(n_runs):
        data = folder / "perf.data"
        run(folder, ["perf", "record", "-e", "cpu-clock", "-F", "4999", "-o", data, *command])
        for line in output_of("perf", "script", "-i", data, "-F", "ip,sym,dso").splitlines():
            match = re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line)
            if match:
                place = pathlib.Path(match[2]).name
                if place == "gradfig":
                    place = sources.get(match[1].split(".")[0], "")
                counts[next(s for s, pattern in SHARES.items() if re.match(pattern, place))] += 1
    return {share: counts[share] / counts.total() for share in SHARES}


# ---- Markdown ----

def spread(values, digits=3):
    """Median and, in brackets, first and third quartile"""
    values = list(values)

    def number(value):
        places = max(0, digits - len(str(int(abs(value)))))
        return f"{value:.{places}f}"
    if len(values) < 2:
        return number(values[0])
    first, middle, third = statistics.quantiles(values, n=4, method="inclusive")
    return f"{number(middle)} ({number(first)}–{number(third)})"


def ratios(left, right):
    return spread(a / b for a, b in zip(left, right))


def table(head, rows):
    print("|", " | ".join(head), "|")
    print("|---" * len(head) + "|")
    for row in rows:
        print("|", " | ".join(row), "|")
    print()


def print_cold(names, samples, sizes):
    rows = []
    for name, language in names:
        usages = samples["cold", name, language]
        ours = samples["cold", "gradfig", language]
        rows.append([name + (", Chinese" if language == "zh" else ""),
                     spread(usage.cpu * 1e3 for usage in usages),
                     ratios([u.cpu for u in usages], [u.cpu for u in ours]),
                     spread(usage.wall * 1e3 for usage in usages),
                     ratios([u.wall for u in usages], [u.wall for u in ours]),
                     f"{statistics.median(usage.memory for usage in usages) / 1e6:.0f} MB",
                     f"{sizes[name, language] / 1e3:.0f} kB"])
    print("### Cold: a process that draws one figure\n")
    table(["", "processor time, ms", "ratio to gradfig", "wall time, ms", "ratio to gradfig",
           "peak memory", "file"], rows)


def print_warm(names, samples):
    rows = []
    for name in names:
        one, two = ([rate for rate, _, _ in samples["warm", name, n]] for n in (1, 2))
        rows.append([name + (" batch, -j 1 and -j 2" if name == "gradfig" else ""),
                     spread(cpu * 1e3 for _, cpu, _ in samples["warm", name, 1]),
                     spread(one), spread(two), ratios(two, one),
                     ratios([rate for rate, _, _ in samples["warm", "gradfig", 2]], two)])
    whole = (spread(rate for _, _, rate in samples["warm", "gradfig", n]) for n in (1, 2))
    print("### Warm: many figures in one process and in two\n\n"
          "Each process draws into a folder of its own, which stays until the end. The rates are those "
          "between its first figure and the last one. Whole batches of "
          f"gradfig, of {N_BATCH} figures, from the start until all is on the disk, make "
          + " and ".join(whole) + " figures per second.\n")
    table(["", "processor time per figure, ms", "figures per second, one", "two", "two / one",
           "gradfig -j 2 / two"], rows)


def print_floor(samples, n_bytes):
    stages = {key[1]: values for key, values in samples.items() if key[0] == "stage"}
    warm = [cpu for _, cpu, _ in samples["warm", "gradfig", 1]]
    rows = [[stage, spread(value * 1e3 for value in values)] for stage, values in stages.items()]
    rows.append(["warm figure of a batch", spread(value * 1e3 for value in warm)])
    if "isa-l" in stages:
        floor = [a + b for a, b in zip(stages["draw"], stages["isa-l"])]
        rows.append(["floor: draw + isa-l", spread(value * 1e3 for value in floor)])
        rows.append(["warm figure / floor", ratios(warm, floor)])
    print("### One warm figure, in stages\n\nisa-l is ISA-L at level 1 on the same pixels"
          f" ({n_bytes}).\n")
    table(["", "processor time, ms"], rows)


def print_instructions(names, folder):
    rows = []
    for name in names:
        if name == "matplotlib":
            rows.append([name, "not counted: takes minutes", ""])
            continue
        try:
            cold, warm = instructions(name, folder)
            rows.append([name, f"{cold / 1e6:.1f}", f"{warm / 1e6:.1f}"])
        except Failure as failure:
            rows.append([name, str(failure), ""])
    print("### Instructions, by callgrind, in millions\n")
    table(["", "cold figure", "one more warm figure"], rows)


def print_shares(folder):
    print("### Where gradfig's time goes, in percent of the samples of perf\n")
    try:
        sources = sources_of_symbols()
        columns = [profile(folder, sources, cold_command("gradfig", folder, "en"), 10),
                   profile(folder, sources, batch_command(make_folder(folder), 1), 1)]
    except (Failure, subprocess.CalledProcessError) as failure:
        print(f"Not measured: {failure}\n")
        return
    table(["", "cold", "warm"],
          [[share, *(f"{100 * column[share]:.0f}" for column in columns)] for share in SHARES])


def print_machine(n_rounds, load, names, missing):
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())[1]
    linux = ".".join(os.uname().release.split(".")[:2])
    versions = [f"{name} {output_of(*ALL_PEERS[name].version)}" for name in names
                if name in ALL_PEERS]
    print(f"Medians of {n_rounds} rounds, in brackets the first and the third quartile;"
          " each ratio is taken within a round. Every picture has 1500x1000 pixels.\n")
    print(f"{cpu[1] if cpu else os.uname().machine}, {os.cpu_count()} processors; {system}, Linux"
          f" {linux}; {output_of(GRADFIG, '--version').strip()},"
          f" {', '.join(versions)}; load at the start {load:.1f}.\n")
    for name, reason in missing.items():
        print(f"{name} is missing: {reason}\n")


def find_peers(folder):
    """What can be measured, as (name, language), the sizes of the pictures, and what is missing"""
    names, sizes, missing = [], {}, {}
    for language in ("en", "zh"):
        for name in ["gradfig", *ALL_PEERS]:
            if name != "gradfig" and language not in ALL_PEERS[name].languages:
                continue
            try:
                (folder / "0.png").unlink(missing_ok=True)
                measure_cold(name, folder, language)
                check_picture(folder / "0.png")
            except (Failure, FileNotFoundError) as failure:
                missing[name] = str(failure)
                continue
            names.append((name, language))
            sizes[name, language] = (folder / "0.png").stat().st_size
    return names, sizes, missing


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="9 without it")
    n_rounds = max(1, parser.parse_args().rounds)
    load = os.getloadavg()[0]
    samples = collections.defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="gradfig-bench-") as name:
        folder = pathlib.Path(name)
        os.environ.update(MPLCONFIGDIR=name, LC_ALL="C.UTF-8")
        names, sizes, missing = find_peers(folder)
        for i in range(n_rounds):
            print(f"round {i + 1} of {n_rounds}", file=sys.stderr)
            measure_round(names, folder, samples)
        print_machine(n_rounds, load, dict(names), missing)
        print_cold(names, samples, sizes)
        print_warm(dict(names), samples)
        floor = PEERS / "floor"
        n_bytes = (output_of(floor, folder / "0.png", "1").splitlines()[-1] if floor.exists()
                   else "libisal-dev is missing")
        print_floor(samples, n_bytes)
        print_instructions(dict(names), folder)
        print_shares(folder)


if __name__ == "__main__":
    main()
