"""Runs a command with a terminal as its standard error, sends it SIGINT once it says that it is at
work, and prints what it said, its status and how long it took to end."""

import os
import pty
import signal
import subprocess
import sys
import time


def main():
    master, slave = pty.openpty()
    process = subprocess.Popen(
        sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave
    )
    os.close(slave)
    said = b""
    while b"ends it" not in said:
        said += os.read(master, 1000)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    status = process.wait()
    after = time.monotonic() - begin
    while b"again" not in said:
        said += os.read(master, 1000)
    print(said.decode().replace("\r", "\n"))
    print(f"after {after * 1000:.0f} ms")
    print(f"status {status}")


main()
