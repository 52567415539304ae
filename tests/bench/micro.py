# SPDX-License-Identifier: Apache-2.0
"""JMH: the codecs and the journal's append."""

import json
import os
import statistics
import subprocess
from pathlib import Path

from rig import Skip
from terminals import linear_python


def compiled(bench):
    """Fetches JMH if need be and compiles what it measures, with the code it generates."""
    jars = bench.work / "lib"
    home = str(Path(bench.java).resolve().parent.parent)
    done = subprocess.run([bench.root / "fetch", jars], env={**os.environ, "JAVA_HOME": home}, capture_output=True,
                          text=True)
    if done.returncode:
        raise Skip("needs JMH: " + done.stderr.strip().replace("\n", " "))
    classes = bench.work / "jmh"
    sources = sorted((bench.root / "jmh").rglob("*.java"))
    found = ":".join(str(jar) for jar in sorted(jars.glob("*.jar")))
    path = f"{bench.classpath}:{found}"
    # no -Werror: the generated code is JMH's
    subprocess.run([Path(bench.java).with_name("javac"), "--release", "25", "-encoding", "UTF-8", "-nowarn", "-cp",
                    path, "-proc:full", "-processorpath", found, "-d", classes, *sources], check=True)
    return f"{classes}:{path}"


def jmh(bench):
    """Average times of one call on one thread, with the launcher's flags."""
    path = compiled(bench)
    out = bench.work / "jmh.json"
    folder = bench.folder("jmh")
    times = ["-f", "1", "-wi", "2", "-w", "500ms", "-i", "2", "-r", "500ms"] if bench.quick else \
        ["-f", "1", "-wi", "5", "-w", "1", "-i", "7", "-r", "1"]
    java = [bench.java, *bench.flags(), "--enable-native-access=ALL-UNNAMED",
            "-Dorg.sqlite.lib.path=" + str(bench.image / "native"), "--sun-misc-unsafe-memory-access=allow"]
    with open(bench.work / "jmh.log", "w") as log:
        subprocess.run([*java, "-cp", path, "org.openjdk.jmh.Main", "-rf", "json", "-rff", out, "-foe", "true", *times],
                       check=True, cwd=folder, stdout=log, stderr=log)
    python = statistics.median(linear_python(100_000) for _ in range(bench.rounds))
    for result in json.loads(out.read_text()):
        name = result["benchmark"].rsplit(".", 2)[1:]
        batch = result.get("params", {}).get("batch")
        score, error = result["primaryMetric"]["score"], result["primaryMetric"]["scoreError"]
        what = ".".join(name) + (f", {batch} a commit" if batch else "")
        theirs = f"{1e6 * python:.0f} us in Python" if what == "CodecBench.pulledTable" else "-"
        ratio = f"{1e6 * python / score:.1f}" if theirs != "-" else "-"
        error = f" ± {error:.1f}" if isinstance(error, float) and error == error else ""
        bench.report.add("JMH", what, f"{score:.1f}{error} us", theirs, ratio, "-", None)
