#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: threaded_server.py FILE [row]      a reference of P1 and P3, started by tests/bench/run

A push server as most are written: Python's threaded http.server and sqlite3, a commit for each request. With "row", a
commit for each line, as those servers do that hand each record to an ORM or another service.
"""

import sqlite3
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FILE, BY_ROW = sys.argv[1], "row" in sys.argv[2:]
INSERT = "INSERT INTO punch (local_time, terminal, pin, state, verify_mode, source, instant, reading, received_at," \
    " raw) VALUES (?, ?, ?, ?, ?, 1, ?, 1, ?, ?) ON CONFLICT DO NOTHING"

store = sqlite3.connect(FILE, check_same_thread=False, isolation_level=None)
store.executescript("""
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE punch (seq INTEGER PRIMARY KEY, local_time TEXT NOT NULL, terminal TEXT NOT NULL, pin TEXT NOT NULL,
        state INTEGER NOT NULL, verify_mode INTEGER NOT NULL, source INTEGER NOT NULL, instant INTEGER NOT NULL,
        reading INTEGER NOT NULL, received_at INTEGER NOT NULL, work_code TEXT, raw BLOB NOT NULL);
    CREATE UNIQUE INDEX punch_key ON punch (local_time, terminal, pin, state, verify_mode);
""")
lock = threading.Lock()


def row(serial, line):
    pin, moment, state, verify = line.split(b"\t")[:4]
    now = time.time()
    return moment.decode(), serial, pin.decode(), int(state), int(verify), int(now), int(now * 1000), line


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self):
        serial = parse_qs(urlsplit(self.path).query)["SN"][0]
        lines = self.rfile.read(int(self.headers["Content-Length"])).splitlines()
        rows = [row(serial, line) for line in lines]
        with lock:
            if BY_ROW:
                for one in rows:
                    store.execute(INSERT, one)
            else:
                store.execute("BEGIN")
                store.executemany(INSERT, rows)
                store.execute("COMMIT")
        answer = b"OK: %d" % len(rows)
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 4096


server = Server(("127.0.0.1", 0), Door)
print(f"ready door=127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
