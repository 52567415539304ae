// SPDX-License-Identifier: Apache-2.0
package muster.journal;

/// The schema from version 6 on, as SQL; see [Tables].
final class LaterTables {

    private LaterTables() {}

    /// Version 6: the chain of hashes.
    ///
    /// One row per block of up to 1,000 entries, because a hash beside every entry would cost a fifth of the file.
    static final String VERSION_6 = """
            CREATE TABLE chain ( -- blocks of entries, each sealed over the one before
                last        INTEGER PRIMARY KEY, -- the block's last sequence number; it begins behind the one before
                sealed_at   INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
                hash        BLOB NOT NULL,       -- SHA-256 of the hash before and of the leaves of the entries
                marks       BLOB NOT NULL,       -- the first four bytes of each leaf: which entry was changed
                seed        BLOB,                -- what the salts of the entries are made from
                salts       BLOB                 -- instead of it, when one was erased: 16 bytes for each
            ) STRICT;

            CREATE TABLE erased_leaf ( -- the leaves of entries whose personal data was erased later
                seq         INTEGER PRIMARY KEY,
                leaf        BLOB NOT NULL        -- as it was before
            ) STRICT;

            INSERT OR IGNORE INTO meta VALUES ('rewritten', 0); -- how often entries were changed
            """;
}
