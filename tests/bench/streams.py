# SPDX-License-Identifier: Apache-2.0
"""What screens are told: P6."""

import os
import resource
import shutil
import socket
import statistics
import time
from pathlib import Path

from rig import Load, Server, Skip, alternately, short

PATH = "/api/stream?kinds=punch"
NCHAN = "ngx_nchan_module.so"


def nchan(bench, folder):
    """nginx with one worker, a publisher at /pub, and event sources at /sub."""
    places = [Path(os.environ.get("NCHAN", "/usr/lib/nginx/modules")), Path("/usr/lib/nginx/modules")]
    module = next((place / NCHAN for place in places if (place / NCHAN).exists()), None)
    if not shutil.which("nginx") or not module:
        raise Skip("needs nginx with nchan: apt-get install nginx libnginx-mod-nchan (or NCHAN=DIR of " + NCHAN + ")")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(f"""
        load_module {module};
        daemon off;
        {"user root;" if os.getuid() == 0 else ""}
        worker_processes 1;
        worker_rlimit_nofile 20000;
        pid {folder}/pid;
        error_log {folder}/error.log;
        events {{ worker_connections 12000; }}
        http {{
            access_log off;
            client_body_temp_path {folder}/body;
            keepalive_requests 10000000;
            nchan_max_reserved_memory 512M;
            server {{
                listen 127.0.0.1:{port} backlog=4096;
                location = /pub {{ nchan_publisher; nchan_channel_id t; nchan_message_buffer_length 20000;
                    nchan_message_timeout 120s; }}
                location = /sub {{ nchan_subscriber eventsource; nchan_channel_id t;
                    nchan_subscriber_first_message newest; }}
            }}
        }}""")
    server = Server(["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"], None)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                server.said["door"] = f"127.0.0.1:{port}"
                return server
        time.sleep(0.05)
    server.end()
    raise RuntimeError("nginx: " + (folder / "error.log").read_text()[-300:])


SETTINGS = ("api.streams=20000", "api.stall=1h")
LARGE = {**os.environ, "MUSTER_JAVA_OPTS": "-Xmx1g"}


def p6(bench):
    """Fan-out, and what clients that never read do to the others."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    folder = bench.folder("p6")
    nginx = nchan(bench, folder)
    fan = Load(Server(bench.java_command("Fan", flags=["-XX:+UseSerialGC", "-Xmx1g"]), None, stdin=True))
    with nginx, fan:
        with bench.muster(folder / "data", *SETTINGS) as muster:
            for clients, messages, goal in ((100, 5000, 1.0), (1000, 2000, 1.2)):
                fan_out(bench, fan, muster, nginx, clients, messages, goal)
            slow_clients(bench, lambda **order: ours(fan, muster, **order))
            try:
                ours(fan, muster, clients=5000, messages=100)
            except RuntimeError as failure:
                bench.report.note(f"P6: with the launcher's heap, 5,000 clients end badly: {failure}; the daemon "
                                  + ("goes on" if muster.process.poll() is None else "has ended"))
        with bench.muster(folder / "large", *SETTINGS, env=LARGE) as muster:
            fan_out(bench, fan, muster, nginx, 5000, 400, 1.5, " (MUSTER_JAVA_OPTS=-Xmx1g)")


def ours(fan, muster, **order):
    result = fan.run(muster.door, stream=muster.said["api"], path=PATH, **order)
    if "error" in result:
        raise RuntimeError(result["error"])
    return result


def fan_out(bench, fan, muster, nginx, clients, messages, goal, remark=""):
    messages = messages // 4 if bench.quick else messages
    size = event_size(lambda **order: ours(fan, muster, **order))

    def single(**order):
        return ours(fan, muster, single=True, **order)

    def theirs(**order):
        return fan.run(nginx.door, stream=nginx.door, path="/sub", size=size, **order)
    single(clients=100, messages=500), theirs(clients=100, messages=500)
    cost = {"muster": [], "nchan": [], "burst": []}

    def side(name, server, run):
        before = server.cpu()
        result = run(clients=clients, messages=messages)
        cost[name].append(1e6 * (server.cpu() - before) / max(1, result["deliveries"]))
        return delivered(result)
    found = alternately(bench.rounds, {
        "muster": lambda: side("muster", muster, single),
        "burst": lambda: side("burst", muster, lambda **order: ours(fan, muster, **order)),
        "nchan": lambda: side("nchan", nginx, theirs)})
    ratio = found["muster"] / found["nchan"]
    bench.report.add("P6", f"SSE events to {clients:,} clients, a punch a request, against nchan" + remark,
                     short(found["muster"]) + "/s", short(found["nchan"]) + "/s", ratio, f">= {goal}", ratio >= goal)
    cpu, reference = statistics.median(cost["muster"]), statistics.median(cost["nchan"])
    bench.report.add("P6", f"SSE events to {clients:,} clients: CPU a delivery", f"{cpu:.1f} us", f"{reference:.1f} us",
                     cpu / reference, "-", None)
    bench.report.add("P6", f"SSE events to {clients:,} clients, uploads of 100, against nchan" + remark,
                     short(found["burst"]) + "/s", short(found["nchan"]) + "/s", found["burst"] / found["nchan"], "-",
                     None)
    bench.report.note(f"P6: {muster.memory()[0]:.0f} MB resident after {clients:,} clients{remark}")


def event_size(run):
    """How long the data of an event is, so that nchan delivers as much."""
    few, more = run(clients=1, messages=1000), run(clients=1, messages=2000)
    return (more["bytes"] - few["bytes"]) // 1000 - 30  # id, event and data lines around it


def delivered(result):
    if result["deliveries"] != result["wanted"]:
        print(f"     {result['deliveries']} of {result['wanted']} were delivered", flush=True)
    return result["deliveries"] / result["seconds"]


def slow_clients(bench, run):
    """Twenty clients that never read beside a hundred that do."""
    order = {"clients": 100, "rate": 200, "messages": 500 if bench.quick else 3000}
    found = alternately(bench.rounds, {"alone": lambda: run(**order)["p99_us"] / 1000,
                                       "beside": lambda: run(**order, slow=20)["p99_us"] / 1000})
    ratio = found["beside"] / found["alone"]
    bench.report.add("P6", "p99 of 100 clients at 200/s with 20 beside that never read", f"{found['beside']:.1f} ms",
                     f"{found['alone']:.1f} ms without", ratio, "< 1.2", ratio < 1.2)
