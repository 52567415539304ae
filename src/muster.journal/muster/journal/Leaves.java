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
import muster.model.CanonicalJson;
import muster.model.Entry;
import muster.model.Fact;

/// The leaf of an entry: what the chain of hashes is made of. SHA-256 of the UTF-8 text
/// `{"fact":…,"kind":"…","seq":…}`, where the fact is in the canonical form of [CanonicalJson], with the entry's salt
/// ([Salts]) before it. For an entry whose personal data was erased it is the leaf it had before.
final class Leaves {

    /// Bytes of a leaf and of a block's hash.
    static final int LENGTH = 32;

    private static final String PUNCHES = "SELECT " + PunchTable.COLUMNS + " FROM punch p WHERE seq BETWEEN ? AND ?";
    private static final String FACTS = "SELECT seq, kind, body FROM fact WHERE seq BETWEEN ? AND ?";
    private static final String HELD =
            "SELECT " + QuarantineTable.COLUMNS + " FROM quarantine WHERE seq BETWEEN ? AND ?";
    private static final String ERASED = "SELECT seq, leaf FROM erased_leaf WHERE seq BETWEEN ? AND ?";

    private Leaves() {}

    /// One entry's leaf and where it is from.
    ///
    /// @param erased whether the entry itself can no longer prove it
    record Leaf(long seq, byte[] hash, boolean erased) {}

    /// The leaves of a range of entries, by sequence number; a number without an entry is not in it.
    ///
    /// @param salts those of the block they are in
    static SortedMap<Long, Leaf> between(Reader reader, long first, long last, Salts salts) throws SQLException {
        SortedMap<Long, Leaf> leaves = new TreeMap<>();
        Map<Long, byte[]> erased = new HashMap<>();
        reader.list(ERASED, row -> erased.put(row.getLong(1), row.getBytes(2)), first, last);
        Reader.Row<Leaf> punches = row -> leaf(row, erased, salts, () -> PunchTable.read(row, reader.names()));
        Reader.Row<Leaf> held = row -> leaf(row, erased, salts, () -> QuarantineTable.read(row));
        reader.list(PUNCHES, punches, first, last).forEach(leaf -> leaves.put(leaf.seq(), leaf));
        reader.list(HELD, held, first, last).forEach(leaf -> leaves.put(leaf.seq(), leaf));
        reader.list(FACTS, row -> fact(row, erased, salts), first, last).forEach(leaf -> leaves.put(leaf.seq(), leaf));
        return leaves;
    }

    @FunctionalInterface
    private interface Told {
        Entry entry() throws SQLException;
    }

    private static Leaf leaf(ResultSet row, Map<Long, byte[]> erased, Salts salts, Told told)
            throws SQLException {
        long seq = row.getLong(1);
        if (erased.containsKey(seq)) {
            return new Leaf(seq, erased.get(seq), true);
        }
        try {
            Entry entry = told.entry();
            return new Leaf(seq, of(salts.of(seq), seq, entry.fact()), false);
        } catch (RuntimeException damaged) {
            return new Leaf(seq, sha256().digest(("damaged " + seq).getBytes(StandardCharsets.UTF_8)), false);
        }
    }

    /// As stored, not as read: a newer muster may read more into an old fact.
    private static Leaf fact(ResultSet row, Map<Long, byte[]> erased, Salts salts) throws SQLException {
        long seq = row.getLong(1);
        byte[] kept = erased.get(seq);
        return kept != null
                ? new Leaf(seq, kept, true)
                : new Leaf(seq, of(salts.of(seq), seq, row.getString(2), row.getString(3)), false);
    }

    /// The leaf of a fact.
    ///
    /// @param salt of the entry
    static byte[] of(byte[] salt, long seq, Fact fact) {
        return hash(salt, seq, fact.kind(), CanonicalJson.of(fact));
    }

    /// The leaf of a fact.
    ///
    /// @param salt of the entry
    /// @param fact its JSON, in any layout
    static byte[] of(byte[] salt, long seq, String kind, String fact) {
        return hash(salt, seq, kind, canonical(fact));
    }

    private static byte[] hash(byte[] salt, long seq, String kind, String canonical) {
        String text = "{\"fact\":" + canonical + ",\"kind\":\"" + kind + "\",\"seq\":" + seq + "}";
        MessageDigest digest = sha256();
        digest.update(salt);
        return digest.digest(text.getBytes(StandardCharsets.UTF_8));
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
