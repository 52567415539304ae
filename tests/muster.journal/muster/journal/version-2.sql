-- SPDX-License-Identifier: Apache-2.0
-- What the muster with schema version 2 wrote: one of each of Samples.before(), a variant, a branch, a released record.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE terminal (
    id          INTEGER PRIMARY KEY, -- its short number in the table punch
    serial      TEXT NOT NULL UNIQUE,
    body        TEXT                 -- JSON as in the API; NULL: named by punches, never added
) STRICT;
INSERT INTO terminal VALUES(1,'TSTATT000001','{"serial":"TSTATT000001","name":"Gate","state":"approved","zone":"Asia/Kolkata","addresses":["192.0.2.0/24"],"dialect":"att2","push_version":"2.4.1","language":"69","reported":{"model":"test","firmware":"Ver 1.0"},"added_at":"2026-11-20T02:30:06.123Z"}');
INSERT INTO terminal VALUES(2,'TSTATT000002',NULL);
CREATE TABLE reading ( -- how a local time was taken for an instant
    id          INTEGER PRIMARY KEY,
    utc_offset  INTEGER NOT NULL,    -- seconds east of UTC
    zone        TEXT NOT NULL,       -- where that offset is from: Asia/Kolkata, +05:30
    zone_from   TEXT NOT NULL,       -- who named the zone: record, terminal, branch, config
    fit         TEXT NOT NULL        -- exact, gap, overlap_first, overlap_second
) STRICT;
INSERT INTO reading VALUES(1,19800,'Asia/Kolkata','terminal','exact');
CREATE TABLE punch (
    seq         INTEGER PRIMARY KEY, -- its place among everything that happened
    local_time  TEXT NOT NULL,       -- what the terminal's clock showed: 2026-11-20 08:00:05
    terminal    INTEGER NOT NULL,    -- terminal.id
    pin         TEXT NOT NULL,
    state       INTEGER NOT NULL,    -- the terminal's number for in, out, ...; -1: it sent none
    verify_mode INTEGER NOT NULL,    -- the terminal's number for finger, card, ...; -1: none
    source      INTEGER NOT NULL,    -- 1 push, 2 pull, 4 ble, 8 manual, 16 import
    instant     INTEGER NOT NULL,    -- seconds since 1970-01-01 UTC
    reading     INTEGER NOT NULL,    -- reading.id
    received_at INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
    work_code   TEXT,                -- NULL: none
    raw         BLOB NOT NULL        -- the line or bytes it was read from
) STRICT;
INSERT INTO punch VALUES(1,'2026-11-20 08:00:05',1,'7',0,1,1,1795141805,1,1795141806123,NULL,X'3709323032362d31312d32302030383a30303a303509300931');
INSERT INTO punch VALUES(11,'2026-11-20 08:00:06',2,'8',0,1,1,1795141806,1,1795141806123,NULL,X'3809323032362d31312d32302030383a30303a303609300931');
CREATE TABLE block (
    id          INTEGER PRIMARY KEY, -- holds the punches with seq / 8192 = id
    earliest    TEXT NOT NULL,       -- least local time in it
    latest      TEXT NOT NULL        -- greatest local time in it
) STRICT;
CREATE TABLE block_terminal (
    terminal    INTEGER NOT NULL,    -- terminal.id
    block       INTEGER NOT NULL,
    PRIMARY KEY (terminal, block)
) STRICT, WITHOUT ROWID;
CREATE TABLE block_pin (
    block       INTEGER NOT NULL,
    pin         TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (block, pin, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE variant ( -- the same punch, told otherwise by another source
    id          INTEGER PRIMARY KEY,
    seq         INTEGER NOT NULL,    -- punch.seq
    source      INTEGER NOT NULL,
    state       INTEGER NOT NULL,
    verify_mode INTEGER NOT NULL,
    reading     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    work_code   TEXT,
    raw         BLOB NOT NULL,
    UNIQUE (seq, source, state, verify_mode)
) STRICT;
INSERT INTO variant VALUES(1,1,2,0,15,1,1795141806123,NULL,X'3709323032362d31312d32302030383a30303a30350930093135');
CREATE TABLE fact ( -- everything that is neither punch nor quarantine
    seq         INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,       -- contact, terminal, person, command, operation, notice
    received_at INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
    terminal    TEXT,                -- serial; NULL: about none
    key         TEXT,                -- what makes a repeated operation the same one
    body        TEXT NOT NULL        -- JSON as in the API
) STRICT;
INSERT INTO fact VALUES(3,'contact',1795141806123,'TSTATT000001',NULL,'{"terminal":"TSTATT000001","online":true,"address":"192.0.2.7","detail":"polls again","received_at":"2026-11-20T02:30:06.123Z"}');
INSERT INTO fact VALUES(4,'terminal',1795141806123,'TSTATT000001',NULL,'{"after":{"serial":"TSTATT000001","name":"Gate","state":"approved","zone":"Asia/Kolkata","addresses":["192.0.2.0/24"],"dialect":"att2","push_version":"2.4.1","language":"69","reported":{"model":"test","firmware":"Ver 1.0"},"added_at":"2026-11-20T02:30:06.123Z"},"act":"added","by":"config","received_at":"2026-11-20T02:30:06.123Z"}');
INSERT INTO fact VALUES(5,'person',1795141806123,'TSTATT000001',NULL,'{"after":{"pin":"7","name":"A. Person","card":"","privilege":0},"removed":false,"terminal":"TSTATT000001","by":"terminal","received_at":"2026-11-20T02:30:06.123Z"}');
INSERT INTO fact VALUES(6,'command',1795141806123,'TSTATT000001',NULL,'{"after":{"terminal":"TSTATT000001","id":1,"text":"INFO","state":"queued","attempts":0,"detail":"","by":"operator","queued_at":"2026-11-20T02:30:06.123Z","expires_at":"2026-11-20T03:30:06.123Z"},"received_at":"2026-11-20T02:30:06.123Z"}');
INSERT INTO fact VALUES(7,'operation',1795141806123,'TSTATT000001','2026-11-20 08:00:05 TSTATT000001 OPERLOG 4 787d63644cfa9f713e28e62f090454df','{"terminal":"TSTATT000001","table":"OPERLOG","code":4,"operator":"1","local_time":"2026-11-20 08:00:05","values":{"object":"0"},"received_at":"2026-11-20T02:30:06.123Z","raw":"OPLOG 4\t1"}');
INSERT INTO fact VALUES(8,'notice',1795141806123,NULL,NULL,'{"level":"warning","topic":"warning","message":"the log is nearly full","context":{"used":"91 %"},"received_at":"2026-11-20T02:30:06.123Z"}');
INSERT INTO fact VALUES(9,'branch',1795141806123,NULL,NULL,'{"after":{"id":"north","name":"North","zone":"Asia/Kolkata","removed":false},"act":"added","by":"api","received_at":"2026-11-20T02:30:06.123Z"}');
CREATE TABLE quarantine ( -- kept, but no punch
    seq         INTEGER PRIMARY KEY,
    source      INTEGER NOT NULL,    -- as in punch
    terminal    TEXT NOT NULL,       -- serial
    "table"     TEXT NOT NULL,       -- what it was sent as: ATTLOG, rtlog, ...
    reason      TEXT NOT NULL,       -- unparsable, too_old, in_future
    detail      TEXT NOT NULL,
    received_at INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
    raw         BLOB NOT NULL,
    digest      BLOB NOT NULL,       -- SHA-256 of table and raw: a repeated record is one row
    released_as INTEGER              -- punch.seq of what it turned out to be; NULL: still held
) STRICT;
INSERT INTO quarantine VALUES(2,1,'TSTATT000001','ATTLOG','unparsable','no time in it',1795141806123,X'6e6f7420612070756e6368',X'137562ef4be7e674ed8fe8e5e8429c86014edb6371c7e790f9eb4b8d4580686a',NULL);
INSERT INTO quarantine VALUES(10,1,'TSTATT000002','ATTLOG','unparsable','no time in it',1795141806123,X'3820323032362d31312d32305430383a30303a3036',X'339673b42e7c1d71ee7207a20951260e101791a9ac7fe779765d13f0769960dc',11);
CREATE TABLE person ( -- the people there are now
    pin         TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    card        TEXT NOT NULL,
    privilege   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO person VALUES('7','A. Person','',0);
CREATE TABLE command ( -- every command as it stands now
    terminal    TEXT NOT NULL,       -- serial
    id          INTEGER NOT NULL,    -- counted per terminal
    open        INTEGER NOT NULL,    -- 1 until it ended
    body        TEXT NOT NULL,       -- JSON as in the API
    PRIMARY KEY (terminal, id)
) STRICT, WITHOUT ROWID;
INSERT INTO command VALUES('TSTATT000001',1,1,'{"terminal":"TSTATT000001","id":1,"text":"INFO","state":"queued","attempts":0,"detail":"","by":"operator","queued_at":"2026-11-20T02:30:06.123Z","expires_at":"2026-11-20T03:30:06.123Z"}');
CREATE TABLE stamp ( -- how far each terminal has sent each of its tables, in its own words
    terminal    TEXT NOT NULL,       -- serial
    "table"     TEXT NOT NULL,
    value       TEXT NOT NULL,
    PRIMARY KEY (terminal, "table")
) STRICT, WITHOUT ROWID;
INSERT INTO stamp VALUES('TSTATT000001','ATTLOG','42');
CREATE TABLE tally ( -- counters as they were at meta.tally_seq; what came later is counted at start
    terminal    TEXT PRIMARY KEY,    -- serial
    punches     INTEGER NOT NULL,
    duplicates  INTEGER NOT NULL,
    variants    INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,    -- held, not released
    latest      TEXT,                -- greatest local time of its punches
    latest_seq  INTEGER NOT NULL,
    sources     INTEGER NOT NULL     -- punch.source of all of them, added as bits
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES('TSTATT000001',1,0,1,1,'2026-11-20 08:00:05',1,1);
INSERT INTO tally VALUES('TSTATT000002',1,0,0,0,'2026-11-20 08:00:06',11,1);
CREATE TABLE meta (
    name        TEXT PRIMARY KEY,    -- blocks (how many are full), tally_seq, tally_variant, probe
    value       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('blocks',0);
INSERT INTO meta VALUES('probe',0);
INSERT INTO meta VALUES('tally_seq',11);
INSERT INTO meta VALUES('tally_variant',1);
CREATE TABLE branch ( -- the branches there are now, removed ones too
    id          TEXT PRIMARY KEY,
    body        TEXT NOT NULL        -- JSON as in the API
) STRICT, WITHOUT ROWID;
INSERT INTO branch VALUES('north','{"id":"north","name":"North","zone":"Asia/Kolkata","removed":false}');
CREATE UNIQUE INDEX punch_key ON punch (local_time, terminal, pin, state, verify_mode);
CREATE UNIQUE INDEX fact_key ON fact (key) WHERE key IS NOT NULL;
CREATE INDEX fact_kind ON fact (kind);
CREATE UNIQUE INDEX quarantine_key ON quarantine (terminal, digest);
CREATE INDEX command_open ON command (terminal, id) WHERE open = 1;
CREATE VIEW punches AS -- for people with the sqlite3 shell
    SELECT p.seq, t.serial AS terminal, p.pin, p.local_time,
           strftime('%Y-%m-%dT%H:%M:%SZ', p.instant, 'unixepoch') AS utc, r.zone, r.fit,
           nullif(p.state, -1) AS state, nullif(p.verify_mode, -1) AS verify_mode, p.work_code,
           CASE p.source WHEN 1 THEN 'push' WHEN 2 THEN 'pull' WHEN 4 THEN 'ble' WHEN 8 THEN 'manual'
                         WHEN 16 THEN 'import' END AS source,
           strftime('%Y-%m-%dT%H:%M:%fZ', p.received_at / 1000.0, 'unixepoch') AS received,
           CAST(p.raw AS TEXT) AS raw
    FROM punch p JOIN terminal t ON t.id = p.terminal JOIN reading r ON r.id = p.reading
;
COMMIT;
PRAGMA application_id = 1297437524;
PRAGMA user_version = 2;
