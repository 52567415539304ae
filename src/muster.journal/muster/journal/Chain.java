// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import muster.journal.Leaves.Leaf;

/// The chain of hashes over the entries: nobody can change one that is sealed without changing every seal behind it.
///
/// `hash of a block = SHA-256(hash of the block before, then the leaf of each of its entries in order)`; before the
/// first block stand 32 zero bytes. What a leaf is stands in [Leaves]. Thread-safe; one thread may seal.
public final class Chain {

    /// Most entries of a block.
    public static final int BLOCK = 1000;

    /// Bytes of an entry's mark.
    static final int MARK = 4;

    private static final String SEALS = "SELECT last, hash, sealed_at, marks, seed, salts FROM chain ";

    /// How often entries were changed: a block whose entries were read before that is read again.
    static final String REWRITTEN = "SELECT value FROM meta WHERE name = 'rewritten'";

    private final Readers readers;
    private final Writer writer;
    private final InstantSource clock;

    Chain(Readers readers, Writer writer, InstantSource clock) {
        this.readers = readers;
        this.writer = writer;
        this.clock = clock;
    }

    /// A row of the table.
    record Block(Seal seal, byte[] hash, byte[] marks, Salts salts) {

        static final Block NONE = new Block(
                new Seal(0, HexFormat.of().formatHex(new byte[Leaves.LENGTH]), null), new byte[Leaves.LENGTH],
                new byte[0], new Salts(0, null, null));

        static Block read(ResultSet row) throws SQLException {
            byte[] hash = row.getBytes(2);
            Seal seal = new Seal(row.getLong(1), HexFormat.of().formatHex(hash), Instant.ofEpochMilli(row.getLong(3)));
            return new Block(seal, hash, row.getBytes(4),
                    new Salts(seal.last(), row.getBytes(5), row.getBytes(6)));
        }

        /// The block that follows, of these entries.
        ///
        /// @param mixed into their leaves
        Block next(SortedMap<Long, Leaf> leaves, Salts mixed, Instant now) {
            MessageDigest digest = Leaves.sha256();
            digest.update(hash);
            byte[] next = new byte[leaves.size() * MARK];
            int at = 0;
            for (Leaf leaf : leaves.values()) {
                digest.update(leaf.hash());
                System.arraycopy(leaf.hash(), 0, next, at, MARK);
                at += MARK;
            }
            byte[] sealed = digest.digest();
            return new Block(new Seal(leaves.lastKey(), HexFormat.of().formatHex(sealed), now), sealed, next, mixed);
        }

        void store(Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO chain (last, hash, sealed_at, marks, seed) VALUES (?, ?, ?, ?, ?)")) {
                insert.setLong(1, seal.last());
                insert.setBytes(2, hash);
                insert.setLong(3, seal.sealedAt().toEpochMilli());
                insert.setBytes(4, marks);
                insert.setBytes(5, salts.seed());
                insert.executeUpdate();
            }
        }
    }

    /// The blocks behind a sequence number, in order.
    static List<Block> behind(Reader reader, long last, int limit) throws SQLException {
        return reader.list(SEALS + "WHERE last > ? ORDER BY last LIMIT ?", Block::read, last, limit);
    }

    /// Every seal of a file, also while a daemon writes: the hash by the last entry it vouches for.
    ///
    /// @throws JournalException if the file is not there, newer, older or no journal
    public static Map<Long, String> hashes(Path file) throws JournalException {
        try (Records _ = Records.open(file)) {
            Map<Long, String> hashes = new HashMap<>();
            Reader reader = new Reader(file);
            try {
                reader.ask(each -> each.list("SELECT last, lower(hex(hash)) FROM chain",
                        row -> hashes.put(row.getLong(1), row.getString(2))));
            } finally {
                reader.close();
            }
            return hashes;
        } catch (SQLException e) {
            throw new Failures(file, file.resolveSibling("backups")).reading(e);
        }
    }

    /// The newest seal; that of the empty chain when there is none.
    public Seal last() throws JournalException {
        return readers.ask(Chain::newest).seal();
    }

    private static Block newest(Reader reader) throws SQLException {
        return reader.list(SEALS + "ORDER BY last DESC LIMIT 1", Block::read).stream().findFirst().orElse(Block.NONE);
    }

    /// Seals every full block of entries.
    ///
    /// @param rest seal what does not fill a block, too
    /// @return the newest seal
    /// @throws JournalException if it is not on disk; the next call goes on from there
    /// @throws InterruptedException if interrupted while waiting
    public Seal seal(boolean rest) throws JournalException, InterruptedException {
        Block newest = readers.ask(Chain::newest);
        while (writer.tail().head() >= newest.seal().last() + (rest ? 1 : BLOCK)) {
            Block before = newest;
            long first = before.seal().last() + 1;
            long last = Math.min(writer.tail().head(), first + BLOCK - 1);
            Salts salts = Salts.fresh(last);
            boolean[] sealed = {false};
            long[] rewritten = {0};
            Block next = before.next(readers.ask(reader -> {
                rewritten[0] = reader.list(REWRITTEN, row -> row.getLong(1)).getFirst();
                return Leaves.between(reader, first, last, salts);
            }), salts, clock.instant());
            writer.write(new Turn(1, pen -> {
                sealed[0] = pen.seal(next, rewritten[0]);
                return List.of();
            }));
            newest = sealed[0] ? next : before;
        }
        return newest.seal();
    }

    /// Keeps the leaf of an entry that is about to be erased, within the transaction that is open; one that is kept
    /// already stays.
    static void keep(Connection connection, long seq, byte[] leaf) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO erased_leaf (seq, leaf) VALUES (?, ?) ON CONFLICT (seq) DO NOTHING")) {
            insert.setLong(1, seq);
            insert.setBytes(2, leaf);
            insert.executeUpdate();
        }
    }
}
