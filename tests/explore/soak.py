#!/usr/bin/python3
"""Asks a server for figures for a long time: soak.py GRADFIG SECONDS

Two clients turn parameters as two pages do, with mistakes and connections that are given up among the
requests. Prints memory, descriptors and the times of ten parts of the run. Ends with 1 if memory or
descriptors have grown since the first part, or the times have.
"""
import http.client
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

GRADFIG, SECONDS = os.path.abspath(sys.argv[1]), float(sys.argv[2])
PARTS = 10
TARGETS = ["figure.png"] * 12 + ["report.json"] * 4 + ["figure.svg", "figure.pdf", "series.csv", "spec.yaml", "x"]

process = subprocess.Popen([GRADFIG, "explore"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
port = int(process.stdout.readline().decode().rsplit(":", 1)[1].strip().strip("/"))
times = []
failures = []
end = time.monotonic() + SECONDS


def target(source):
    query = [f"depth={source.randrange(1, 200)}", f"networks.residual.slope={source.uniform(-1, 1):.3f}"]
    if source.random() < 0.2:
        query.insert(0, "networks=residual,plain,third")
    if source.random() < 0.1:
        query.append(source.choice(["depth=x", "foo=1", "networks.plain.slopes=1,2,3", "input=1e999",
                                    "labels.title=%E4%B8%AD%E6%96%87", "figure.theme=dark"]))
    return f"/{source.choice(TARGETS)}?{'&'.join(query)}"


def turn(seed):
    source = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            connection.request("GET", target(source))
            if source.random() < 0.02:
                connection.close()  # as a page that is left
                continue
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            failures.append(repr(error))
            connection.close()
            continue
        times.append((begun, time.monotonic() - begun))
        if answer.status not in (200, 400, 404):
            failures.append(answer.status)


def memory():
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def percentile(values, share):
    return sorted(values)[int(len(values) * share)] if values else float("nan")


clients = [threading.Thread(target=turn, args=(seed,)) for seed in range(2)]
for client in clients:
    client.start()
rows = []
for part in range(PARTS):
    begun = time.monotonic()
    time.sleep(SECONDS / PARTS)
    seconds = [took for at, took in list(times) if at >= begun]
    rows.append((memory(), len(os.listdir(f"/proc/{process.pid}/fd")), percentile(seconds, 0.5),
                 percentile(seconds, 0.99), len(seconds)))
    print("%d KiB, %d descriptors, median %.1f ms, 99th percentile %.1f ms, %d requests" % (
        rows[-1][0], rows[-1][1], rows[-1][2] * 1000, rows[-1][3] * 1000, rows[-1][4]), flush=True)
for client in clients:
    client.join()
process.terminate()
process.wait()
grown = rows[-1][0] > rows[1][0] * 1.1 + 2000 or rows[-1][1] > rows[1][1] + 4
slower = rows[-1][3] > 3 * rows[1][3]
print(f"{len(times)} requests, {len(failures)} failed {failures[:3]}"
      f"{', grown' if grown else ''}{', slower' if slower else ''}")
sys.exit(bool(grown or slower or failures))
