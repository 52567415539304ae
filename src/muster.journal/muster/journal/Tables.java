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
                kind        TEXT NOT NULL,       -- contact, terminal, person, ...; what the API calls it
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
                reason      TEXT NOT NULL,       -- unparsable, too_old, in_future, not_on_list, clock_unset
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

    /// Version 3: events and check-ins.
    ///
    /// What only a check-in has is in a table beside `punch`: columns of `punch` would cost every terminal's
    /// punch bytes for nothing (2.6 % of the file), and indexing them would read the whole file at the upgrade.
    static final String VERSION_3 = """
            CREATE TABLE gathering ( -- the events there are now, removed ones too
                id          TEXT PRIMARY KEY,
                body        TEXT NOT NULL        -- JSON as in the API
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE registration ( -- who is on the list of an event now; an event without a row has no list
                event       TEXT NOT NULL,       -- gathering.id
                pin         TEXT NOT NULL,
                PRIMARY KEY (event, pin)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE presence ( -- the newest that is known about each person at each event
                event       TEXT NOT NULL,       -- gathering.id
                pin         TEXT NOT NULL,
                seq         INTEGER NOT NULL,    -- fact.seq of it
                entries     INTEGER NOT NULL,    -- how often the person came in
                exits       INTEGER NOT NULL,    -- how often the person went
                PRIMARY KEY (event, pin)
            ) STRICT, WITHOUT ROWID;

            -- A punch made at a door and not at a terminal. In punch.verify_mode the number is in the lower 32
            -- bits; the upper ones tell check-ins of one person and second for several events apart.
            CREATE TABLE check_in (
                seq         INTEGER PRIMARY KEY, -- punch.seq
                event       TEXT NOT NULL,       -- gathering.id; empty: for none
                pin         TEXT NOT NULL,       -- as in punch
                instant     INTEGER NOT NULL,    -- as in punch
                given_key   TEXT,                -- the sender's idempotency key; NULL: none
                body        TEXT NOT NULL        -- JSON as in the API
            ) STRICT;
            CREATE INDEX check_in_event ON check_in (event, pin, instant);
            CREATE UNIQUE INDEX check_in_key ON check_in (given_key) WHERE given_key IS NOT NULL;
            CREATE INDEX quarantine_check_in ON quarantine (reason)
                WHERE "table" = 'checkin' AND released_as IS NULL;

            DROP VIEW punches;
            CREATE VIEW punches AS -- for people with the sqlite3 shell
                SELECT p.seq, t.serial AS terminal, p.pin, p.local_time,
                       strftime('%Y-%m-%dT%H:%M:%SZ', p.instant, 'unixepoch') AS utc, r.zone, r.fit,
                       nullif(p.state, -1) AS state, nullif(p.verify_mode << 32 >> 32, -1) AS verify_mode,
                       p.work_code,
                       CASE p.source WHEN 1 THEN 'push' WHEN 2 THEN 'pull' WHEN 4 THEN 'ble' WHEN 8 THEN 'manual'
                                     WHEN 16 THEN 'import' END AS source,
                       nullif(c.event, '') AS event, c.body ->> '$.method' AS method,
                       strftime('%Y-%m-%dT%H:%M:%fZ', p.received_at / 1000.0, 'unixepoch') AS received,
                       CAST(p.raw AS TEXT) AS raw
                FROM punch p JOIN terminal t ON t.id = p.terminal JOIN reading r ON r.id = p.reading
                     LEFT JOIN check_in c ON c.seq = p.seq;
            """;

    /// Version 4: sinks.
    static final String VERSION_4 = """
            CREATE TABLE cursor ( -- how far each sink is
                sink        TEXT PRIMARY KEY,    -- its name in the configuration
                position    INTEGER NOT NULL,    -- everything up to here is delivered or set aside
                delivered   INTEGER NOT NULL,    -- how many records its target took
                duplicates  INTEGER NOT NULL,    -- how many of them it had already
                skipped     INTEGER NOT NULL,    -- how many were left out
                state       TEXT NOT NULL,       -- running, retrying, paused, stopped
                reason      TEXT,
                cure        TEXT,
                updated_at  INTEGER NOT NULL     -- milliseconds since 1970-01-01 UTC
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE delivery ( -- what a target said to a range of records
                id          INTEGER PRIMARY KEY,
                sink        TEXT NOT NULL,
                first       INTEGER NOT NULL,    -- first and last place in the journal
                last        INTEGER NOT NULL,
                at          INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
                delivered   INTEGER NOT NULL,
                duplicates  INTEGER NOT NULL,
                set_aside   INTEGER NOT NULL,
                skipped     INTEGER NOT NULL,
                answer      TEXT                 -- in its own words; NULL: it said none
            ) STRICT;
            CREATE INDEX delivery_last ON delivery (sink, last);

            CREATE TABLE dead_letter ( -- records that a target does not take
                id          INTEGER PRIMARY KEY,
                sink        TEXT NOT NULL,
                seq         INTEGER NOT NULL,    -- the record's place in the journal
                pin         TEXT NOT NULL,
                reason      TEXT NOT NULL,       -- the class of the answer: unknown_person, ...
                detail      TEXT,                -- what the target said
                state       TEXT NOT NULL,       -- open, delivered, discarded
                tries       INTEGER NOT NULL,
                first_at    INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
                last_at     INTEGER NOT NULL,
                edit        TEXT,                -- the PIN to deliver it under instead
                by          TEXT,                -- who edited or discarded it
                UNIQUE (sink, seq)
            ) STRICT;
            CREATE INDEX dead_letter_open ON dead_letter (sink, id) WHERE state = 'open';
            """;

    /// Version 5: alerts, components and measured values.
    static final String VERSION_5 = """
            CREATE TABLE alert ( -- the alerts that fire now
                rule        TEXT NOT NULL,       -- its name in the configuration
                subject     TEXT NOT NULL,       -- a serial, the name of a sink, ...; empty: muster as a whole
                body        TEXT NOT NULL,       -- JSON as in the API
                PRIMARY KEY (rule, subject)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE silence ( -- every silence as it stands now
                id          INTEGER PRIMARY KEY,
                ended       INTEGER NOT NULL,    -- 1: somebody ended it before its time
                body        TEXT NOT NULL        -- JSON as in the API
            ) STRICT;
            CREATE INDEX silence_open ON silence (id) WHERE ended = 0;

            CREATE TABLE component ( -- the components that were reported and not forgotten
                name        TEXT PRIMARY KEY,
                body        TEXT NOT NULL        -- JSON as in the API
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE sample ( -- measured values; each holds until the next of its measure and subject
                measure     TEXT NOT NULL,
                subject     TEXT NOT NULL,       -- as in alert
                at          INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
                value       REAL NOT NULL,
                PRIMARY KEY (measure, subject, at)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE channel ( -- how far each channel is
                name        TEXT PRIMARY KEY,    -- in the configuration
                position    INTEGER NOT NULL,    -- everything up to here is told, or need not be
                updated_at  INTEGER NOT NULL     -- milliseconds since 1970-01-01 UTC
            ) STRICT, WITHOUT ROWID;
            """;
}
