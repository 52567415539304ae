// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import muster.journal.Leaves.Leaf;

/// Whether every entry is what it was when it was sealed. Used by one thread.
final class ChainCheck {

    private static final int MOST = 10;

    private final Path file;
    private final Verification.Steps steps;
    private final List<String> faults = new ArrayList<>();
    private Seal sealed = Chain.Block.NONE.seal();
    private long erased;

    ChainCheck(Path file, Verification.Steps steps) {
        this.file = file;
        this.steps = steps;
    }

    /// What is wrong.
    List<String> run() {
        Reader reader = new Reader(file);
        try {
            long whole = reader.ask(each -> Sqlite.number(each.connection(), "SELECT max(last) FROM chain"));
            Chain.Block before = Chain.Block.NONE;
            for (Chain.Block block = next(reader, before); block != null; block = next(reader, block)) {
                check(reader, before, block);
                before = block;
                steps.at("chain", block.seal().last(), whole);
            }
            sealed = before.seal();
        } catch (SQLException | RuntimeException e) {
            faults.add("the chain of hashes cannot be read behind entry " + sealed.last() + ": " + e.getMessage());
        } finally {
            reader.close();
        }
        return faults;
    }

    private static Chain.Block next(Reader reader, Chain.Block before) throws SQLException {
        return reader.ask(each -> Chain.behind(each, before.seal().last(), 1)).stream().findFirst().orElse(null);
    }

    /// Goes on from the hash that is stored, so that one changed entry is one fault and not all behind it.
    private void check(Reader reader, Chain.Block before, Chain.Block block) {
        long first = before.seal().last() + 1;
        long last = block.seal().last();
        if (last - first >= Chain.BLOCK) {
            fault("the chain of hashes has no seal between " + (first - 1) + " and " + last);
            sealed = block.seal();
            return;
        }
        try {
            SortedMap<Long, Leaf> leaves = reader.ask(each -> Leaves.between(each, first, last, block.salts()));
            erased += leaves.values().stream().filter(Leaf::erased).count();
            Chain.Block again = leaves.isEmpty() ? null : before.next(leaves, block.salts(), block.seal().sealedAt());
            if (again == null || !Arrays.equals(again.hash(), block.hash())) {
                name(leaves, first, block);
            } else if (!Arrays.equals(again.marks(), block.marks())) {
                fault("the marks of the seal at " + last + " were changed; the entries are as they were");
            }
        } catch (SQLException e) {
            fault("the entries " + first + " to " + last + " cannot be read: " + e.getMessage());
        }
        sealed = block.seal();
    }

    /// The entries whose mark is another one; when none is, the seal itself was changed.
    private void name(SortedMap<Long, Leaf> leaves, long first, Chain.Block block) {
        long last = block.seal().last();
        boolean named = false;
        for (long seq = first; seq <= last; seq++) {
            Leaf leaf = leaves.get(seq);
            int at = (int) (seq - first) * Chain.MARK;
            if (at + Chain.MARK > block.marks().length) {
                break;
            }
            byte[] mark = Arrays.copyOfRange(block.marks(), at, at + Chain.MARK);
            if (leaf == null || !Arrays.equals(mark, Arrays.copyOf(leaf.hash(), Chain.MARK))) {
                named = true;
                fault("entry " + seq + (leaf == null ? " was deleted" : " was changed") + " after it was sealed at "
                        + block.seal().sealedAt());
            }
        }
        if (!named) {
            fault("the seal over the entries " + first + " to " + last + ", or the one before it, was changed");
        }
    }

    private void fault(String sentence) {
        if (faults.size() < MOST) {
            faults.add(sentence);
        }
    }

    /// The last seal.
    Seal sealed() {
        return sealed;
    }

    /// How many entries are vouched for only by a leaf that was kept.
    long erased() {
        return erased;
    }

    /// What is said when nothing is wrong.
    String said() {
        return sealed.last() == 0
                ? "no entry is sealed yet"
                : "the entries up to " + sealed.last() + " are what they were when they were sealed"
                        + (erased == 0 ? "" : ", " + erased + " of them erased since");
    }
}
