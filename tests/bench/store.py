# SPDX-License-Identifier: Apache-2.0
"""The large journal of P10 and P12: made once by the journal's own append, kept in build/bench."""

import os
import subprocess


def size():
    return int(os.environ.get("SIZE", "10000000"))


def large(bench):
    """Its folder."""
    folder = bench.work / f"store-{size()}"
    if not (folder / "whole").exists():
        print(f"     making a journal of {size():,} punches in {folder}", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("muster.db*"):
            old.unlink()
        subprocess.run(bench.java_command("Fill", folder, size()), check=True, stdout=subprocess.DEVNULL)
        (folder / "whole").write_text("")
    return folder
