// SPDX-License-Identifier: Apache-2.0
package muster.journal;

/// The schema, as SQL. Its comments stay in the file: `.schema` in the sqlite3 shell shows them.
final class Tables {

    private Tables() {}

    /// Version 1.
    ///
    /// One sequence runs over `punch`, `fact` and `quarantine`; the writer hands out the numbers, so that
    /// a duplicate burns none. The punch's key begins with the time because punches arrive in order of
    /// time: an index that begins with the terminal or the person would write a page of the disk per row.
    /// What repeats from punch to punch is a number, which costs a fifth less disk and time than the words.
    static final String VERSION_1 = """
            CREATE TABLE terminal (
                id          INTEGER PRIMARY KEY, -- its short number in the table punch
                serial      TEXT NOT NULL UNIQUE,
                body        TEXT                 -- JSON as in the API; NULL: named by punches, never added
            ) STRICT;

            CREATE TABLE reading ( -- how a local time was taken for an instant
                id          INTEGER PRIMARY KEY,
                utc_offset  INTEGER NOT NULL,    -- seconds east of UTC
                zone        TEXT NOT NULL,       -- where that offset is from: Asia/Kolkata, +05:30
                zone_from   TEXT NOT NULL,       -- who named the zone: record, terminal, branch, config
                fit         TEXT NOT NULL        -- exact, gap, overlap_first, overlap_second
            ) STRICT;

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
            CREATE UNIQUE INDEX punch_key ON punch (local_time, terminal, pin, state, verify_mode);

            -- Where to look for a person, a terminal or a day, block by block of 8192 sequence numbers. Written
            -- once for each full block, so that it costs a fraction of an index that follows every row.
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

            CREATE TABLE fact ( -- everything that is neither punch nor quarantine
                seq         INTEGER PRIMARY KEY,
                kind        TEXT NOT NULL,       -- contact, terminal, person, command, operation, notice
                received_at INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
                terminal    TEXT,                -- serial; NULL: about none
                key         TEXT,                -- what makes a repeated operation the same one
                body        TEXT NOT NULL        -- JSON as in the API
            ) STRICT;
            CREATE UNIQUE INDEX fact_key ON fact (key) WHERE key IS NOT NULL;
            CREATE INDEX fact_kind ON fact (kind);

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
            CREATE UNIQUE INDEX quarantine_key ON quarantine (terminal, digest);

            CREATE TABLE person ( -- the people there are now
                pin         TEXT PRIMARY KEY,
                name        TEXT NOT NULL,
                card        TEXT NOT NULL,
                privilege   INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE command ( -- every command as it stands now
                terminal    TEXT NOT NULL,       -- serial
                id          INTEGER NOT NULL,    -- counted per terminal
                open        INTEGER NOT NULL,    -- 1 until it ended
                body        TEXT NOT NULL,       -- JSON as in the API
                PRIMARY KEY (terminal, id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX command_open ON command (terminal, id) WHERE open = 1;

            CREATE TABLE stamp ( -- how far each terminal has sent each of its tables, in its own words
                terminal    TEXT NOT NULL,       -- serial
                "table"     TEXT NOT NULL,
                value       TEXT NOT NULL,
                PRIMARY KEY (terminal, "table")
            ) STRICT, WITHOUT ROWID;

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

            CREATE TABLE meta (
                name        TEXT PRIMARY KEY,    -- blocks (how many are full), tally_seq, tally_variant, probe
                value       INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            INSERT INTO meta VALUES ('blocks', 0), ('tally_seq', 0), ('tally_variant', 0), ('probe', 0);

            CREATE VIEW punches AS -- for people with the sqlite3 shell
                SELECT p.seq, t.serial AS terminal, p.pin, p.local_time,
                       strftime('%Y-%m-%dT%H:%M:%SZ', p.instant, 'unixepoch') AS utc, r.zone, r.fit,
                       nullif(p.state, -1) AS state, nullif(p.verify_mode, -1) AS verify_mode, p.work_code,
                       CASE p.source WHEN 1 THEN 'push' WHEN 2 THEN 'pull' WHEN 4 THEN 'ble' WHEN 8 THEN 'manual'
                                     WHEN 16 THEN 'import' END AS source,
                       strftime('%Y-%m-%dT%H:%M:%fZ', p.received_at / 1000.0, 'unixepoch') AS received,
                       CAST(p.raw AS TEXT) AS raw
                FROM punch p JOIN terminal t ON t.id = p.terminal JOIN reading r ON r.id = p.reading;
            """;

    /// Version 2: branches.
    static final String VERSION_2 = """
            CREATE TABLE branch ( -- the branches there are now, removed ones too
                id          TEXT PRIMARY KEY,
                body        TEXT NOT NULL        -- JSON as in the API
            ) STRICT, WITHOUT ROWID;
            """;
}
