#!/usr/bin/python3
"""Lets every system call and every allocation of every command fail once, and judges what it does.

    faults.py BUILD [--sample] [--calls N] [--allocations N] [--command NAME]...
              [--call NUMBER:ERRNO] [--allocation NUMBER]

A run is wrong if the command hangs, ends with another exit status than 0, 1 or 2, ends with 0 and
another result, fails without a line on standard error, or leaves a file that is neither the old nor
the new one, or a temporary file that the next run does not remove. Where GLib ends the process
because an allocation failed, that is counted, not wrong.

Prints a table of the commands by kinds of fault, as "runs (wrong)", and each wrong run with the
options that repeat it.
"""
import argparse
import concurrent.futures
import errno
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

import commands
import serving

SECONDS = 60  # until a run hangs; the machine may be busy

# Kinds of fault: the calls, and the errors with which each fails.
KINDS = {
    "open": (["open", "openat"], ["EMFILE", "EIO"]),
    "read": (["read", "pread64", "getdents64", "lseek", "readlink", "readlinkat", "getcwd"],
             ["EIO", "EINTR"]),
    "write": (["write", "writev", "pwrite64", "ftruncate"], ["ENOSPC", "EINTR"]),
    "close": (["close", "fsync", "fdatasync", "syncfs"], ["EIO"]),
    "status": (["fstat", "stat", "lstat", "newfstatat", "statx", "access", "faccessat2", "statfs",
                "fstatfs"], ["EIO"]),
    "names": (["rename", "renameat", "renameat2", "linkat", "unlink", "unlinkat", "mkdir",
               "mkdirat", "fchmod", "fchown", "fsetxattr", "chdir", "fchdir"], ["EIO", "EACCES"]),
    "memory": (["mmap", "mremap", "mprotect", "brk"], ["ENOMEM"]),
    "process": (["clone", "clone3", "wait4", "kill", "prctl", "prlimit64", "rt_sigaction",
                 "fcntl", "flock", "clock_nanosleep"], ["EAGAIN", "EINTR"]),
    "message": (["socketpair", "sendto", "recvfrom", "poll", "socket", "bind", "listen", "getsockname",
                 "setsockopt", "accept4", "sendmsg", "shutdown", "epoll_create1", "epoll_ctl",
                 "epoll_wait", "ppoll"], ["EINTR", "EAGAIN", "ENOMEM"]),
}
KIND_OF = {call: kind for kind, (calls, _) in KINDS.items() for call in calls}
COLUMNS = [*KINDS, "allocation"]
ABORTS = {128 + 5, 128 + 6, 128 + 11}  # of libraries, where memory or epoll_ctl fails


class Fault:
    """One call or allocation that fails."""

    def __init__(self, kind, number, error, what):
        self.kind, self.number, self.error, self.what = kind, number, error, what

    def option(self):
        if self.kind == "allocation":
            return f"--allocation {self.number}"
        return f"--call {self.number}:{self.error}"


