#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: tests/peers/pyzk-check.py MUSTER      e.g. tests/peers/pyzk-check.py build/image/bin/muster

Lets pyzk, a client that others wrote, visit `MUSTER simulate terminal` in the kinds of terminal it knows, and
compares what it reads with the simulator's ledger. By hand only: pyzk is GPL and no part of muster; `pip install
pyzk` puts it where `python3 -c 'import zk'` finds it. Prints a line for each kind; exit status 0 if all are good,
1 if not, 77 if pyzk is not there.
"""

import re
import signal
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

try:
    from zk import ZK
except ImportError:
    print("pyzk is not there: pip install pyzk", file=sys.stderr)
    sys.exit(77)

READY = re.compile(r"ready terminal=(?P<host>.+):(?P<port>[0-9]+) serial=(?P<serial>\S+)")
PEOPLE = 20

# what the simulator is told, and what pyzk is
KINDS = {
    "as most are": ([], {}),
    "a small table at once": (["--records", "10"], {}),
    "a large table in small packets": (["--records", "20000", "--unit", "16384"], {}),
    "with a comm key": (["--key", "1235"], {"password": 1235}),
    "by UDP": (["--no-tcp", "--records", "300"], {"force_udp": True}),
    "49 bytes": (["--layout", "49"], {}),
    "16 bytes": (["--layout", "16"], {}),
    "8 bytes and old users": (["--layout", "8", "--user-size", "28", "--event-size", "12"], {}),
    "frames in pieces": (["--fault", "cut:0.3", "--records", "200"], {}),
}

# pyzk itself takes one read of the socket for one frame; muster reads both (its own tests see to that)
BEYOND_PYZK = {"a large table in small packets", "frames in pieces"}


class Simulator:
    """One simulated terminal, from its ready line to its ledger."""

    def __init__(self, muster, arguments, folder):
        self.ledger = Path(folder) / "ledger"
        command = [muster, "simulate", "terminal", "--listen", "127.0.0.1:0", "--users", str(PEOPLE), *arguments]
        self.process = subprocess.Popen([*command, "--ledger", self.ledger], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = READY.match(line)
        if not found:
            raise RuntimeError(f"the simulator said {line!r}")
        self.host, self.port, self.serial = found["host"], int(found["port"]), found["serial"]

    def end(self):
        """Ends it, and gives what it held: user id, local time, state, verify mode."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        return {tuple(line.split("\t")[1:]) for line in self.ledger.read_text().splitlines()}


def key(record):
    # pyzk calls the state "punch" and the verify mode "status"
    return record.user_id, str(record.timestamp), str(record.punch), str(record.status)


def visit(simulator, options):
    """What went wrong, and what was read."""
    wrong = []
    connection = ZK(simulator.host, port=simulator.port, timeout=10, ommit_ping=True, **options).connect()
    try:
        if connection.get_serialnumber() != simulator.serial:
            wrong.append("the serial is " + str(connection.get_serialnumber()))
        if len(connection.get_users()) != PEOPLE:
            wrong.append(f"{len(connection.get_users())} users")
        read = {key(record) for record in connection.get_attendance()}
        later = connection.get_time() + timedelta(hours=1)
        connection.set_time(later)
        if abs(connection.get_time() - later) > timedelta(seconds=5):
            wrong.append("the time was not set")
    finally:
        connection.disconnect()
    return wrong, read


def live(muster, folder):
    """Three punches as they happen."""
    simulator = Simulator(muster, ["--rate", "2"], folder)
    heard = []
    try:
        connection = ZK(simulator.host, port=simulator.port, timeout=10, ommit_ping=True).connect()
        for event in connection.live_capture(new_timeout=10):
            heard.append(event)
            if len(heard) == 3 or event is None:
                connection.end_live_capture = True
        connection.disconnect()
    finally:
        held = simulator.end()
    return [] if len(heard) >= 3 and all(event and key(event) in held for event in heard) else [f"heard {heard}"]


def check(muster, arguments, options):
    with tempfile.TemporaryDirectory() as folder:
        simulator = Simulator(muster, arguments, folder)
        try:
            wrong, read = visit(simulator, options)
        finally:
            held = simulator.end()
        if read != held:
            wrong.append(f"read {len(read)} records, of which {len(read & held)} are of the {len(held)} it holds")
        return wrong


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    muster, failures = sys.argv[1], 0
    results = {name: (lambda a=a, o=o: check(muster, a, o)) for name, (a, o) in KINDS.items()}
    with tempfile.TemporaryDirectory() as folder:
        results["live punches"] = lambda: live(muster, folder)
        for name, run in results.items():
            try:
                wrong = run()
            except Exception as error:  # whatever the client stumbles over is the result
                wrong = [f"{type(error).__name__}: {error}"]
            verdict = "ok      " if not wrong else "beyond  " if name in BEYOND_PYZK else "FAILED  "
            print(verdict + name + "".join("\n          " + text for text in wrong))
            failures += verdict == "FAILED  "
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
