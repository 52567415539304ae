# SPDX-License-Identifier: Apache-2.0
"""The journal alone: P2."""

import json
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
                java.process.stdin.write(f"{batch} {rows}\n")
                java.process.stdin.flush()
                return json.loads(java.process.stdout.readline())

            by_muster(), by_c()
            written = {"muster": [], "C": []}

            def side(name, run):
                result = run()
                written[name].append(result["written"] / result["punches"])
                return rate(result)
            found = alternately(bench.rounds, {
                "muster": lambda: side("muster", by_muster), "C": lambda: side("C", by_c)})
        ratio = found["muster"] / found["C"]
        bench.report.add("P2", f"punches appended, {batch:,} a commit, against C", short(found["muster"]) + "/s",
                         short(found["C"]) + "/s", ratio, f">= {goal}", ratio >= goal)
        ours, theirs = (sorted(values)[len(values) // 2] for values in (written["muster"], written["C"]))
        bench.report.add("P4", f"bytes written a punch, journal alone, {batch:,} a commit", f"{ours:.0f} B",
                         f"{theirs:.0f} B", ours / theirs, "-", None)


def empty(bench, folder):
    """A journal with nothing in it."""
    with Server(bench.java_command("Append", folder), "ready", stdin=True):
        pass
