#!/usr/bin/python3
"""Kills batches and galleries at random moments, and judges what the next runs make of it.

    kills.py BUILD [N] [--seed NUMBER]

A quarter of the N kills (1000) hits galleries, a quarter workers alone; the others hit two batches of
one folder, or the shards of one, with a gallery, at once. After a few kills the commands run to their
end. The folder must then be that of a run without kills, byte for byte, and no worker may live a
second longer than its batch.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import commands

SPEC = """vary:
  depth: [1, 3, 10, 30]
  networks.residual.slope: [-0.3, 0.1, 0.4]
  figure.theme: [light, dark]
name: "d{depth}/a{networks.residual.slope}-{figure.theme}"
figure: {width: 400, height: 300, panels: [gradient]}
"""
N_SHARDS = 3
KILLS_OF_ROUND = 4
SECONDS = 120  # until a run hangs
BATCH = ["batch", "spec.yaml", "-o", "out", "-j", "2"]
GALLERY = ["gallery", "out"]
SHARDS = [[*BATCH, "--shard", f"{i}/{N_SHARDS}"] for i in range(1, N_SHARDS + 1)]


def children(pid):
    try:
        return [int(n) for n in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def lives(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


class Round:
    """A folder and a few kills in it."""

    def __init__(self, bench, kind, seed):
        self.bench, self.kind, self.random = bench, kind, random.Random(seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=bench.folder))
        (self.folder / "spec.yaml").write_text(SPEC)
        self.n_kills, self.wrong = 0, []

    def start(self, line):
        return subprocess.Popen([self.bench.gradfig, *line], cwd=self.folder,
                                start_new_session=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self, line):
        """Runs to the end; again while another holds the lock, or a worker was killed twice."""
        for _ in range(4):
            run = self.start(line)
            try:
                if run.wait(SECONDS) == 0:
                    return
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
                self.wrong.append(f"{line[0]} hangs")
                return
        self.wrong.append(f"{line[0]} ends with exit status {run.returncode}")

    def pause(self, seconds):
        time.sleep(self.random.uniform(0, seconds))

    def kill_group(self, run):
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            self.n_kills += 1
        run.wait()

    def kill_parent(self, run):
        workers = children(run.pid)
        if run.poll() is not None:
            return
        run.kill()
        self.n_kills += 1
        run.wait()
        end = time.monotonic() + 1
        while any(lives(worker) for worker in workers) and time.monotonic() < end:
            time.sleep(0.005)
        self.wrong += [f"worker {worker} outlives its batch" for worker in workers if lives(worker)]

    def kill(self, run):
        self.random.choice([self.kill_group, self.kill_parent])(run)

    def galleries(self):
        for line in SHARDS:
            self.end(line)
        for _ in range(KILLS_OF_ROUND):
            run = self.start(GALLERY)
            self.pause(self.bench.gallery_seconds)
            self.kill(run)
        self.end(GALLERY)

    def workers(self):
        run = self.start(BATCH)
        for _ in range(KILLS_OF_ROUND):
            self.pause(self.bench.batch_seconds / KILLS_OF_ROUND)
            workers = children(run.pid)
            if workers:
                try:
                    os.kill(self.random.choice(workers), signal.SIGKILL)
                    self.n_kills += 1
                except ProcessLookupError:
                    pass
        try:
            run.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.wrong.append("a batch whose workers were killed hangs")
            self.kill_group(run)
        self.end(BATCH)

    def at_once(self, lines):
        """Starts all, kills them one after another."""
        runs = []
        for line in lines:
            runs.append(self.start(line))
            self.pause(0.02)
        self.random.shuffle(runs)
        for run in runs:
            self.pause(self.bench.batch_seconds / len(lines))
            self.kill(run)

    def batches(self):
        for _ in range(KILLS_OF_ROUND // 2):
            self.at_once([BATCH, BATCH])
        self.end(BATCH)

    def shards(self):
        self.at_once([*SHARDS, GALLERY])
        for line in [*SHARDS, GALLERY]:
            self.end(line)

    def run(self):
        getattr(self, self.kind)()
        name = commands.difference(commands.contents(self.folder / "out"), self.bench.expected)
        self.wrong += [f"another {name}"] if name else []
        shutil.rmtree(self.folder, ignore_errors=True)
        return self


class Bench:
    def __init__(self, build, folder):
        self.folder = folder
        self.gradfig = shutil.copy(build / "gradfig", folder / "gradfig")
        self.expected, self.gallery_seconds, self.batch_seconds = None, 0, 0
        clean = Round(self, "clean", 0)
        self.batch_seconds = self.time(clean, BATCH)
        self.gallery_seconds = self.time(clean, GALLERY)
        self.expected = commands.contents(clean.folder / "out")

    @staticmethod
    def time(clean, line):
        begun = time.monotonic()
        clean.end(line)
        return time.monotonic() - begun


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("n", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    kills, rounds, wrong = collections.Counter(), collections.Counter(), []
    lock, seeds = threading.Lock(), iter(range(options.seed, options.seed + 10 ** 9))
    wanted = {"galleries": options.n / 4, "workers": options.n / 4, "batches": options.n / 4,
              "shards": options.n / 4}

    def work(bench):
        while True:
            with lock:
                open_kinds = [kind for kind in wanted if kills[kind] < wanted[kind]]
                if not open_kinds:
                    return
                kind, seed = min(open_kinds, key=lambda one: kills[one] / wanted[one]), next(seeds)
            done = Round(bench, kind, seed).run()
            with lock:
                kills[kind] += done.n_kills
                rounds[kind] += 1
                wrong.extend(done.wrong)
                for fault in done.wrong:
                    print(f"{kind}: {fault}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="gradfig-kills-") as folder:
        bench = Bench(options.build.resolve(), pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in [pool.submit(work, bench) for _ in range(os.cpu_count())]:
                done.result()
    for kind in wanted:
        print(f"{kind}: {kills[kind]} kills in {rounds[kind]} folders")
    print(f"{sum(kills.values())} kills, {len(wrong)} wrong (seed {options.seed})")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
