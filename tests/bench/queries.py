# SPDX-License-Identifier: Apache-2.0
"""What the API is asked, at ten million punches: P12."""

import datetime
import http.client
import random
import re
import shutil
import subprocess
import time
from urllib.parse import urlencode

import store
from rig import Skip, percentile

COLUMNS = "p.seq, p.source, p.terminal, p.pin, p.instant, p.reading, p.received_at, p.state, " \
    "p.verify_mode, p.work_code, p.raw"


def questions(count):
    """The three questions, count times each with other values: name, the API's parameters, the shell's SQL."""
    chance = random.Random(1)
    today = datetime.date.today()
    asked = {"a terminal and a day": [], "a PIN and a month": [], "the newest 100": []}
    for _ in range(count):
        day = today - datetime.timedelta(days=chance.randrange(2, 700))
        serial, pin = f"TSTAPP{chance.randrange(119):05d}", str(1000 + chance.randrange(5000))
        asked["a terminal and a day"].append((
            {"terminal": serial, "from": f"{day}T00:00:00", "to": f"{day + datetime.timedelta(days=1)}T00:00:00",
             "order": "oldest", "limit": 1000},
            f"SELECT {COLUMNS} FROM punch p WHERE p.local_time >= '{day} 00:00:00' AND p.local_time < "
            f"'{day + datetime.timedelta(days=1)} 00:00:00' AND p.terminal = "
            f"(SELECT id FROM terminal WHERE serial = '{serial}') ORDER BY p.seq LIMIT 1000;"))
        month = day - datetime.timedelta(days=30)
        asked["a PIN and a month"].append((
            {"pin": pin, "from": f"{month}T00:00:00", "to": f"{day}T00:00:00", "order": "oldest", "limit": 1000},
            f"SELECT {COLUMNS} FROM punch p WHERE p.local_time >= '{month} 00:00:00' AND p.local_time < "
            f"'{day} 00:00:00' AND p.pin = '{pin}' ORDER BY p.seq LIMIT 1000;"))
        asked["the newest 100"].append((
            {"order": "newest", "limit": 100}, f"SELECT {COLUMNS} FROM punch p ORDER BY p.seq DESC LIMIT 100;"))
    return asked


def by_api(muster, parameters):
    host, port = muster.said["api"].split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=60)
    taken = []
    for one in parameters:
        begin = time.monotonic()
        connection.request("GET", "/api/punches?" + urlencode(one))
        answer = connection.getresponse()
        body = answer.read()
        taken.append(1000 * (time.monotonic() - begin))
        assert answer.status == 200, body
    connection.close()
    return taken


def by_shell(file, statements):
    """Times of the shell itself, read only, with the file as it is; what it finds goes nowhere."""
    script = ".output /dev/null\n.timer on\n" + "\n".join(statements) + "\n"
    done = subprocess.run(["sqlite3", "-readonly", file], input=script, capture_output=True, text=True, check=True)
    times = [1000 * float(one) for one in re.findall(r"Run Time: real ([0-9.]+)", done.stdout)]
    assert len(times) == len(statements), done.stderr
    return times


def p12(bench):
    """Questions of the API."""
    if not shutil.which("sqlite3"):
        raise Skip("needs the shell: apt-get install sqlite3")
    folder = store.large(bench)
    count = 40 if bench.quick else 200
    with bench.muster(folder) as muster:
        for name, asked in questions(count).items():
            by_api(muster, [one for one, _ in asked[:20]])
            ours, theirs = [], []
            for turn in range(bench.rounds):
                ours.append(percentile(by_api(muster, [one for one, _ in asked]), 0.99))
                few = asked if name != "a PIN and a month" else asked[:10]
                theirs.append(percentile(by_shell(folder / "muster.db", [sql for _, sql in few]), 0.99))
            ours, theirs = sorted(ours)[len(ours) // 2], sorted(theirs)[len(theirs) // 2]
            bench.report.add("P12", f"{name}, p99 at {store.size():,} punches, against the sqlite3 shell",
                             f"{ours:.1f} ms", f"{theirs:.1f} ms", ours / theirs, "<= 20 ms", ours <= 20)
