// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.Notice;

/// What an operator should know about one event's phones: each thing once, and no person's number in it. Any thread
/// may tell; one thread writes.
final class PhoneAlarms {

    private static final Logger LOG = System.getLogger(PhoneAlarms.class.getName());

    private final Map<PhoneCopies.Sign, Integer> copies = new EnumMap<>(PhoneCopies.Sign.class);
    private final List<Notice> untold = new ArrayList<>();
    private final String event;
    private final String scanner;
    private final int insideBefore;
    private boolean counted;
    private boolean crowded;
    private boolean flooded;

    /// @param insideBefore how many were inside when this began: what that means was told before
    PhoneAlarms(String event, String scanner, int insideBefore) {
        this.event = event;
        this.scanner = scanner;
        this.insideBefore = insideBefore;
    }

    /// A sign that an id was copied.
    ///
    /// @param address who sent it
    /// @return whether this is the first of its kind
    synchronized boolean copied(PhoneCopies.Sign sign, String address, PhoneTime now) {
        if (copies.merge(sign, 1, Integer::sum) > 1) {
            return false;
        }
        warn("At event " + event + " " + sign.words + " (address " + address + "): an id may have been copied. "
                + sign.advice, Map.of("event", event, "address", address), now);
        return true;
    }

    /// More phones are about than can be followed.
    ///
    /// @return whether this is the first time
    synchronized boolean flooded(int phones, PhoneTime now) {
        if (flooded) {
            return false;
        }
        flooded = true;
        warn("More than " + phones + " phones with an id are about at event " + event
                + "; further ones are not checked in until others are gone. Choose a longer ble.prefix, "
                + "or a higher ble.rssi, so that only phones at the door count.", Map.of("event", event), now);
        return true;
    }

    /// Looks whether too many are inside. Whoever is told hears nothing more before clearly fewer are inside, so that
    /// one who comes and goes is no alarm each time.
    synchronized void count(Gathering gathering, int inside, PhoneTime now) {
        Integer capacity = gathering.capacity();
        if (!counted) {
            counted = true;
            crowded = capacity != null && insideBefore > capacity;
        }
        if (capacity == null || inside <= capacity - Math.max(1, capacity / 20)) {
            crowded = false;
        } else if (inside > capacity && !crowded) {
            crowded = true;
            warn(inside + " people are inside at event " + gathering.name() + ", its capacity is " + capacity
                    + ". Let nobody in before others have left.",
                    Map.of("event", event, "inside", Integer.toString(inside), "capacity", Integer.toString(capacity)),
                    now);
        }
    }

    /// The event is stopped: tells how often each thing happened that was told once.
    synchronized void conclude(PhoneTime now) {
        copies.forEach((sign, count) -> {
            if (count > 1) {
                warn("At event " + event + " it happened " + count + " times that " + sign.words + ".",
                        Map.of("event", event, "count", Integer.toString(count)), now);
            }
        });
        copies.clear();
    }

    private void warn(String message, Map<String, String> context, PhoneTime now) {
        LOG.log(Level.WARNING, "{0}", message);
        untold.add(new Notice(Notice.Level.WARNING, "warning", scanner, message, context, now.wall()));
    }

    synchronized boolean isTold() {
        return untold.isEmpty();
    }

    /// Writes what is not told yet.
    ///
    /// @throws JournalException if it is not on disk; call again
    void write(Journal journal) throws JournalException, InterruptedException {
        List<Notice> notices;
        synchronized (this) {
            notices = List.copyOf(untold);
        }
        if (!notices.isEmpty()) {
            journal.append(notices);
            synchronized (this) {
                untold.subList(0, notices.size()).clear();
            }
        }
    }
}
