// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Bytes;
import muster.model.HeldCheckIn;
import muster.model.Presence;
import muster.model.Quarantined;
import muster.model.Source;

/// Those who are near and wait for the next append, each once and not more of them than phones are followed. Any
/// thread may offer; one thread writes.
final class PhoneComers {

    /// How many come in with one append.
    static final int BATCH = 1000;

    private static final Logger LOG = System.getLogger(PhoneComers.class.getName());

    private final Map<String, Comer> waiting = new LinkedHashMap<>();
    private final String event;
    private final String scanner;
    private final Door door;
    private final Journal journal;

    PhoneComers(String event, String scanner, Door door, Journal journal) {
        this.event = event;
        this.scanner = scanner;
        this.door = door;
        this.journal = journal;
    }

    /// Takes somebody who would be checked in, unless that is so already or the person waits already.
    ///
    /// @return whether there is more to write now
    boolean offer(String pin, Supplier<Comer> comer) {
        if (!door.due(event, pin)) {
            return false;
        }
        synchronized (waiting) {
            if (waiting.size() >= Visitors.PHONES || waiting.containsKey(pin)) {
                return false;
            }
            waiting.put(pin, comer.get());
            return true;
        }
    }

    /// The next that come in together, the longest waiting first.
    List<Comer> next() {
        synchronized (waiting) {
            return waiting.values().stream().limit(BATCH).toList();
        }
    }

    boolean isEmpty() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    /// Checks them in; nobody is forgotten who is not on disk.
    ///
    /// @param came presence facts for the same append
    /// @return whether those are on disk too; otherwise they have to be appended alone
    boolean checkIn(List<Comer> comers, List<Presence> came, Instant at)
            throws JournalException, InterruptedException {
        try {
            door.checkIn(event, comers, came);
            done(comers);
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "check-ins of phones met a fault of muster itself and are tried one by one", e);
        }
        for (Comer comer : comers) {
            checkInAlone(comer, at);
            done(List.of(comer));
        }
        return false;
    }

    /// One check-in that cannot be made must not keep the others out.
    private void checkInAlone(Comer comer, Instant at) throws JournalException, InterruptedException {
        try {
            door.checkIn(event, List.of(comer), List.of());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a check-in of a phone is set aside", e);
            journal.append(List.of(new Quarantined(
                    Source.BLE, scanner, HeldCheckIn.TABLE, Quarantined.Reason.UNPARSABLE,
                    "A check-in for event " + event + " met a fault of muster itself: " + e
                            + ". The sighting is kept; check the person in by hand and tell the makers of muster.",
                    at, Bytes.of(comer.raw()))));
        }
    }

    private void done(List<Comer> written) {
        synchronized (waiting) {
            written.forEach(comer -> waiting.remove(comer.pin()));
        }
    }
}
