// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.intake.Arrival;
import muster.app.intake.Intake;
import muster.app.intake.PulledRecords;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.Fact;
import muster.model.Quarantined;
import muster.model.Source;
import muster.zk.pull.AttendanceRecord;
import muster.zk.pull.AttendanceTable;
import muster.zk.pull.LiveDetail;
import muster.zk.pull.UserRecord;
import muster.zk.pull.UserTable;

/// Journals what terminals of port 4370 tell, a whole log or one live punch. Reading a log again does no
/// harm: what is known is recognised. Thread-safe.
final class LogWriter {

    /// How many records share a commit.
    private static final int BATCH = 5_000;

    /// What its records are filed under, pushed or pulled.
    private static final String TABLE = "ATTLOG";

    private final Journal journal;
    private final Intake intake;
    private final InstantSource clock;

    LogWriter(Journal journal, Intake intake, InstantSource clock) {
        this.journal = journal;
        this.intake = intake;
        this.clock = clock;
    }

    /// What became of a log.
    ///
    /// @param records how many of its records were looked at
    /// @param stored how many are new in the journal
    /// @param duplicates how many were there
    /// @param variants how many were there by another way with another state or verify mode
    /// @param quarantined how many are held
    record Written(long records, long stored, long duplicates, long variants, long quarantined) {

        static final Written NOTHING = new Written(0, 0, 0, 0, 0);

        /// What became of facts that were appended.
        static Written of(List<Fact> facts, Receipt receipt) {
            int stored = 0;
            int held = 0;
            for (int i = 0; i < facts.size(); i++) {
                if (receipt.outcomes().get(i).kind() == Receipt.Kind.STORED) {
                    boolean isHeld = facts.get(i) instanceof Quarantined;
                    stored += isHeld ? 0 : 1;
                    held += isHeld ? 1 : 0;
                }
            }
            return new Written(facts.size(), stored, receipt.duplicates(), receipt.variants(), held);
        }

        Written plus(Written other) {
            return new Written(
                    records + other.records,
                    stored + other.stored,
                    duplicates + other.duplicates,
                    variants + other.variants,
                    quarantined + other.quarantined);
        }
    }

    /// Journals a log, in batches, each while the next is made ready.
    ///
    /// @param users resolve slots where the records name no person
    /// @param since records before this local time are left out, or null
    Written write(String serial, AttendanceTable table, UserTable users, LocalDateTime since)
            throws JournalException, InterruptedException {
        Arrival where = new Arrival(Source.PULL, serial, TABLE, clock.instant());
        PulledRecords records = intake.pulled(where);
        LogCommits commits = new LogCommits(journal);
        List<Fact> batch = new ArrayList<>(Math.min(BATCH, table.size()));
        for (AttendanceRecord record : table) {
            if (since == null || record.time() == null || !record.time().isBefore(since)) {
                batch.add(fact(records, record, users));
            }
            if (batch.size() == BATCH) {
                commits.add(batch);
                batch = new ArrayList<>(BATCH);
            }
        }
        if (!batch.isEmpty()) {
            commits.add(batch);
        }
        return commits.total();
    }

    /// Journals a live punch.
    ///
    /// @return whether it was new
    boolean write(String serial, LiveDetail.Punch punch, byte[] raw, UserTable users)
            throws JournalException, InterruptedException {
        Arrival where = new Arrival(Source.PULL, serial, TABLE, clock.instant());
        String pin = punch.isNumber() ? resolved(punch.user(), users) : punch.user();
        Fact fact = intake.pulled(where)
                .fact(pin, punch.time(), punch.state(), punch.verify(), punch.workCode(), raw, true);
        return journal.append(List.of(fact)).stored() == 1;
    }

    private static Fact fact(PulledRecords records, AttendanceRecord record, UserTable users) {
        String pin = record.userId().isEmpty() ? bySlot(record.uid(), users) : record.userId();
        return records.fact(
                pin, record.time(), record.state(), record.verify(), record.workCode(), record.raw(), false);
    }

    /// Old terminals tell a number that is a user id, or else a slot.
    private static String resolved(String number, UserTable users) {
        if (users == null || users.user(number).isPresent()) {
            return number;
        }
        return number.matches("\\d{1,5}") ? bySlot(Integer.parseInt(number), users) : number;
    }

    /// A slot whose user is gone is all that is known of the person.
    private static String bySlot(int uid, UserTable users) {
        Optional<UserRecord> user = users == null ? Optional.empty() : users.user(uid);
        return user.map(UserRecord::userId)
                .filter(id -> !id.isEmpty())
                .orElse(uid == AttendanceRecord.NO_UID ? "" : Integer.toString(uid));
    }
}
