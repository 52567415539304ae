# SPDX-License-Identifier: Apache-2.0
"""How fast a sink delivers what has gathered: P13."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from rig import Server, Skip, alternately, short


NODELAY = "-Dsun.net.httpserver.nodelay=true"


class Postgres:
    """A PostgreSQL of its own, as a user who is not root; its commits wait for the disk."""

    def __init__(self):
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not programs:
            raise Skip("needs a real server: apt-get install postgresql")
        self.programs = programs[-1].parent
        self.folder = Path(tempfile.mkdtemp(prefix="muster-bench-"))
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        subprocess.run([*self.user, self.programs / "initdb", "-D", self.folder / "data", "-U", "muster", "-A", "trust",
                        "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.server = Server([*self.user, self.programs / "postgres", "-D", self.folder / "data", "-p", self.port, "-k",
                              self.folder, "-c", "listen_addresses=127.0.0.1"], None)
        self.url = f"jdbc:postgresql://127.0.0.1:{self.port}/postgres"

    def __enter__(self):
        for _ in range(600):
            ready = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            if subprocess.run(ready).returncode == 0:
                return self
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def __exit__(self, *_):
        self.server.process.send_signal(2)
        self.server.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, sql):
        done = subprocess.run([self.programs / "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "muster", "-d",
                               "postgres", "-Atc", sql], check=True, capture_output=True, text=True)
        return done.stdout.strip()


def drained(muster, name):
    """Seconds from the order to deliver until the cursor is at the head."""
    head = muster.ask("/api/sinks/" + name)["head"]
    begin = time.monotonic()
    muster.ask("/api/sync", {"sink": name})

    def done():
        now = muster.ask("/api/sinks/" + name)
        if now["state"] != "running":
            raise RuntimeError(f"sink {name}: {now.get('reason')}")
        return now["cursor"] >= head
    # no oftener: what waits is counted for every answer, which would be measured too
    muster.wait(done, seconds=300, pause=0.05)
    return time.monotonic() - begin


def again(muster, name):
    muster.ask(f"/api/sinks/{name}/replay", {"position": 0})
    return drained(muster, name)


def p13(bench):
    """Draining a backlog."""
    punches = 5_000 if bench.quick else 50_000
    bare = Server(bench.java_command("Drain"), None, stdin=True)

    def ask_bare(order):
        bare.process.stdin.write(order + "\n")
        bare.process.stdin.flush()
        return json.loads(bare.process.stdout.readline())["seconds"]
    with bare, bench.load() as load:
        try:
            with Postgres() as postgres:
                sql(bench, load, postgres, ask_bare, punches)
        except Skip as why:
            bench.report.skip("P13 PostgreSQL", str(why))
        webhook(bench, load, ask_bare, punches // 5)


def sql(bench, load, postgres, ask_bare, punches):
    settings = (f"sinks.db.url={postgres.url}", "sinks.db.type=sql", "sinks.db.user=muster", "sinks.db.table=punches",
                "sinks.db.create=true", "sinks.db.mode=manual")
    with bench.muster(bench.folder("p13"), *settings) as muster:
        load.run(muster.door, lines=1000, count=punches // 1000, serial="TSTSQL")
        drained(muster, "db")
        assert int(postgres.ask("SELECT count(*) FROM punches")) == punches

        def ours():
            postgres.ask("TRUNCATE punches")
            return punches / again(muster, "db")
        # the table a bare client copies is one that the sink filled
        postgres.ask("CREATE TABLE delivered AS SELECT * FROM punches")
        postgres.ask("ALTER TABLE delivered RENAME TO was; CREATE TABLE delivered (LIKE punches INCLUDING ALL);"
                     " INSERT INTO delivered SELECT * FROM was")
        url = postgres.url + "?user=muster&stringtype=unspecified"
        found = alternately(bench.rounds, {
            "muster": ours, "bare": lambda: punches / ask_bare(f"sql {url} delivered 500")})
    ratio = found["muster"] / found["bare"]
    bench.report.add("P13", f"{punches:,} punches to PostgreSQL, 500 a commit, against a bare JDBC client",
                     short(found["muster"]) + "/s", short(found["bare"]) + "/s", ratio, ">= 0.8", ratio >= 0.8)


def webhook(bench, load, ask_bare, punches):
    folder = bench.folder("p13")
    (folder / "secret").write_text("whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" + "\n")
    command = bench.java_command("BareHttp", flags=["-XX:+UseSerialGC", NODELAY])
    with Server(command, r"ready door=(?P<door>\S+)") as target:
        settings = (f"sinks.hook.url=http://{target.door}/", "sinks.hook.type=webhook", "sinks.hook.mode=manual",
                    "sinks.hook.private_addresses=true", f"sinks.hook.secret_files={folder}/secret")
        with bench.muster(folder / "data", *settings) as muster:
            load.run(muster.door, lines=1000, count=punches // 1000, serial="TSTHOOK")
            drained(muster, "hook")
            ask_bare(f"http http://{target.door}/ {punches} 400")
            found = alternately(bench.rounds, {
                "muster": lambda: punches / again(muster, "hook"),
                "bare": lambda: punches / ask_bare(f"http http://{target.door}/ {punches} 400")})
    ratio = found["muster"] / found["bare"]
    bench.report.add("P13", f"{punches:,} punches to a webhook, a request each, against a bare HttpClient",
                     short(found["muster"]) + "/s", short(found["bare"]) + "/s", ratio, ">= 0.8", ratio >= 0.8)
