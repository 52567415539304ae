// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// What is taken out of a journal again: people who are to be forgotten, and what is kept no longer. The sequence
/// stays dense and every count right. Thread-safe; one erasure at a time.
public final class Erasures {

    private final Path file;
    private final Writer writer;
    private final InstantSource clock;
    private final ReentrantLock erasing = new ReentrantLock();

    Erasures(Path file, Writer writer, InstantSource clock) {
        this.file = file;
        this.writer = writer;
        this.clock = clock;
    }

    /// Takes a person out of the journal: every row stays, what names the person goes, and what is sent again of them
    /// is dropped and counted from the first commit on. In as many short commits as it takes, so that no punch waits
    /// long. What a kill cut off another call ends. The bytes are gone only when [#compact] was called as well.
    ///
    /// @param pin exactly as it is in the journal
    /// @param reason why; it must not name the person
    /// @throws JournalException if the rest could not be written, or the key file cannot be made
    /// @throws InterruptedException if interrupted while waiting; the rest is there still
    public Erasure erase(String pin, String reason, String by) throws JournalException, InterruptedException {
        return erase(pin, reason, by, () -> {});
    }

    /// The same, with a look after every commit.
    Erasure erase(String pin, String reason, String by, Runnable between)
            throws JournalException, InterruptedException {
        ErasedKey key = ErasedKey.beside(file);
        erasing.lockInterruptibly();
        try {
            return new Eraser(writer, key, pin, clock.instant(), between).erase(reason, by);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Kind.IO,
                    "the key file " + key + " cannot be made (" + e.getMessage() + "). Nothing was erased.",
                    "Look at the rights of its folder; a damaged key file has to be put back from a backup.",
                    e);
        } finally {
            erasing.unlock();
        }
    }

    /// Whether anything in the journal is of a PIN, or somebody with it was erased.
    ///
    /// @throws JournalException if the journal cannot be asked
    /// @throws InterruptedException if interrupted while waiting
    public boolean knows(String pin) throws JournalException, InterruptedException {
        boolean[] known = {false};
        writer.write(new Turn(1, pen -> {
            pen.look(connection -> known[0] = pen.erased().has(pin) || ErasedPerson.knows(connection, pin));
            return List.of();
        }));
        return known[0];
    }

    /// The folder the journal is in, with its backups and kept photos.
    public Path folder() {
        return file.toAbsolutePath().getParent();
    }

    /// A PIN of somebody who was erased belongs to somebody else from now on, as below.
    public boolean readmit(String pin) throws JournalException, InterruptedException {
        return readmit(pin, clock.instant());
    }

    /// A PIN of somebody who was erased belongs to somebody else from a moment on: what happened before stays dropped.
    ///
    /// @return false if nobody with that PIN was erased
    /// @throws JournalException if it is not on disk
    /// @throws InterruptedException if interrupted while waiting, as in [Journal#append(List)]
    public boolean readmit(String pin, Instant from) throws JournalException, InterruptedException {
        boolean[] known = {false};
        writer.write(new Turn(1, pen -> {
            known[0] = pen.erased().readmit(pin, from);
            return pen.probe();
        }));
        return known[0];
    }

    /// Writes the file anew, so that no byte of what was erased is left in its free space or in the write-ahead log.
    /// Nothing else is written meanwhile: some seconds for each gigabyte. Needs room for two more copies.
    ///
    /// @return false if that could not be done; the journal is as sound as before
    /// @throws JournalException if the journal cannot be written at all
    /// @throws InterruptedException if interrupted while waiting
    public boolean compact() throws JournalException, InterruptedException {
        boolean[] done = {false};
        writer.write(new Turn(1, pen -> {
            done[0] = pen.compact();
            return List.of();
        }));
        return done[0];
    }

    /// How many records were dropped because they are of people who were erased; those of the last minute before a
    /// crash may be missing.
    public long dropped() {
        return writer.dropped();
    }

    /// Empties what was received before a moment and is kept no longer; of entries the place and the kind stay, with
    /// the newest of each terminal. In as many short commits as it takes.
    ///
    /// @return how many rows
    /// @throws JournalException if the rest could not be emptied
    /// @throws InterruptedException if interrupted while waiting; the rest may be there still
    public long forget(Kept what, Instant before) throws JournalException, InterruptedException {
        Forgetting forgetting = new Forgetting(what, before);
        boolean more = true;
        while (more) {
            boolean[] again = {false};
            writer.write(new Turn(Forgetting.ROWS, pen -> {
                again[0] = forgetting.some(pen);
                return List.of();
            }));
            more = again[0];
        }
        return forgetting.rows();
    }

    /// What can be kept for a time only. Punches and whoever did what are kept for ever.
    public enum Kept {
        /// Coming and going of phones at events; check-ins stay.
        PRESENCE,
        /// What was done at terminals, as they tell.
        OPERATION,
        /// Terminals that came and went.
        CONTACT,
        /// How far terminals' clocks were off.
        CLOCK,
        /// What muster told in passing.
        NOTICE,
        /// What targets answered; never those that have open dead letters, nor the newest of a sink.
        DELIVERY,
        /// Held records: they can never be released afterwards.
        QUARANTINE
    }
}
