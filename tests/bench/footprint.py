# SPDX-License-Identifier: Apache-2.0
"""Start, memory and size: P10, P11, and the image's part of P14."""

import os
import statistics
import subprocess
import time

import store
from rig import Server, alternately


def bare(bench, *words):
    """The reference, on the image's own runtime and with the launcher's flags."""
    command = [bench.image / "runtime/bin/java", *bench.flags(), "-cp", bench.classes, "muster.bench.BareHttp", *words]
    with Server(command, "ready") as server:
        return 1000 * server.ready_after, 1000 * (server.cpu() if not words else 0)


def start(bench, folder):
    with bench.muster(folder) as muster:
        return 1000 * muster.ready_after, 1000 * muster.cpu()


def p10(bench):
    """Start to ready."""
    folder = bench.folder("p10")
    start(bench, folder)
    cost = {"muster": [], "bare": []}

    def side(name, run):
        taken, cpu = run()
        cost.get(name, []).append(cpu)
        return taken
    found = alternately(2 * bench.rounds, {
        "muster": lambda: side("muster", lambda: start(bench, folder)),
        "bare": lambda: side("bare", lambda: bare(bench)),
        "hello": lambda: side("hello", lambda: bare(bench, "hello"))})
    for reference, text, goal in (("bare", "a bare HttpServer", 1.7), ("hello", "a hello", 7)):
        ratio = found["muster"] / found[reference]
        bench.report.add("P10", f"start to ready, empty journal, against {text}", f"{found['muster']:.0f} ms",
                         f"{found[reference]:.0f} ms", ratio, f"<= {goal}", ratio <= goal)
    ours, theirs = (statistics.median(cost[name]) for name in ("muster", "bare"))
    bench.report.add("P10", "CPU time until then, against a bare HttpServer", f"{ours:.0f} ms", f"{theirs:.0f} ms",
                     ours / theirs, "-", None)
    large = store.large(bench)
    first = start(bench, large)[0]
    found = alternately(bench.rounds, {
        "large": lambda: start(bench, large)[0], "empty": lambda: start(bench, folder)[0]})
    ratio = found["large"] / found["empty"]
    bench.report.add("P10", f"start to ready, {store.size():,} punches, against an empty journal",
                     f"{found['large']:.0f} ms", f"{found['empty']:.0f} ms", ratio, "<= 1.1", ratio <= 1.1)
    bench.report.note(f"P10: the first start on the large journal took {first:.0f} ms")
    killed(bench, folder)


def killed(bench, folder):
    """A start behind a kill -9, with a write-ahead log to be taken up."""
    with bench.load() as load, bench.muster(folder, "push.body_kib=65536") as muster:
        load.run(muster.door, lines=1000, count=60)
        muster.process.kill()
        muster.process.wait()
    bench.report.note(f"P10: a start behind a kill -9 under load took {start(bench, folder)[0]:.0f} ms")


def p11(bench):
    """Memory at rest, and with a site's terminals and screens."""
    resident, private = [], []
    for _ in range(bench.rounds):
        with bench.muster(bench.folder("p11")) as muster:
            time.sleep(5 if bench.quick else 20)
            memory = muster.memory()
            resident.append(memory[0])
            private.append(memory[1])
    resident, private = (sorted(values)[len(values) // 2] for values in (resident, private))
    bench.report.add("P11", "resident memory at rest", f"{resident:.0f} MB", "-", "-", "<= 65 MB", resident <= 65)
    bench.report.add("P11", "private dirty memory at rest", f"{private:.0f} MB", "-", "-", "<= 40 MB", private <= 40)
    busy = site(bench)
    bench.report.add("P11", "resident memory, 120 terminals and 50 SSE clients", f"{busy:.0f} MB", "-", "-",
                     "<= 100 MB", busy <= 100)


def site(bench):
    """120 terminals with a punch every two seconds each, and 50 screens that read."""
    with bench.load() as load, bench.muster(bench.folder("p11")) as muster:
        host, port = muster.said["api"].split(":")
        screens = subprocess.Popen(
            ["python3", "-c", SCREENS, host, port, "50"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            load.run(muster.door, terminals=120, keep=False, rate=60, seconds=10 if bench.quick else 60)
            return muster.memory()[0]
        finally:
            screens.kill()
            screens.wait()


SCREENS = """
import selectors, socket, sys
chosen = selectors.DefaultSelector()
for _ in range(int(sys.argv[3])):
    one = socket.create_connection((sys.argv[1], int(sys.argv[2])))
    one.sendall(b"GET /api/stream HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n")
    chosen.register(one, selectors.EVENT_READ)
while True:
    for key, _ in chosen.select():
        if not key.fileobj.recv(65536):
            chosen.unregister(key.fileobj)
"""


def image_size(bench):
    """What is installed, and what is downloaded."""
    def bytes_of(folder):
        return sum(os.lstat(os.path.join(place, name)).st_size for place, _, names in os.walk(folder) for name in names)
    whole, runtime = bytes_of(bench.image), bytes_of(bench.image / "runtime")
    packed = subprocess.run(f"tar -c -C '{bench.image}' . | gzip -9 | wc -c", shell=True, capture_output=True,
                            text=True)
    bench.report.add("P14", "image size: whole / runtime / as .tar.gz", f"{whole / 1e6:.0f} MB",
                     f"{runtime / 1e6:.0f} MB", f"{int(packed.stdout) / 1e6:.0f} MB", "-", None)
