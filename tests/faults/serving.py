"""Asks a server of gradfig explore for one answer, and ends it.

    serving.py TARGET COMMAND...    exits with the status of ask
"""
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request

TRIES = 2  # a single fault may cost one answer
STATUS_NO_ANSWER = 70


def fetch(address, seconds):
    """Whether the answer has status 200, and its body; None without an answer."""
    try:
        with urllib.request.urlopen(address, timeout=seconds) as answer:
            return True, answer.read()
    except urllib.error.HTTPError as refusal:
        return False, refusal.read()
    except (OSError, urllib.error.URLError):
        return None


def talk(address, target, seconds):
    answer = None
    for _ in range(TRIES):
        answer = fetch(address.rstrip("/") + target, seconds / TRIES / 2) or answer
        if answer is not None and answer[0]:
            break
    return answer


def ask(line, folder, environment, target, seconds):
    """The exit status, the body of the answer, and standard error. The status is 0 if the server
    answers and ends as it should, 1 if it answers that the work failed, None if it hangs."""
    server = subprocess.Popen(line, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              start_new_session=True)
    timer = threading.Timer(seconds, os.killpg, [server.pid, signal.SIGKILL])
    timer.start()
    address = server.stdout.readline().decode().strip()
    answer = talk(address, target, seconds) if address.startswith("http://") else None
    lives = server.poll() is None
    if lives:
        os.killpg(server.pid, signal.SIGTERM)
    _, errors = server.communicate()
    hangs = not timer.is_alive()
    timer.cancel()
    status = server.returncode if server.returncode >= 0 else 128 - server.returncode
    if hangs:
        return None, b"", errors
    if status == 128 + signal.SIGTERM:
        if answer is None:
            return STATUS_NO_ANSWER, b"", errors
        done, body = answer
        return (0, body, errors) if done else (1, b"", body)
    return status, b"", errors


def main():
    status, _, errors = ask(sys.argv[2:], ".", os.environ, sys.argv[1], seconds=300)
    sys.stderr.buffer.write(errors)
    return 1 if status is None else status


if __name__ == "__main__":
    sys.exit(main())
