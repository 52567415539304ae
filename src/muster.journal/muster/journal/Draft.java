// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import muster.model.AccessChange;
import muster.model.AlertChange;
import muster.model.Bytes;
import muster.model.BranchChange;
import muster.model.CheckIn;
import muster.model.ClockReading;
import muster.model.CommandChange;
import muster.model.ComponentChange;
import muster.model.Contact;
import muster.model.DeadLetterChange;
import muster.model.Fact;
import muster.model.Fetched;
import muster.model.Forgotten;
import muster.model.GatheringChange;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.PersonChange;
import muster.model.PersonErased;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Registration;
import muster.model.ScannerChange;
import muster.model.SilenceChange;
import muster.model.SinkChange;
import muster.model.TerminalChange;

/// A fact made ready for its table by the thread that brought it, so that the one writer only binds and
/// steps, and so that a fact no table can hold is refused before it can spoil a commit shared with others.
sealed interface Draft {

    /// The fact as it will be read again: moments cut to what the table keeps.
    Fact fact();

    /// Makes a fact ready.
    ///
    /// @throws NullPointerException if something is missing that must be there
    /// @throws ArithmeticException if a moment is further away than any clock goes
    /// @throws IllegalArgumentException if a terminal's punch says that it is a check-in
    static Draft of(Fact fact) {
        // Also refuses a moment that does not fit into milliseconds.
        Objects.requireNonNull(fact.receivedAt(), "receivedAt").toEpochMilli();
        return switch (fact) {
            case Punch punch -> OfPunch.of(punch);
            case Quarantined record -> OfQuarantined.of(record);
            case Operation operation -> new OfFact(operation, key(operation), Json.text(operation));
            case TerminalChange change -> plain(change, change.after().serial(), change.after().state());
            case BranchChange change -> plain(change, change.after().id());
            case PersonChange change ->
                plain(change, change.after().pin(), change.after().name(), change.after().card());
            case CommandChange change -> plain(change, change.after().terminal(), change.after().state());
            case Contact contact -> plain(contact);
            case Fetched fetched -> plain(fetched, fetched.terminal());
            case ClockReading reading -> plain(reading, reading.terminal());
            case GatheringChange change -> plain(change, change.after().id(), change.after().state());
            case Registration registration -> plain(registration, registration.event(), registration.pin());
            case Presence presence -> plain(presence, presence.event(), presence.pin(), presence.act());
            case ScannerChange change -> plain(change, change.state());
            case SinkChange change -> plain(change, change.sink(), change.state());
            case DeadLetterChange change -> plain(change, change.after().sink());
            case AlertChange change -> plain(change, change.after().rule(), change.after().subject());
            case SilenceChange change -> plain(change, change.after().kind());
            case ComponentChange change -> plain(change, change.after().name(), change.after().state());
            case AccessChange change -> plain(change, change.name(), change.role(), change.act());
            case PersonErased erasure -> plain(erasure, erasure.pseudonym(), erasure.reason(), erasure.by());
            case Forgotten forgotten -> plain(forgotten, forgotten.was());
            case Notice notice -> plain(notice);
        };
    }

    private static Draft plain(Fact fact, Object... needed) {
        for (Object value : needed) {
            Objects.requireNonNull(value, fact.kind());
        }
        return new OfFact(fact, null, Json.text(fact));
    }

    /// @param localTime as the table keeps it
    /// @param checkIn what is known of a check-in, as JSON; null for a terminal's punch
    record OfPunch(Punch fact, String localTime, byte[] raw, String checkIn) implements Draft {

        static OfPunch of(Punch punch) {
            Punch kept = isWhole(punch) ? punch : cut(punch);
            Objects.requireNonNull(kept.terminal(), "terminal");
            Objects.requireNonNull(kept.pin(), "pin");
            Objects.requireNonNull(kept.zone(), "zone");
            Objects.requireNonNull(kept.workCode(), "workCode");
            Objects.requireNonNull(kept.source(), "source");
            Objects.requireNonNull(kept.zoneFrom(), "zoneFrom");
            Objects.requireNonNull(kept.fit(), "fit");
            Objects.requireNonNull(kept.offset(), "offset");
            return new OfPunch(kept, LocalTimes.text(kept.localTime()), kept.raw().toArray(), body(kept));
        }

        private static String body(Punch punch) {
            CheckIn checkIn = punch.checkIn();
            if (checkIn == null) {
                return null;
            }
            Objects.requireNonNull(checkIn.event(), "event");
            Objects.requireNonNull(checkIn.method(), "method");
            Objects.requireNonNull(checkIn.timing(), "timing");
            if (Sources.code(punch.source()) < Sources.DOOR) {
                throw new IllegalArgumentException("a punch by " + Json.word(punch.source()) + " is no check-in");
            }
            return Json.text(checkIn);
        }

        /// The sender's idempotency key; null for none.
        String key() {
            String key = fact.checkIn() == null ? null : fact.checkIn().key();
            return key == null || key.isEmpty() ? null : key;
        }

        private static boolean isWhole(Punch punch) {
            return punch.localTime().getNano() == 0 && punch.receivedAt().getNano() % 1_000_000 == 0;
        }

        private static Punch cut(Punch p) {
            return new Punch(
                    p.source(), p.terminal(), p.pin(), p.localTime().truncatedTo(ChronoUnit.SECONDS), p.offset(),
                    p.zone(), p.zoneFrom(), p.fit(), toMillis(p.receivedAt()), p.state(), p.verifyMode(),
                    p.workCode(), p.raw(), p.checkIn());
        }
    }

    /// @param digest tells a repeated record from a new one
    record OfQuarantined(Quarantined fact, byte[] digest) implements Draft {

        static OfQuarantined of(Quarantined q) {
            Objects.requireNonNull(q.source(), "source");
            Objects.requireNonNull(q.terminal(), "terminal");
            Objects.requireNonNull(q.table(), "table");
            Objects.requireNonNull(q.reason(), "reason");
            Objects.requireNonNull(q.detail(), "detail");
            Quarantined kept = new Quarantined(
                    q.source(), q.terminal(), q.table(), q.reason(), q.detail(), toMillis(q.receivedAt()), q.raw());
            return new OfQuarantined(kept, sha256(Bytes.of(q.table() + "\0"), q.raw()));
        }
    }

    /// @param key the natural key of an operation; null for every other kind
    /// @param body the fact as JSON
    record OfFact(Fact fact, String key, String body) implements Draft {}

    private static Instant toMillis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Time first, as in the punch's key and for the same reason. The line itself decides; where a terminal
    /// gives none, all it said does.
    private static String key(Operation o) {
        Objects.requireNonNull(o.terminal(), "terminal");
        String said = o.raw().length() > 0 ? o.raw().toString() : new TreeMap<>(o.values()).toString();
        byte[] digest = sha256(Bytes.of(o.operator() + "\0" + said), Bytes.EMPTY);
        return o.localTime() + ' ' + o.terminal() + ' ' + o.table() + ' ' + o.code() + ' '
                + HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    }

    private static byte[] sha256(Bytes first, Bytes second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first.toArray());
            return digest.digest(second.toArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
