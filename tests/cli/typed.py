"""Types a text and one Ctrl-D, after some seconds, at a terminal that is the standard input and error of
a command, and prints what it said and its status, or that it still reads after a while."""

import os
import pty
import select
import subprocess
import sys
import time

text, pause, limit, *command = sys.argv[1:]


def main():
    master, slave = pty.openpty()
    process = subprocess.Popen(command, stdin=slave, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    said = b""
    while b"ends it" not in said:
        said += os.read(master, 1000)
    time.sleep(float(pause))
    os.write(master, text.encode() + b"\x04")
    try:
        print(f"status {process.wait(float(limit))}")
    except subprocess.TimeoutExpired:
        process.kill()
        print("still reading")
    while select.select([master], [], [], 0)[0]:
        try:
            said += os.read(master, 1000)
        except OSError:  # the end, on Linux
            break
    print(said.decode().replace("\r", ""))


main()
