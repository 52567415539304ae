# SPDX-License-Identifier: Apache-2.0
"""What screens are told: P6."""

import os
import resource
import shutil
import socket
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
                return server, f"127.0.0.1:{port}"
        time.sleep(0.05)
    server.end()
    raise RuntimeError("nginx: " + (folder / "error.log").read_text()[-300:])


def p6(bench):
    """Fan-out, and what clients that never read do to the others."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    folder = bench.folder("p6")
    nginx, door = nchan(bench, folder)
    fan = Load(Server(bench.java_command("Fan", flags=["-XX:+UseSerialGC", "-Xmx1g"]), None, stdin=True))
    with nginx, fan, bench.muster(folder / "data", "api.streams=20000", "api.stall=1h") as muster:
        def ours(**order):
            return fan.run(muster.door, stream=muster.said["api"], path=PATH, **order)
        size = event_size(ours)

        def theirs(**order):
            return fan.run(door, stream=door, path="/sub", size=size, **order)
        for clients, messages, goal in ((100, 5000, 1.0), (1000, 2000, 1.2), (5000, 400, 1.5)):
            messages = messages // 4 if bench.quick else messages
            ours(clients=100, messages=500), theirs(clients=100, messages=500)
            found = alternately(bench.rounds, {
                "muster": lambda: delivered(ours(clients=clients, messages=messages)),
                "nchan": lambda: delivered(theirs(clients=clients, messages=messages))})
            ratio = found["muster"] / found["nchan"]
            bench.report.add("P6", f"SSE events delivered to {clients:,} clients, against nchan",
                             short(found["muster"]) + "/s", short(found["nchan"]) + "/s", ratio, f">= {goal}", ratio >= goal)
            bench.report.note(f"P6, {clients:,} clients: {muster.memory()[0]:.0f} MB resident")
        slow_clients(bench, ours)


def event_size(ours):
    """How long the data of an event is, so that nchan delivers as much."""
    few, more = ours(clients=1, messages=1000), ours(clients=1, messages=2000)
    return (more["bytes"] - few["bytes"]) // 1000 - 30  # id, event and data lines around it


def delivered(result):
    if result["deliveries"] != result["wanted"]:
        print(f"     {result['deliveries']} of {result['wanted']} were delivered", flush=True)
    return result["deliveries"] / result["seconds"]


def slow_clients(bench, ours):
    """Twenty clients that never read beside a hundred that do."""
    order = {"clients": 100, "rate": 200, "messages": 500 if bench.quick else 3000}
    found = alternately(bench.rounds, {"alone": lambda: ours(**order)["p99_us"] / 1000,
                                       "beside": lambda: ours(**order, slow=20)["p99_us"] / 1000})
    ratio = found["beside"] / found["alone"]
    bench.report.add("P6", "p99 of 100 clients at 200/s with 20 beside that never read", f"{found['beside']:.1f} ms",
                     f"{found['alone']:.1f} ms without", ratio, "< 1.2", ratio < 1.2)
