// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import muster.journal.JournalException.Kind;

/// What a look at everything in a journal's file found. Immutable.
///
/// @param head the last sequence number
/// @param schema the version of the file's form
/// @param sealed up to this number the chain of hashes vouches for the entries
/// @param erased how many entries the chain vouches for only by the leaf that was kept when they were erased
/// @param sound what was looked at and found right, sentences for people
/// @param faults what is wrong, sentences for people; empty = nothing
public record Verification(long head, int schema, Seal sealed, long erased, List<String> sound, List<String> faults) {

    /// Hears how far a long work is.
    @FunctionalInterface
    public interface Steps {
        /// @param what is done now
        /// @param done how many entries of that are done
        /// @param whole how many there are
        void at(String what, long done, long whole);
    }

    private static final int MOST = 10;

    /// Copies the lists, so that the record stays immutable.
    public Verification {
        sound = List.copyOf(sound);
        faults = List.copyOf(faults);
    }

    /// Looks at every page, every sequence number, the tables beside the entries and the chain of hashes, also while a
    /// daemon writes, and changes nothing.
    ///
    /// @throws JournalException if the file is not there, newer, older or no journal
    public static Verification of(Path file, Steps steps) throws JournalException {
        try (Records records = Records.open(file)) {
            return new Pass(file, steps).run(records.head());
        } catch (SQLException e) {
            throw new Failures(file, file.resolveSibling("backups")).opening(e);
        }
    }

    /// Checks a fresh copy, as far as a copy can go wrong: pages, version, dense sequence.
    ///
    /// @param least what the original had when the copy was begun
    /// @return its last sequence number
    static long ofCopy(Path copy, long least) throws SQLException, JournalException {
        Schema.current().require(copy);
        try (Connection connection = Sqlite.reader(copy)) {
            List<String> faults = new ArrayList<>(pragma(connection, "quick_check"));
            long head = Entries.head(connection);
            if (head < least) {
                faults.add("it ends at " + head + ", the journal at " + least + " before the copy was begun");
            }
            Density.check(connection, head, (_, _, _) -> {}, faults);
            if (!faults.isEmpty()) {
                throw new JournalException(Kind.CORRUPT,
                        "the copy of the journal is not sound: " + String.join("; ", faults)
                                + ". It was deleted; the journal is as it was.",
                        "muster verify tells whether the journal itself is damaged; else look at the disk.", null);
            }
            return head;
        }
    }

    private static List<String> pragma(Connection connection, String check) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + check + "(" + MOST + ")")) {
            List<String> faults = new ArrayList<>();
            while (rows.next()) {
                faults.add(rows.getString(1));
            }
            return faults.equals(List.of("ok")) ? List.of() : faults;
        }
    }

    /// One run over a file.
    private static final class Pass {

        private final Path file;
        private final Steps steps;
        private final List<String> sound = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();

        Pass(Path file, Steps steps) {
            this.file = file;
            this.steps = steps;
        }

        Verification run(long head) throws SQLException {
            int schema;
            try (Connection connection = Sqlite.reader(file)) {
                schema = (int) Sqlite.number(connection, "PRAGMA user_version");
                steps.at("pages", 0, 0);
                note(pragma(connection, "integrity_check"), "every page is as SQLite wrote it");
                List<String> found = new ArrayList<>();
                Density.check(connection, head, steps, found);
                note(found, head == 0 ? "it has no entries" : "the entries 1 to " + head + " are there, none missing");
                steps.at("tables", 0, 0);
                note(SideTables.faults(connection), "the tables beside the entries agree with them");
            } catch (SQLException e) {
                faults.add("it cannot be read to its end: " + e.getMessage());
                schema = Schema.STEPS.size();
            }
            ChainCheck chain = new ChainCheck(file, steps);
            note(chain.run(), chain.said());
            return new Verification(head, schema, chain.sealed(), chain.erased(), sound, faults);
        }

        private void note(List<String> found, String otherwise) {
            if (found.isEmpty()) {
                sound.add(otherwise);
            }
            faults.addAll(found);
        }
    }
}