class Run:
    """A run of a command in a fresh copy of its folder, with a fault or without one."""

    def __init__(self, bench, command, fault=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=bench.folder))
        self.work = self.folder / "work"
        shutil.copytree(bench.template(command), self.work, symlinks=True)
        self.before = commands.contents(self.work)
        self.status, self.out, self.err = self.start(bench, command, fault)
        self.after = commands.contents(self.work)

    def start(self, bench, command, fault):
        line = [bench.gradfig, *command.arguments]
        environment = dict(os.environ, LC_ALL="C")
        if fault is not None and fault.kind == "allocation":
            environment |= {"LD_PRELOAD": bench.shim, "FAIL_ALLOCATION": str(fault.number)}
        elif fault is not None:
            code = getattr(errno, fault.error) if fault.error != "kill" else "kill"
            line = [bench.inject, str(fault.number), str(code), str(self.folder / "call"), *line]
        return self.execute(command, line, environment)

    def execute(self, command, line, environment):
        """The exit status, standard output and error; None if it hangs."""
        if command.target is not None:
            return serving.ask(line, self.work, environment, command.target, SECONDS)
        try:
            with command.open_stdin(self.work) as stdin:
                done = subprocess.run(line, cwd=self.work, env=environment, capture_output=True,
                                      stdin=stdin, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as expired:
            return None, b"", expired.stderr or b""
        return (done.returncode if done.returncode >= 0 else 128 - done.returncode,
                done.stdout, done.stderr)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def judge(bench, command, clean, run, fault):
    """What is wrong with a run, or None; "abort" if a library gave up."""
    if run.status is None:
        return "hangs"
    if run.status == 0:
        if command.normal(run.out) != command.normal(clean.out):
            return "exit status 0, another standard output"
        different = commands.difference(run.after, clean.after)
        if different and commands.may_stay(different) and different not in clean.after:
            return judge_next(bench, command, clean, run)
        return f"exit status 0, another {different}" if different else None
    aborts = run.status in ABORTS and (fault.kind in ("allocation", "memory") or
                                       "epoll_ctl" in fault.what)
    if run.status not in (1, 2) and not aborts and fault.error != "kill":
        return f"exit status {run.status}"
    if not run.err and not aborts and fault.error != "kill":
        return "fails without a message"
    for name in sorted(set(run.after) - {n for n in run.after if commands.is_temporary(n)}):
        if run.after[name] not in (run.before.get(name), clean.after.get(name)) and \
                not command.may_differ(name):
            return f"a partial {name}"
    return judge_next(bench, command, clean, run) or ("abort" if aborts else None)


def judge_next(bench, command, clean, run):
    """The next run must complete the work and leave nothing."""
    status, _, _ = run.start(bench, command, None)
    left = commands.difference(commands.contents(run.work), clean.after)
    if status != clean.status:
        return f"the next run has exit status {status}"
    return f"after the next run another {left}" if left else None


class Bench:
    def __init__(self, build, folder):
        tools = build / "tests" / "faults"
        self.gradfig, self.inject, self.shim = [ # copies, because a build may go on meanwhile
            str(shutil.copy(path, folder))
            for path in (build / "gradfig", tools / "inject", tools / "fail-allocation.so")]
        self.folder = folder
        self.templates = folder / "templates"
        commands.prepare(self.gradfig, self.templates)

    def template(self, command):
        return self.templates / command.template

    def calls(self, command):
        """The faults of all calls of a run."""
        run = Run(self, commands.EMPTY)
        shutil.rmtree(run.work)
        shutil.copytree(self.template(command), run.work, symlinks=True)
        listed = run.folder / "calls"
        run.execute(command, [self.inject, "list", listed, self.gradfig, *command.arguments],
                    os.environ)
        faults = []
        for line in listed.read_text(errors="replace").split("\n"):
            words = line.split(" ", 2)
            if len(words) == 3 and words[0].isdigit():
                kind = KIND_OF[words[1]]
                faults += [Fault(kind, int(words[0]), error, f"{words[1]} {words[2]}")
                           for error in KINDS[kind][1]]
        run.remove()
        return faults

    def allocations(self, command):
        run = Run(self, commands.EMPTY)
        shutil.rmtree(run.work)
        shutil.copytree(self.template(command), run.work, symlinks=True)
        listed = run.folder / "allocations"
        environment = dict(os.environ, LD_PRELOAD=self.shim, LIST_ALLOCATIONS=str(listed))
        run.execute(command, [self.gradfig, *command.arguments], environment)
        numbers = sorted({int(number) for number in listed.read_text().split()})
        run.remove()
        return [Fault("allocation", number, "ENOMEM", "allocation") for number in numbers]


class Table:
    """Runs, wrong ones and aborts by command and kind."""

    def __init__(self):
        self.cells, self.lock, self.n_wrong = {}, threading.Lock(), 0

    def note(self, command, fault, verdict, called, message):
        with self.lock:
            cell = self.cells.setdefault((command.name, fault.kind), [0, 0, 0])
            cell[0] += 1
            if verdict == "abort":
                cell[2] += 1
            elif verdict is not None:
                cell[1] += 1
                self.n_wrong += 1
                print(f"--command '{command.name}' {fault.option()}: {verdict}; {called.strip()}: "
                      f"{message}", file=sys.stderr, flush=True)

    @staticmethod
    def print_head():
        print("| command | " + " | ".join(COLUMNS) + " |")
        print("|---" * (len(COLUMNS) + 1) + "|", flush=True)

    def print_row(self, name):
        cells = [self.cells.get((name, kind), [0, 0, 0]) for kind in COLUMNS]
        print(f"| {name} | " + " | ".join(
            f"{runs} ({wrong})" + (f" {aborts}†" if aborts else "")
            for runs, wrong, aborts in cells) + " |", flush=True)

    def print_sum(self):
        runs = sum(cell[0] for cell in self.cells.values())
        aborts = sum(cell[2] for cell in self.cells.values())
        print(f"\n{runs} runs, {self.n_wrong} wrong; in {aborts} (†) a library without memory ended "
              "the process, and nothing was lost")


def try_fault(bench, table, command, clean, fault):
    run = Run(bench, command, fault)
    called = fault.what
    if (run.folder / "call").exists():
        called = (run.folder / "call").read_text(errors="replace")
        if not called:
            return run.remove() # it had fewer calls than the listed run
        fault.what = called.split(" ", 1)[1]
        fault.kind = KIND_OF[called.split(" ")[1]] # threads do not call in the same order
    verdict = judge(bench, command, clean, run, fault)
    message = run.err.decode(errors="replace").strip().split("\n")[0][:120]
    table.note(command, fault, verdict, called, message)
    return run.remove()


def spread(items, n):
    """At most n of the items, evenly."""
    if len(items) <= n:
        return items
    return [items[i * len(items) // n] for i in range(n)]


def choose(bench, command, options):
    if options.call:
        number, error = options.call.split(":")
        return [Fault("open", int(number), error, "")]
    if options.allocation:
        return [Fault("allocation", options.allocation, "ENOMEM", "")]
    calls, allocations = bench.calls(command), bench.allocations(command)
    if options.sample:
        return spread(calls, 8) + spread(allocations, 4)
    return spread(calls, options.calls) + spread(allocations, options.allocations)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--sample", action="store_true", help="a few faults of each command")
    parser.add_argument("--command", action="append", default=[], help="this one alone")
    parser.add_argument("--call", help="NUMBER:ERRNO, this one alone")
    parser.add_argument("--allocation", type=int, help="this one alone")
    parser.add_argument("--calls", type=int, default=10 ** 9, help="at most, of a command")
    parser.add_argument("--allocations", type=int, default=10 ** 9, help="at most, of a command")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    table = Table()
    chosen = [command for command in commands.COMMANDS
              if not options.command or command.name in options.command]
    with tempfile.TemporaryDirectory(prefix="gradfig-faults-") as folder:
        bench = Bench(options.build.resolve(), pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            table.print_head()
            for command in chosen:
                clean = Run(bench, command)
                runs = [pool.submit(try_fault, bench, table, command, clean, fault)
                        for fault in choose(bench, command, options)]
                for run in runs:
                    run.result()
                table.print_row(command.name)
    table.print_sum()
    return table.n_wrong > 0


if __name__ == "__main__":
    sys.exit(main())
