# SPDX-License-Identifier: Apache-2.0
"""Terminals that are read at port 4370: P7, P8, P9."""

import os
import re
import statistics
import struct
import sys
import time

from rig import Server, Skip

READY = re.compile(r"ready terminal=(.+):([0-9]+) serial=(\S+)")


class Fleet(Server):
    """Simulated terminals, in a process of their own."""

    def __init__(self, bench, count, records):
        super().__init__([bench.image / "bin/muster", "simulate", "terminal", "--listen", "127.0.0.1:0",
                          "--count", count, "--records", records], None,
                         env={**os.environ, "MUSTER_JAVA_OPTS": "-Xmx1g"})
        self.devices = []
        while len(self.devices) < count:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the simulator ended")
            found = READY.match(line)
            if found:
                self.devices.append((found[3], found[1], int(found[2])))


def pyzk():
    """pyzk's client, or None."""
    place = os.environ.get("PYZK")
    if place and place not in sys.path:
        sys.path.insert(0, place)
    try:
        from zk import ZK
        return ZK
    except ImportError:
        return None


def by_pyzk(client, host, port, records):
    connection = client(host, port=port, timeout=120, ommit_ping=True).connect()
    begin = time.monotonic()
    read = len(connection.get_attendance())
    taken = time.monotonic() - begin
    connection.disconnect()
    assert read == records, f"pyzk read {read}"
    return taken


def linear_python(records):
    """Decoding alone, as a linear Python reader would: no download, no journal."""
    table = b"".join(struct.pack("<H24sBIB8s", i % 60000, b"%d" % (1000 + i % 500), 1, 800_000_000 + i, 0, b"")
                     for i in range(records))
    begin = time.monotonic()
    found = [(user, pin.split(b"\0")[0].decode(), verify, moment, state)
             for user, pin, verify, moment, state, _ in struct.iter_unpack("<H24sBIB8s", table)]
    assert len(found) == records
    return time.monotonic() - begin


def ended(muster, serial):
    """The first read of a terminal, once it has ended; asked for seldom, because each answer costs what is measured."""
    return muster.wait(lambda: muster.ask("/api/terminals/" + serial).get("last_fetch"), pause=0.25)


def fetched(muster, serials):
    """What an order to read these terminals came to; an answer has a row for each, so many are asked for seldom."""
    order = muster.ask("/api/fetch", {"terminals": serials})

    def look():
        now = muster.ask(f"/api/fetch/{order['id']}")
        return now["rows"] if now["ended"] else None
    return muster.wait(look, seconds=600, pause=0.005 if len(serials) == 1 else 0.05)


def first_read(bench, device, records):
    """Seconds from connecting to the last commit, as the daemon tells, with an empty journal."""
    serial, host, port = device
    with bench.muster(bench.folder("p7"), "pull.poll=24h") as muster:
        muster.ask("/api/terminals", {"serial": serial, "pull": {"host": host, "port": port, "live": False}})
        last = ended(muster, serial)
        assert last["complete"] and last["stored"] == records, last
        return last["millis"] / 1000


def p7(bench):
    """A whole log: download, decoding and journal."""
    client, records = pyzk(), 100_000
    with Fleet(bench, 1, records) as fleet:
        device = fleet.devices[0]
        first_read(bench, device, records)
        ours, theirs = [], []
        for _ in range(bench.rounds):
            ours.append(first_read(bench, device, records))
            theirs.append(by_pyzk(client, device[1], device[2], records) if client else linear_python(records))
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    what = f"{records:,} records read and in the journal, against "
    if client:
        bench.report.add("P7", what + "pyzk's download and decoding", f"{ours:.2f} s", f"{theirs:.2f} s", theirs / ours,
                         ">= 50", theirs / ours >= 50)
    else:
        bench.report.add("P7", what + "linear decoding in Python alone", f"{ours:.2f} s", f"{theirs:.2f} s",
                         theirs / ours, "-", None)
        raise Skip("pyzk itself is not there: pip install pyzk (or PYZK=DIR where it was unpacked)")


def p9(bench):
    """The same log again."""
    records = 100_000
    with Fleet(bench, 1, records) as fleet, bench.muster(bench.folder("p9"), "pull.poll=24h") as muster:
        serial, host, port = fleet.devices[0]
        muster.ask("/api/terminals", {"serial": serial, "pull": {"host": host, "port": port, "live": False}})
        ended(muster, serial)
        taken, sizes, idle = [], [], []
        for _ in range(bench.rounds + 1):
            before, begin = muster.written(), time.monotonic()
            result = fetched(muster, [serial])[0]["result"]
            assert result["duplicates"] == records and result["stored"] == 0, result
            taken.append(result["millis"] / 1000)
            time.sleep(0.3)
            sizes.append(muster.written() - before)
            before, span = muster.written(), time.monotonic() - begin
            time.sleep(span)
            idle.append(muster.written() - before)
    again = statistics.median(taken[1:])
    bench.report.add("P9", f"{records:,} known records read again", f"{again:.2f} s", "-", "-", "<= 0.5 s",
                     again <= 0.5)
    grown, still = statistics.median(sizes[1:]), statistics.median(idle[1:])
    bench.report.add("P9", "bytes given to the disk meanwhile, and at rest for as long", f"{grown:.0f} B",
                     f"{still:.0f} B", "-", "0 more", grown <= still)


def p8(bench):
    """A whole fleet, against the same terminals one after the other."""
    count, records = (30, 2_000) if bench.quick else (120, 10_000)

    def scan(muster, together):
        begin, before, slowest = time.monotonic(), muster.cpu() + fleet.cpu(), 0
        serials = [device[0] for device in fleet.devices]
        for some in ([serials] if together else [[serial] for serial in serials]):
            for row in fetched(muster, some):
                slowest = max(slowest, row["result"]["millis"] / 1000)
        return time.monotonic() - begin, muster.cpu() + fleet.cpu() - before, slowest

    with Fleet(bench, count, records) as fleet, bench.muster(bench.folder("p8"), "pull.poll=24h") as muster:
        for serial, host, port in fleet.devices:
            muster.ask("/api/terminals", {"serial": serial, "pull": {"host": host, "port": port, "live": False}})
        first = time.monotonic()
        muster.wait(lambda: all(terminal.get("last_fetch") for terminal in muster.ask("/api/terminals")["terminals"]),
                    seconds=600, pause=0.2)
        first = time.monotonic() - first
        together, apart = [], []
        for _ in range(bench.rounds):
            together.append(scan(muster, True))
            apart.append(scan(muster, False))
    wall, cpu, _ = sorted(together)[len(together) // 2]
    serial, _, slowest = sorted(apart)[len(apart) // 2]
    bound = max(slowest, cpu / os.cpu_count())
    bench.report.add("P8", f"{count} terminals of {records:,} read again at once, against one after the other",
                     f"{wall:.1f} s", f"{serial:.1f} s", serial / wall, "-", None)
    bench.report.add("P8", "the same, against max(slowest alone, CPU bound)", f"{wall:.1f} s", f"{bound:.1f} s",
                     wall / bound, "<= 1.2", wall / bound <= 1.2)
    bench.report.note(f"P8: the first scan, into an empty journal, took {first:.1f} s; the bound counts the "
                      "simulator's CPU, which shares these cores")
