# SPDX-License-Identifier: Apache-2.0
"""What goes through the terminals' door: P1, P3, P4, P5, P14."""

import json
import statistics
import subprocess
import time

from rig import alternately, rate, short

OPEN = ("push.connections=8192", "push.connections_per_address=8192", "push.body_kib=65536")


def answer(command):
    """What a program says in one line of JSON."""
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def fsync(bench, folder):
    """Median and p99 of one page written and made durable, in ms, on the disk the journal is on."""
    found = answer(bench.java_command("Fsync", folder / "fsync", 200))
    return found["p50_us"] / 1000, found["p99_us"] / 1000


def p1(bench):
    """Durable acknowledgements."""
    folder = bench.folder("p1")
    with bench.load() as load, bench.muster(folder, *OPEN) as muster, bench.bare(folder) as bare, \
            bench.threaded(folder) as threaded:
        doors = {"muster": muster, "bare": bare, "threaded": threaded}
        for keep in (True, False):
            for terminals in (1, 16, 256, 2000):
                measure(bench, load, doors, terminals, keep)
        for lines in (30, 1000):
            lines_a_request(bench, load, doors, lines)


def measure(bench, load, doors, terminals, keep):
    names = [name for name in doors if name != "threaded" or terminals <= 256]
    cost = {name: [] for name in names}
    sides = {name: lambda name=name: checked(load, doors[name], cost[name], terminals=terminals, keep=keep,
                                             seconds=bench.seconds) for name in names}
    for side in sides.values():
        side()
    found = alternately(bench.rounds, sides)
    how = f"{terminals:,} terminals, " + ("kept connections" if keep else "a connection for each request")
    ratio = found["muster"] / found["bare"]
    bench.report.add("P1", how + ", against a bare server", short(found["muster"]) + "/s", short(found["bare"]) + "/s",
                     ratio, ">= 0.9" if terminals > 1 else "-", ratio >= 0.9 if terminals > 1 else None)
    ours, theirs = statistics.median(cost["muster"]), statistics.median(cost["bare"])
    bench.report.add("P1", how + ": CPU a punch", f"{ours:.0f} us", f"{theirs:.0f} us", ours / theirs, "-", None)
    if "threaded" in found:
        ratio = found["muster"] / found["threaded"]
        goal = {(256, True): 12}.get((terminals, keep), 7 if not keep and terminals > 1 else None)
        bench.report.add("P1", how + ", against threaded Python", short(found["muster"]) + "/s",
                         short(found["threaded"]) + "/s", ratio, f">= {goal}" if goal else "-",
                         ratio >= goal if goal else None)


def lines_a_request(bench, load, doors, lines):
    found = alternately(bench.rounds, {name: lambda name=name: checked(
        load, doors[name], [], terminals=16, lines=lines, seconds=bench.seconds) for name in doors})
    for name, text in (("bare", "a bare server"), ("threaded", "threaded Python")):
        bench.report.add("P1", f"16 terminals, {lines} lines a request, against {text}", short(found["muster"]) + "/s",
                         short(found[name]) + "/s", found["muster"] / found[name], "-", None)


def checked(load, server, cost, **order):
    """Punches a second; adds what each cost the server, in microseconds of CPU."""
    before = server.cpu()
    result = load.run(server.door, **order)
    if result["failed"] > result["requests"] / 100:
        print(f"     {result['failed']} requests failed, {result['requests']} did not", flush=True)
    cost.append(1e6 * (server.cpu() - before) / max(1, result["punches"]))
    return rate(result)


def p3(bench):
    """A backlog in one request."""
    folder = bench.folder("p3")
    with bench.load() as load, bench.muster(folder, *OPEN) as muster, bench.bare(folder) as bare, \
            bench.threaded(folder, "row") as threaded:
        def seconds(server):
            result = load.run(server.door, lines=60_000, count=1, serial="TSTBACK")
            assert result["requests"] == 1, result
            return result["seconds"]
        seconds(muster)
        found = alternately(bench.rounds, {"muster": lambda: seconds(muster), "bare": lambda: seconds(bare)})
        few = load.run(threaded.door, lines=6_000, count=1, serial="TSTBACK")
        slow = 10 * few["seconds"]
        bench.report.add("P3", "60,000 lines in one request", f"{found['muster']:.2f} s", "-", "-", "< 1 s",
                         found["muster"] < 1)
        bench.report.add("P3", "the same, against a bare server", f"{found['muster']:.2f} s", f"{found['bare']:.2f} s",
                         found["bare"] / found["muster"], "-", None)
        ratio = slow / found["muster"]
        bench.report.add("P3", "the same, against Python with a commit a line (6,000 lines times ten)",
                         f"{found['muster']:.2f} s", f"{slow:.1f} s", ratio, ">= 30", ratio >= 30)


