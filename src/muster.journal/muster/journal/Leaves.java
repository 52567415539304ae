// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import muster.model.CanonicalJson;
import muster.model.Entry;

/// The leaves of entries: what the chain of hashes is made of. A leaf is the SHA-256 of the entry's salt ([Salts]) and
/// then its text ([LeafText]). For an entry whose personal data was erased it is the leaf it had before. Used by one
/// thread.
final class Leaves {

    /// Bytes of a leaf and of a block's hash.
    static final int LENGTH = 32;

    private static final String PUNCHES = "SELECT " + PunchTable.COLUMNS + " FROM punch p WHERE seq BETWEEN ? AND ?";
    private static final String FACTS = "SELECT seq, kind, body FROM fact WHERE seq BETWEEN ? AND ?";
    private static final String HELD =
            "SELECT " + QuarantineTable.COLUMNS + " FROM quarantine WHERE seq BETWEEN ? AND ?";
    private static final String ERASED = "SELECT seq, leaf FROM erased_leaf WHERE seq BETWEEN ? AND ?";

    private final LongFunction<byte[]> salts;
    private final LeafText text = new LeafText();
    private final MessageDigest digest = sha256();
    private final Map<Long, byte[]> erased = new HashMap<>();
    private final SortedMap<Long, Leaf> found = new TreeMap<>();

    private Leaves(Salts salts) {
        this.salts = salts.all();
    }

    /// One entry's leaf and where it is from.
    ///
    /// @param erased whether the entry itself can no longer prove it
    record Leaf(long seq, byte[] hash, boolean erased) {}

    /// The leaves of a range of entries, by sequence number; a number without an entry is not in it.
    ///
    /// @param salts those of the block they are in
    static SortedMap<Long, Leaf> between(Reader reader, long first, long last, Salts salts) throws SQLException {
        Leaves leaves = new Leaves(salts);
        leaves.read(reader, first, last);
        return leaves.found;
    }

    private void read(Reader reader, long first, long last) throws SQLException {
        reader.list(ERASED, row -> erased.put(row.getLong(1), row.getBytes(2)), first, last);
        reader.list(PUNCHES, row -> add(row, () -> PunchTable.read(row, reader.names())), first, last);
        reader.list(HELD, row -> add(row, () -> QuarantineTable.read(row)), first, last);
        reader.list(FACTS, this::addFact, first, last);
    }

    @FunctionalInterface
    private interface Told {
        Entry entry() throws SQLException;
    }

    private Leaf add(ResultSet row, Told told) throws SQLException {
        long seq = row.getLong(1);
        byte[] kept = erased.get(seq);
        if (kept != null) {
            return add(new Leaf(seq, kept, true));
        }
        try {
            return add(new Leaf(seq, hash(seq, text.write(seq, told.entry().fact())), false));
        } catch (RuntimeException damaged) {
            return add(new Leaf(seq, sha256().digest(("damaged " + seq).getBytes(StandardCharsets.UTF_8)), false));
        }
    }

    /// As stored, not as read: a newer muster may read more into an old fact.
    private Leaf addFact(ResultSet row) throws SQLException {
        long seq = row.getLong(1);
        byte[] kept = erased.get(seq);
        return add(kept != null
                ? new Leaf(seq, kept, true)
                : new Leaf(seq, hash(seq, text.write(seq, row.getString(2), canonical(row.getString(3)))), false));
    }

    private Leaf add(Leaf leaf) {
        found.put(leaf.seq(), leaf);
        return leaf;
    }

    private byte[] hash(long seq, LeafText written) {
        digest.update(salts.apply(seq));
        written.into(digest);
        return digest.digest();
    }

    /// The leaf of a fact.
    ///
    /// @param salt of the entry
    /// @param fact its JSON, in any layout
    static byte[] of(byte[] salt, long seq, String kind, String fact) {
        MessageDigest digest = sha256();
        digest.update(salt);
        new LeafText().write(seq, kind, canonical(fact)).into(digest);
        return digest.digest();
    }

    private static String canonical(String json) {
        try {
            return CanonicalJson.text(json, "");
        } catch (JsonParseException damaged) {
            return json;
        }
    }

    /// A fresh digest.
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
