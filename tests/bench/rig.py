# SPDX-License-Identifier: Apache-2.0
"""What every bench needs: processes that are ready when they say so, what they cost, and medians of rounds in turn."""

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path


class Skip(Exception):
    """This bench cannot run here; its text names what to install."""


class Bench:
    """Where things are, how many rounds, and the report."""

    def __init__(self, image, java, quick, report):
        self.image = Path(image).resolve()
        self.java = java
        self.quick = quick
        self.report = report
        self.root = Path(__file__).resolve().parent
        self.work = self.image.parent / "bench"
        self.rounds = int(os.environ.get("ROUNDS") or (2 if quick else 5))
        self.seconds = 1.0 if quick else 3.0
        self.classes = self.work / "classes"
        # not tinylog: the daemon's log would be mixed into what a bench prints
        jars = sorted((self.image / "lib").glob("*.jar"))
        jars = [jar for jar in jars if not re.match("tinylog|slf4j", jar.name)]
        self.classpath = ":".join(map(str, [self.classes, *jars]))

    def folder(self, name):
        """An empty folder on the disk the build is on: a journal in memory would prove nothing."""
        place = self.work / "data" / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return place

    def flags(self):
        """What the launcher tells its Java, so that a reference in Java runs as muster does."""
        lines = re.findall(r'^flags="(?:\$flags )?(.*?)"', (self.image / "bin/muster").read_text(), re.MULTILINE)
        return " ".join(lines).split()

    def java_command(self, main, *words, flags=None):
        """A Java program of ours on the JDK's virtual machine, with the launcher's flags unless told otherwise."""
        return [self.java, *(self.flags() if flags is None else flags),
                "-Dorg.sqlite.lib.path=" + str(self.image / "native"), "--enable-native-access=ALL-UNNAMED",
                "-cp", self.classpath, "muster.bench." + main, *map(str, words)]

    def load(self):
        return Load(Server(self.java_command("Load", flags=["-XX:+UseSerialGC", "-Xmx512m"]), None, stdin=True))

    def muster(self, folder, *settings, env=None):
        return Muster(self.image, folder, settings, env)

    def bare(self, folder):
        return Server(self.java_command("BareServer", folder / "bare.db"), r"ready door=(?P<door>\S+)")

    def threaded(self, folder, *words):
        command = ["python3", str(self.root / "threaded_server.py"), str(folder / "threaded.db"), *words]
        return Server(command, r"ready door=(?P<door>\S+)")

    def compiled(self, name, *libraries):
        """A C program of ours, or None where there is no compiler."""
        if not shutil.which("gcc"):
            raise Skip("needs a C compiler: apt-get install gcc libc6-dev")
        target = self.work / name
        source = self.root / "c" / (name + ".c")
        done = subprocess.run(["gcc", "-O2", "-Wall", "-o", target, source, *libraries], capture_output=True, text=True)
        if done.returncode:
            raise Skip("gcc could not make it (apt-get install libsqlite3-dev?): " + done.stderr.strip()[:200])
        return target


class Server:
    """A process from its start to its end, by its own id."""

    def __init__(self, command, ready, stdin=False, env=None):
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=None if os.environ.get("V") else subprocess.DEVNULL,
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL, text=True, env=env)
        self.pid = self.process.pid
        self.said = {}
        if ready:
            line = self.process.stdout.readline()
            self.ready_after = time.monotonic() - self.began
            found = re.match(ready, line)
            if not found:
                self.process.kill()
                raise RuntimeError(f"{command[0]} said {line!r} in place of being ready")
            self.said = found.groupdict()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    @property
    def door(self):
        return self.said["door"]

    def end(self):
        if self.process.poll() is None:
            if self.process.stdin:
                self.process.stdin.close()
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def cpu(self):
        """Seconds of processor time it and its living children have taken."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ticks = 0
        for pid in (self.pid, *children):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def written(self):
        """Bytes it gave to be written to a disk, as the kernel counts them."""
        return int(re.search(r"^write_bytes: (\d+)", Path(f"/proc/{self.pid}/io").read_text(), re.MULTILINE)[1])

    def memory(self):
        """Resident and private dirty memory in MB."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return tuple(int(re.search(rf"^{name}: +(\d+) kB", text, re.MULTILINE)[1]) / 1024
                     for name in ("Rss", "Private_Dirty"))


class Muster(Server):
    """A daemon with a folder of its own, that takes terminals as they come, as many requests as they make."""

    def __init__(self, image, folder, settings=(), env=None):
        self.folder = Path(folder)
        # one address makes all the load, which the limits for strangers would put off
        usual = ("push.unknown=accept", "push.rate=0", "push.rate_per_address=0")
        words = [word for setting in (*usual, *settings) for word in ("--set", setting)]
        super().__init__([image / "bin/muster", "serve", "--data", folder, "--api", "127.0.0.1:0",
                          "--terminals", "127.0.0.1:0", *words],
                         r"ready api=(?P<api>\S+) terminals=(?P<door>\S+)", env=env)

    @property
    def url(self):
        return "http://" + self.said["api"]

    def ask(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method,
                                         headers={"Content-Type": "application/json"} if data else {})
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def wait(self, what, seconds=120, pause=0.02):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = what()
            if found:
                return found
            time.sleep(pause)
        raise RuntimeError("waited in vain")


class Load:
    """The terminals: one process that takes order after order."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.end()

    def run(self, door, **order):
        line = " ".join(f"{name}={str(value).lower() if isinstance(value, bool) else value}"
                        for name, value in {"door": door, **order}.items())
        self.server.process.stdin.write(line + "\n")
        self.server.process.stdin.flush()
        return json.loads(self.server.process.stdout.readline())


def alternately(rounds, sides):
    """Medians of what each side of {name: measure} gives, measured in turn, the order turned each round."""
    names = list(sides)
    found = {name: [] for name in names}
    for turn in range(rounds):
        for name in names[turn % len(names):] + names[:turn % len(names)]:
            found[name].append(sides[name]())
    return {name: statistics.median(values) for name, values in found.items()}


def rate(result):
    return result["punches"] / result["seconds"]


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def short(number):
    """A number as people read it."""
    if number >= 10_000:
        return f"{number / 1000:.0f} k"
    if number >= 1_000:
        return f"{number / 1000:.1f} k"
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"
