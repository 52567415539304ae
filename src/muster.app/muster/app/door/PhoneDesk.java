// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import muster.app.gathering.Roster;
import muster.ble.Advertisement;
import muster.ble.Beacon;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.CheckIn;
import muster.model.Gathering;
import muster.model.Json;
import muster.model.Presence;

/// The phones of one event, from one start to the next stop: hears who is near, and writes who came and who went.
///
/// Any thread may call [#hear]; writing is for one. What could not be written stays and is written with the next
/// call: nobody has to come again because a disk was full.
final class PhoneDesk {

    /// An id that was heard, and what is known about it.
    ///
    /// @param pin the person's number, or the id; a label when nobody known made the code
    /// @param code a rotating code, hexadecimal, or null
    /// @param known false when nobody known made the code
    private record Id(String pin, Collection<String> forms, String code, boolean known) {}

    private final PhoneCopies copies = new PhoneCopies();
    private final Visitors visitors;
    private final PhoneComers comers;
    private final PhoneAlarms alarms;
    private final PhoneRules rules;
    private final Roster roster;
    private final PhoneCodes codes;
    private final Journal journal;
    private long nextSpan;

    /// @param visitors who is inside already
    /// @param now by the monotonic clock
    PhoneDesk(
            Visitors visitors,
            PhoneRules rules,
            Door door,
            Roster roster,
            PhoneCodes codes,
            Journal journal,
            long now) {
        this.visitors = visitors;
        this.comers = new PhoneComers(visitors.event(), rules.scanner(), door, journal);
        this.alarms = new PhoneAlarms(visitors.event(), rules.scanner(), visitors.inside());
        this.rules = rules;
        this.roster = roster;
        this.codes = codes;
        this.journal = journal;
        this.nextSpan = now + rules.span().toNanos();
    }

    String event() {
        return visitors.event();
    }

    Visitors visitors() {
        return visitors;
    }

    /// One advertisement that bore an id.
    ///
    /// @return whether there is something to write now
    boolean hear(Advertisement heard, Beacon beacon, PhoneTime now) {
        Id id = beacon.code() == null ? fixed(beacon) : rotating(beacon, now.at(heard.nanos()), now.timed());
        boolean replayed = id.code() != null && id.known()
                && codes.replayed(beacon.code(), heard.address(), now.at(heard.nanos()));
        boolean alarm = copies.hear(id.pin(), heard.address(), replayed, heard.nanos())
                .map(sign -> alarms.copied(sign, heard.address(), now))
                .orElse(false);
        return !replayed && hear(heard, id, beacon.carrier(), now) || alarm;
    }

    private Id fixed(Beacon beacon) {
        List<String> forms = beacon.forms();
        return new Id(listed(beacon.id(), forms), forms, null, true);
    }

    private Id rotating(Beacon beacon, Instant at, boolean timed) {
        String hex = HexFormat.of().formatHex(beacon.code());
        Optional<String> person = timed ? codes.known(beacon.code(), at) : Optional.empty();
        return person.map(pin -> new Id(listed(pin, List.of()), List.of(), hex, true))
                .orElseGet(() -> new Id(beacon.id(), List.of(), hex, false));
    }

    private String listed(String id, Collection<String> forms) {
        return roster.listed(event(), id, forms).orElse(id);
    }

    private boolean hear(Advertisement heard, Id id, Beacon.Carrier carrier, PhoneTime now) {
        Visitors.Heard came = visitors.hear(id.pin(), id.known(), heard.rssi(), heard.nanos());
        return switch (came) {
            case IGNORED, FAR -> false;
            case TOO_MANY -> alarms.flooded(Visitors.PHONES, now);
            case NEAR -> comers.offer(id.pin(), () -> comer(heard, id, carrier, now));
            case COMES -> {
                comers.offer(id.pin(), () -> comer(heard, id, carrier, now));
                yield true;
            }
        };
    }

    private static Comer comer(Advertisement heard, Id id, Beacon.Carrier carrier, PhoneTime now) {
        return new Comer(
                id.pin(),
                id.forms(),
                carrier.word(),
                heard.rssi() == Advertisement.UNKNOWN_RSSI ? null : heard.rssi(),
                heard.name(),
                id.code() != null && id.known() ? CheckIn.Proof.VERIFIED : CheckIn.Proof.CLAIMED,
                id.code(),
                Json.text(Sightings.sighting(heard, now.at(heard.nanos()))),
                heard.nanos());
    }

    /// The event is stopped: whoever was heard until now still comes in, and everybody goes.
    void close(PhoneTime now) {
        visitors.close();
        alarms.conclude(now);
    }

    /// Whether it is closed and everything is on disk.
    boolean isOver() {
        return comers.isEmpty() && visitors.isOver() && alarms.isTold();
    }

    /// Writes who came.
    ///
    /// @throws JournalException if not everything is on disk; call again
    void writeComers(PhoneTime now) throws JournalException, InterruptedException {
        boolean more = true;
        while (more) {
            List<Comer> next = comers.next();
            List<Presence> came = visitors.entered(now, PhoneComers.BATCH);
            if (!next.isEmpty() && comers.checkIn(next, came, now.wall())) {
                visitors.written(came);
            } else {
                append(came);
            }
            more = next.size() == PhoneComers.BATCH || came.size() == PhoneComers.BATCH;
        }
    }

    /// Writes who went, and from time to time who is still there.
    ///
    /// @throws JournalException if not everything is on disk; call again
    void writeStays(PhoneTime now) throws JournalException, InterruptedException {
        append(visitors.left(now));
        if (now.nanos() - nextSpan >= 0) {
            writeSpans(now);
        }
        visitors.sweep(now.nanos());
    }

    /// Writes who is still there.
    ///
    /// @throws JournalException if it is not on disk; call again
    void writeSpans(PhoneTime now) throws JournalException, InterruptedException {
        append(visitors.spans(now));
        nextSpan = now.nanos() + rules.span().toNanos();
    }

    /// Warns of what should be known.
    ///
    /// @param gathering the event as it is now, or null when it is gone
    /// @throws JournalException if it is not on disk; call again
    void writeAlarms(Gathering gathering, PhoneTime now) throws JournalException, InterruptedException {
        if (gathering != null) {
            alarms.count(gathering, visitors.inside(), now);
        }
        alarms.write(journal);
    }

    private void append(List<Presence> facts) throws JournalException, InterruptedException {
        if (!facts.isEmpty()) {
            journal.append(facts);
            visitors.written(facts);
        }
    }
}
