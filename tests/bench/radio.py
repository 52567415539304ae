# SPDX-License-Identifier: Apache-2.0
"""What a report of Bluetooth costs: BLE. BlueZ is imitated, the bus is a real dbus-daemon (tests/rigs/ble)."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from rig import Server, Skip

RIG = Path("tests/rigs/ble/mock").resolve()
PHONES = 120
RATE = 480  # about what one radio can hear (docs/performance.md)
PACKAGES = "apt-get install dbus python3 python3-dbusmock python3-gi"


class Air:
    """A bus, BlueZ with one adapter, and phones near it."""

    def __init__(self):
        if not shutil.which("dbus-daemon"):
            raise Skip("needs a bus: " + PACKAGES)
        self.folder = Path(tempfile.mkdtemp(prefix="muster-bench-"))
        self.address = f"unix:path={self.folder}/bus"
        self.bus = Server(["dbus-daemon", f"--config-file={RIG}/bus.conf", "--address=" + self.address, "--nofork",
                           "--nopidfile", "--print-address=1"], r"(?P<bus>.+)")
        self.bluez = None

    def __enter__(self):
        self.bluez = Server(["/usr/bin/python3", RIG / "bluetoothd.py", self.address], None, stdin=True)
        if self.bluez.process.stdout.readline() != "ready\n":
            self.__exit__()
            raise Skip("needs BlueZ's imitation: " + PACKAGES)
        self.tell("adapter hci0 00:1A:7D:DA:71:13")
        return self

    def __exit__(self, *_):
        for server in (self.bluez, self.bus):
            if server:
                server.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def tell(self, command):
        self.bluez.process.stdin.write(command + "\n")
        self.bluez.process.stdin.flush()
        answer = self.bluez.process.stdout.readline()
        assert answer.startswith("ok"), f"{command}: {answer}"
        return answer[2:].strip()

    def reports(self, seconds):
        """Every phone heard again and again, its strength each time another; how many times."""
        begin, sent = time.monotonic(), 0
        while (now := time.monotonic()) < begin + seconds:
            if sent < (now - begin) * RATE:
                phone = sent % PHONES
                payload = f"ATT-B{phone:03d}".encode().hex()
                self.tell(f"heard hci0 C1:00:00:00:00:{phone:02X} company=65535:{payload} rssi={-45 - sent % 41}")
                sent += 1
            else:
                time.sleep(0.001)
        return sent


def ble(bench):
    """CPU for each report, with an event open and everybody checked in."""
    seconds = 3 if bench.quick else 10
    with Air() as air:
        env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": air.address}
        with bench.muster(bench.folder("ble"), env=env) as muster:
            muster.ask("/api/gatherings", {"id": "demo", "name": "Demo"})
            muster.ask("/api/gatherings/demo/start", {})
            muster.wait(lambda: air.tell("heard hci0 C1:00:00:00:00:FF name=TST rssi=-50") != "unheard")
            # hears the same signals and does nothing but print them
            with Server(["sh", "-c", f"exec dbus-monitor --address {air.address} \"type='signal',sender='org.bluez'\" "
                         ">/dev/null"], None) as other:
                air.reports(2 * seconds)
                muster.wait(lambda: muster.ask("/api/gatherings/demo")["checked_in"] == PHONES)
                ours, theirs, idle = [], [], []
                for _ in range(bench.rounds):
                    before, beside = muster.cpu(), other.cpu()
                    sent = air.reports(seconds)
                    ours.append(1e6 * (muster.cpu() - before) / sent)
                    theirs.append(1e6 * (other.cpu() - beside) / sent)
                    before = muster.cpu()
                    time.sleep(seconds / 2)
                    idle.append((muster.cpu() - before) / (seconds / 2))
    ours, theirs, idle = map(statistics.median, (ours, theirs, idle))
    bench.report.add("BLE", f"CPU a report, {PHONES} phones, {RATE} reports/s, against dbus-monitor", f"{ours:.0f} us",
                     f"{theirs:.0f} us", ours / theirs, "-", None)
    bench.report.note(f"BLE: the daemon took {1000 * idle:.1f} ms of CPU a second while no phone was heard; taken off "
                      f"that is {ours - 1e6 * idle / RATE:.0f} us a report")
