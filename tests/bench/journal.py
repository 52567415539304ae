# SPDX-License-Identifier: Apache-2.0
"""The journal alone: P2."""

import json
import statistics
import subprocess

from rig import Server, alternately, rate, short


def p2(bench):
    """Appending, against the same statements through SQLite's C interface."""
    program = bench.compiled("append", "-lsqlite3")
    for batch, rows, goal in ((1, 1_000, 0.9), (30, 30_000, 0.9), (1_000, 200_000, 0.75), (10_000, 400_000, 0.75)):
        rows = rows // 4 if bench.quick else rows
        folder = bench.folder(f"p2-{batch}")
        (folder / "java").mkdir()
        (folder / "c").mkdir()
        empty(bench, folder / "c")
        reached = 1

        def by_c():
            nonlocal reached
            done = subprocess.run([program, folder / "c/muster.db", str(batch), str(rows), str(reached)],
                                  capture_output=True, text=True, check=True)
            reached += rows
            return json.loads(done.stdout)

        with Server(bench.java_command("Append", folder / "java"), "ready", stdin=True) as java:
            def by_muster():
                before = java.cpu()
                java.process.stdin.write(f"{batch} {rows}\n")
                java.process.stdin.flush()
                result = json.loads(java.process.stdout.readline())
                return {**result, "cpu": java.cpu() - before}

            by_muster(), by_c()
            written, cost = {"muster": [], "C": []}, {"muster": [], "C": []}

            def side(name, run):
                result = run()
                cost[name].append(1e6 * result["cpu"] / result["punches"])
                written[name].append(result["written"] / result["punches"])
                return rate(result)
            found = alternately(bench.rounds, {
                "muster": lambda: side("muster", by_muster), "C": lambda: side("C", by_c)})
        ratio = found["muster"] / found["C"]
        bench.report.add("P2", f"punches appended, {batch:,} a commit, against C", short(found["muster"]) + "/s",
                         short(found["C"]) + "/s", ratio, f">= {goal}", ratio >= goal)
        ours, theirs = statistics.median(cost["muster"]), statistics.median(cost["C"])
        bench.report.add("P2", f"CPU a punch, {batch:,} a commit, making the punches too", f"{ours:.1f} us",
                         f"{theirs:.1f} us", ours / theirs, "-", None)
        ours, theirs = statistics.median(written["muster"]), statistics.median(written["C"])
        bench.report.add("P4", f"bytes written a punch, journal alone, {batch:,} a commit", f"{ours:.0f} B",
                         f"{theirs:.0f} B", ours / theirs, "-", None)


def empty(bench, folder):
    """A journal with nothing in it."""
    with Server(bench.java_command("Append", folder), "ready", stdin=True):
        pass
