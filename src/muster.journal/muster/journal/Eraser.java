// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import muster.model.PersonErased;

/// Takes one person out of the journal, in many short commits between those of everybody else. The rows stay, and with
/// them every count, time and terminal; what names the person goes. Used once, by one thread.
///
/// Every step looks for what is left, and what the names are read from goes last: an erasure that was cut off is
/// ended by another one.
final class Eraser {

    /// So many places of the sequence are looked through in one commit.
    private static final int SPAN = 8192;

    private final Writer writer;
    private final ErasedKey key;
    private final String pin;
    private final Instant now;
    private final Runnable between;
    private byte[] hash;
    private ErasedPerson person;

    /// @param between run after every commit; tests end it there
    Eraser(Writer writer, ErasedKey key, String pin, Instant now, Runnable between) {
        this.writer = writer;
        this.key = key;
        this.pin = pin;
        this.now = now;
        this.between = between;
    }

    /// Does it.
    ///
    /// @return what was done; the entry that tells of it is written
    Erasure erase(String reason, String by) throws JournalException, InterruptedException, IOException {
        Mac mac = key.make();
        hash = ErasedKey.hash(mac, pin);
        begin();
        long head = writer.tail().head();
        for (long from = 0; from <= head; from += SPAN) {
            long first = from;
            step(rows -> rows.records(first, first + SPAN - 1));
        }
        step(rows -> rows.tables());
        for (long from = 0; from <= head; from += SPAN) {
            long first = from;
            step(rows -> rows.namings(first, first + SPAN - 1));
        }
        step(rows -> rows.person());
        return end(reason, by);
    }

    private void begin() throws JournalException, InterruptedException {
        turn(pen -> {
            pen.rewrite(connection -> {
                // what is overwritten from here on is overwritten with zeros
                Sqlite.number(connection, "PRAGMA secure_delete = ON");
                person = ErasedPerson.begin(connection, hash, pin, pseudonym());
            });
            pen.erased().load();
        });
    }

    private static String pseudonym() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return PersonErased.PREFIX + HexFormat.of().formatHex(bytes);
    }

    /// One commit's work.
    @FunctionalInterface
    private interface Step {
        void run(ErasedRows rows) throws SQLException;
    }

    private void step(Step step) throws JournalException, InterruptedException {
        turn(pen -> pen.rewrite(connection -> {
            ErasedRows rows = new ErasedRows(connection, person.naming(), pin, person.pseudonym());
            step.run(rows);
            ErasedPerson.add(connection, hash, rows.counts());
        }));
    }

    private Erasure end(String reason, String by) throws JournalException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        AtomicLong seq = new AtomicLong();
        turn(pen -> {
            pen.rewrite(connection -> counts.putAll(ErasedPerson.end(connection, hash)));
            PersonErased fact = new PersonErased(person.pseudonym(), counts, reason, by, now);
            seq.set(pen.append(List.of(Draft.of(fact)), null).getFirst().seq());
        });
        return new Erasure(person.pseudonym(), seq.get(), counts, person.terminals(), person.openCommands());
    }

    /// What one turn does with the pen.
    @FunctionalInterface
    private interface Work {
        void write(Pen pen) throws SQLException;
    }

    private void turn(Work work) throws JournalException, InterruptedException {
        writer.write(new Turn(SPAN, pen -> {
            work.write(pen);
            return List.of();
        }));
        between.run();
    }
}
