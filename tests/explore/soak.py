#!/usr/bin/python3
"""Asks a server for figures for a long time: soak.py GRADFIG SECONDS

Two clients turn parameters as two pages do, with mistakes and connections that are given up among the
requests. Prints a line for each tenth of the time. Ends with 1 if a request fails, or if memory, descriptors,
processor time per request or the 99th percentile of the times are larger in the last third than in the first.
"""
import http.client
import os
import pathlib
import random
import subprocess
import sys
import threading
import time
import urllib.parse

GRADFIG, SECONDS = os.path.abspath(sys.argv[1]), float(sys.argv[2])
PARTS = 10
PAUSE = 0.03  # of a hand between two steps
TARGETS = ["figure.png"] * 12 + ["numbers.json"] * 4 + ["report.json", "figure.svg", "figure.pdf", "series.csv",
                                                        "spec.yaml", "snippets.json", "", "x"]
RARE = ["depth=x", "foo=1", "networks.plain.slopes=0.9", "input=1e999", "figure.theme=dark",
        "labels.title=" + urllib.parse.quote("中文"), "networks.plain.slope_sd=0.1",
        "figure.panels=activation,gradient,geometry,sweep,paths,depth"]
FAULTS = {"depth=x", "foo=1", "input=1e999"}

process = subprocess.Popen([GRADFIG, "explore"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
port = int(process.stdout.readline().decode().rsplit(":", 1)[1].strip().strip("/"))
times = []
failures = []


def query(source):
    pairs = [f"depth={source.randrange(1, 200)}", f"networks.residual.slope={source.uniform(-1, 1):.3f}"]
    if source.random() < 0.2:
        pairs.insert(0, "networks=residual,plain,third")
    return pairs


def expected_status(target, pairs):
    return 404 if target == "x" else 400 if FAULTS & set(pairs) and target else 200


def ask(connection, target, pairs):
    """Whether the answer is the one that is expected."""
    connection.request("GET", f"/{target}?{'&'.join(pairs)}")
    answer = connection.getresponse()
    answer.read()
    if answer.status != expected_status(target, pairs):
        failures.append((target, pairs, answer.status))


def turn(seed, end):
    source = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < end:
        target, pairs = source.choice(TARGETS), query(source)
        if source.random() < 0.1:
            pairs.append(source.choice(RARE))
        begun = time.monotonic()
        try:
            if source.random() < 0.02:
                connection.request("GET", f"/{target}?{'&'.join(pairs)}")
                connection.close()  # as a page that is left
            else:
                ask(connection, target, pairs)
                times.append((begun, time.monotonic() - begun))
        except (OSError, http.client.HTTPException) as error:
            failures.append(repr(error))
            connection.close()
        time.sleep(PAUSE)


def warm_up():
    """All kinds of answers once, so that their fonts are loaded."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for target in dict.fromkeys(TARGETS):
        for rare in ["depth=199", *RARE]:
            ask(connection, target, ["networks=residual,plain,third", rare])
    connection.close()


def memory():
    """Of its own, in KiB: the files that it maps are not its."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0])


def processor_time():
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    return sorted(values)[int(len(values) * share)] if values else float("nan")


def measure(seconds):
    """(memory, descriptors, processor time per request, 99th percentile) of a part of the time."""
    begun, used = time.monotonic(), processor_time()
    time.sleep(seconds)
    took = [each for at, each in list(times) if at >= begun]
    row = (memory(), len(os.listdir(f"/proc/{process.pid}/fd")),
           1000 * (processor_time() - used) / max(len(took), 1), 1000 * percentile(took, 0.99))
    print("%d KiB, %d descriptors, processor %.2f ms a request, 99th percentile %.1f ms, " % row +
          "median %.1f ms, %d requests" % (1000 * percentile(took, 0.5), len(took)), flush=True)
    return row


def main():
    warm_up()
    end = time.monotonic() + SECONDS
    clients = [threading.Thread(target=turn, args=(seed, end)) for seed in range(2)]
    for client in clients:
        client.start()
    rows = [measure(SECONDS / PARTS) for _ in range(PARTS)]
    for client in clients:
        client.join()
    process.terminate()
    process.wait()
    first, last = ([max(column) for column in zip(*part)] for part in (rows[:PARTS // 3], rows[-(PARTS // 3):]))
    limits = (first[0] * 1.05 + 1024, first[1] + 2, first[2] * 1.3, first[3] * 2)
    names = ("memory", "descriptors", "processor time", "99th percentile")
    grown = [name for name, found, limit in zip(names, last, limits) if found > limit]
    print(f"{len(times)} requests, {len(failures)} failed {failures[:3]}, grown: {', '.join(grown) or 'nothing'}")
    sys.exit(bool(grown or failures))


main()
