// SPDX-License-Identifier: Apache-2.0
package muster.journal;

/// The part of the schema that people leave behind who were erased.
final class ErasureTables {

    private ErasureTables() {}

    /// Version 7: people who were erased.
    static final String VERSION_7 = """
            CREATE TABLE erased ( -- whose records are not to come back
                pin_hash    BLOB PRIMARY KEY,    -- HMAC-SHA256 of the PIN with the key in the file erased.key
                pseudonym   TEXT,                -- while it is being done; NULL: done, and forgotten here
                counts      TEXT NOT NULL,       -- how many rows were changed so far, JSON by table
                readmitted  INTEGER              -- milliseconds since 1970-01-01 UTC: the PIN is somebody else's
            ) STRICT, WITHOUT ROWID;             --   from then on; NULL: it is nobody's

            CREATE TABLE erased_entry ( -- the entries that an erasure or the end of their time changed
                seq         INTEGER PRIMARY KEY
            ) STRICT;

            INSERT OR IGNORE INTO meta VALUES ('erased_dropped', 0);
            """;
}
