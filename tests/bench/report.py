# SPDX-License-Identifier: Apache-2.0
"""The table: each figure beside its reference, the ratio, the goal and the verdict."""

import datetime
import os
import platform
import re
from pathlib import Path


class Report:
    """Rows in the order they are measured; written anew after each, so that an interrupted run keeps what it has."""

    def __init__(self, file):
        self.file = Path(file)
        self.how = ""
        self.rows = []
        self.skipped = []
        self.notes = []

    def add(self, goal, what, ours, reference, ratio, wanted, reached):
        """reached: True, False, or None where no goal is set."""
        verdict = {True: "reached", False: "**missed**", None: "-"}[None if reached is None else bool(reached)]
        ratio = ratio if isinstance(ratio, str) else f"{ratio:.2f}"
        self.rows.append((goal, what, ours, reference, ratio, wanted, verdict))
        print(f"{goal:<4} {what}: {ours} against {reference}, {ratio} (goal {wanted}): {verdict.strip('*')}",
              flush=True)
        self.write()

    def skip(self, goal, why):
        self.skipped.append((goal, why))
        print(f"{goal:<4} skipped: {why}", flush=True)
        self.write()

    def note(self, text):
        self.notes.append(text)
        print("     " + text, flush=True)
        self.write()

    def write(self):
        lines = [f"# muster bench, {datetime.date.today()}", "", machine(), ""]
        lines += [self.how, ""]
        lines += ["| # | what | muster | reference | ratio | goal | verdict |", "|---|---|---|---|---|---|---|"]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        if self.skipped:
            lines += ["", "Skipped:", ""] + [f"- {goal}: {why}" for goal, why in self.skipped]
        if self.notes:
            lines += ["", "Notes:", ""] + [f"- {text}" for text in self.notes]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text("\n".join(lines) + "\n")


def machine():
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal: +(\d+)", Path("/proc/meminfo").read_text())[1]) // 1024 // 1024
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (f"{os.cpu_count()} x {cpu[1] if cpu else platform.machine()}, {memory} GB, Linux {platform.release()}, "
            f"load average {load} at the time of writing.")
