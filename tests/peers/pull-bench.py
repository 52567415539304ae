#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: tests/peers/pull-bench.py MUSTER [RECORDS]      e.g. tests/peers/pull-bench.py build/image/bin/muster

Times one simulated terminal of RECORDS records (100,000 unless given): pyzk's download and decoding alone against
muster's download, decoding and commit to the journal, in turn, five times each after one of each that does not
count. Prints the medians and their ratio. By hand only: pyzk is GPL and no part of muster; exit status 77 if
`python3 -c 'import zk'` does not find it.
"""

import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

try:
    from zk import ZK
except ImportError:
    print("pyzk is not there: pip install pyzk", file=sys.stderr)
    sys.exit(77)

ROUNDS = 6


def started(command, pattern):
    """A process and what its ready line says."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, re.match(pattern, process.stdout.readline())


def ended(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def by_pyzk(host, port, records):
    connection = ZK(host, port=port, timeout=60, ommit_ping=True).connect()
    begin = time.monotonic()
    read = len(connection.get_attendance())
    taken = time.monotonic() - begin
    connection.disconnect()
    assert read == records, f"pyzk read {read}"
    return taken


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))


def by_muster(muster, host, port, serial, records):
    """A daemon with an empty journal each time; it tells how long the read took."""
    with tempfile.TemporaryDirectory() as folder:
        process, ready = started(
            [muster, "serve", "--data", folder, "--api", "127.0.0.1:0", "--terminals", "127.0.0.1:0"],
            r"ready api=(\S+)")
        try:
            api = "http://" + ready[1] + "/api/"
            ask(api + "terminals", {"serial": serial, "pull": {"host": host, "port": port, "live": False}})
            while True:
                last = ask(api + "terminals/" + serial).get("last_fetch")
                if last:
                    break
                time.sleep(0.05)
            assert last["complete"] and last["stored"] == records, last
            return last["millis"] / 1000
        finally:
            ended(process)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    muster, records = sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 100_000
    simulator, ready = started(
        [muster, "simulate", "terminal", "--listen", "127.0.0.1:0", "--records", str(records)],
        r"ready terminal=(.+):([0-9]+) serial=(\S+)")
    host, port, serial = ready[1], int(ready[2]), ready[3]
    try:
        pairs = []
        for _ in range(ROUNDS):
            pairs.append((by_pyzk(host, port, records), by_muster(muster, host, port, serial, records)))
    finally:
        ended(simulator)
    theirs = statistics.median(pair[0] for pair in pairs[1:])
    ours = statistics.median(pair[1] for pair in pairs[1:])
    print(f"{records} records, medians of {ROUNDS - 1}: pyzk {theirs:.3f} s without a journal, "
          f"muster {ours:.3f} s with it: {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