def p4(bench):
    """Bytes written for each punch, to the end of the daemon's last checkpoint."""
    for name, goal, order in (("busy, 100 lines a request", 700, {"terminals": 4, "lines": 100, "count": 3000}),
                              ("quiet, one at a time", 12_000, {"terminals": 1, "lines": 1, "count": 3000})):
        count = order["count"] if not bench.quick else order["count"] // 5
        folder = bench.folder("p4")
        with bench.load() as load, bench.muster(folder) as muster:
            load.run(muster.door, terminals=order["terminals"], lines=1, count=50)
            before, wal = muster.written(), 0
            result = load.run(muster.door, **{**order, "count": count})
            wal = max(wal, (folder / "muster.db-wal").stat().st_size)
            each = (muster.written() - before) / result["punches"]
        bench.report.add("P4", f"bytes written a punch, {name}", f"{each:.0f} B", "-", "-", f"<= {goal}", each <= goal)
        bench.report.note(f"P4 {name}: {result['punches']} punches, log {wal >> 10} KiB at its end")


def p5(bench):
    """From a request to a screen."""
    folder = bench.folder("p5")
    with bench.load() as load, bench.muster(folder, *OPEN) as muster:
        load.run(muster.door, terminals=64, seconds=2)
        peak = rate(load.run(muster.door, terminals=64, seconds=bench.seconds))
        found, disk = [], []
        for _ in range(bench.rounds):
            disk.append(fsync(bench, folder))
            found.append(answer(bench.java_command(
                "EndToEnd", muster.door, muster.url, 0.2 * peak, 2 * bench.seconds)))
    middle = sorted(found, key=lambda one: one["p99_us"])[len(found) // 2]
    p50, p99 = sorted(disk)[len(disk) // 2]
    limit = 2 * p50 + 5
    bench.report.add("P5", f"request to SSE client, p99, at {short(0.2 * peak)}/s", f"{middle['p99_us'] / 1000:.1f} ms",
                     f"fsync {p50:.2f} ms", f"{middle['p99_us'] / 1000 / limit:.2f} of the limit", f"<= {limit:.1f} ms",
                     middle["p99_us"] / 1000 <= limit)
    bench.report.note(f"P5: p50 {middle['p50_us'] / 1000:.1f} ms, {middle['count']} punches, {middle['lost']} not "
                      f"seen; p99 of fsync {p99:.1f} ms")


def p14(bench):
    """CPU time of the daemon for each punch, at rising load."""
    folder, cost = bench.folder("p14"), {}
    seconds = 5 if bench.quick else 20
    with bench.load() as load, bench.muster(folder, *OPEN) as muster:
        load.run(muster.door, terminals=120, seconds=4)
        for _ in range(bench.rounds):
            for times in (1, 10, 100):
                before = muster.cpu()
                result = load.run(muster.door, terminals=120, keep=False, rate=60 * times, seconds=seconds)
                cost.setdefault(times, []).append(1e6 * (muster.cpu() - before) / result["punches"])
        time.sleep(2)
        before = muster.cpu()
        time.sleep(5)
        idle = (muster.cpu() - before) / 5
    cost = {times: sorted(values)[len(values) // 2] for times, values in cost.items()}
    for times in (10, 100):
        ratio = cost[times] / cost[1]
        bench.report.add("P14", f"CPU a punch at {60 * times}/s against 60/s", f"{cost[times]:.0f} us",
                         f"{cost[1]:.0f} us", ratio, "<= 1.2", ratio <= 1.2)
    bench.report.note(f"P14: idle, the daemon takes {1000 * idle:.1f} ms of CPU a second")
