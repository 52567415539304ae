// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import muster.model.Bytes;
import muster.model.DeadLetter;
import muster.model.Fact;
import muster.model.Operation;
import muster.model.PersonChange;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Registration;

/// The people who were erased, as far as it takes to know them again when a terminal sends their records once more:
/// those are dropped and counted. While nobody is erased it costs nothing. Used by one thread.
final class ErasedTable {

    private static final System.Logger LOG = System.getLogger("muster.journal");

    private final Connection connection;
    private final ErasedKey key;
    /// By hash, from when on the PIN is somebody else's, in milliseconds; [Long#MAX_VALUE] for never.
    private final Map<ByteBuffer, Long> until = new HashMap<>();
    private Mac mac;
    private long dropped;
    private boolean unsaved;
    private boolean starting = true;

    ErasedTable(Connection connection, ErasedKey key) throws SQLException {
        this.connection = connection;
        this.key = key;
        this.dropped = Sqlite.number(connection, "SELECT value FROM meta WHERE name = 'erased_dropped'");
        load();
        starting = false;
    }

    /// Reads who was erased. To be called when that changed.
    void load() throws SQLException {
        until.clear();
        int unfinished = 0;
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT pin_hash, readmitted, pseudonym FROM erased");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long readmitted = row.getLong(2);
                long end = row.wasNull() ? Long.MAX_VALUE : readmitted;
                until.put(ByteBuffer.wrap(row.getBytes(1)), end);
                unfinished += row.getString(3) == null ? 0 : 1;
            }
        }
        if (until.isEmpty()) {
            return;
        }
        Optional<Mac> known = key.mac();
        mac = known.orElse(null);
        if (mac == null) {
            LOG.log(System.Logger.Level.ERROR, "the key file {0} is missing or damaged: records of people who were "
                    + "erased come back when terminals send them again. Put it back from a backup", key);
        }
        if (unfinished > 0 && starting) {
            LOG.log(System.Logger.Level.WARNING,
                    "erasing a person was begun and has not ended: run muster people erase again");
        }
    }

    /// How many facts were dropped so far.
    long dropped() {
        return dropped;
    }

    /// Whether there is nobody whose records would have to be looked for.
    boolean isEmpty() {
        return until.isEmpty() || mac == null;
    }

    /// The fact without what is about people who were erased; null when nothing is left.
    Draft without(Draft draft) {
        if (isEmpty()) {
            return draft;
        }
        Draft kept = kept(draft);
        if (kept != draft) {
            dropped++;
            unsaved = true;
        }
        return kept;
    }

    private Draft kept(Draft draft) {
        Fact fact = draft.fact();
        long now = fact.receivedAt().toEpochMilli();
        boolean gone = switch (fact) {
            case Punch punch -> holds(punch.pin(), punch.instant().toEpochMilli());
            case PersonChange change -> holds(change.after().pin(), now);
            case Registration registration -> holds(registration.pin(), now);
            case Presence presence -> holds(presence.pin(), now);
            case Operation operation -> holds(operation.operator(), now) || Mentions.named(operation).stream()
                    .anyMatch(pin -> holds(pin, now));
            default -> false;
        };
        if (gone) {
            return null;
        }
        return fact instanceof Quarantined held ? kept(draft, held, pin -> holds(pin, now)) : draft;
    }

    private static Draft kept(Draft draft, Quarantined held, Predicate<String> gone) {
        Bytes raw = Mentions.without(held.raw(), gone);
        if (raw == held.raw()) {
            return draft;
        }
        return raw.length() == 0 ? null : Draft.of(new Quarantined(held.source(), held.terminal(), held.table(),
                held.reason(), held.detail(), held.receivedAt(), raw));
    }

    /// What became of a sink's records, without the letters of people who were erased while it asked its target.
    Progress without(Progress progress) {
        if (isEmpty() || progress.letters().isEmpty()) {
            return progress;
        }
        List<DeadLetter> letters = progress.letters().stream()
                .filter(letter -> letter.id() != 0 || !holds(letter.pin(), letter.firstAt().toEpochMilli()))
                .toList();
        return progress.with(letters);
    }

    private boolean holds(String pin, long at) {
        if (pin == null || pin.isEmpty()) {
            return false;
        }
        Long end = until.get(ByteBuffer.wrap(ErasedKey.hash(mac, pin)));
        return end != null && at < end;
    }

    /// The PIN is somebody else's from a moment on, within the transaction that is open.
    ///
    /// @return false if nobody with that PIN was erased
    boolean readmit(String pin, Instant from) throws SQLException {
        if (mac == null) {
            return false;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE erased SET readmitted = ? WHERE pin_hash = ? AND pseudonym IS NULL")) {
            update.setLong(1, from.toEpochMilli());
            update.setBytes(2, ErasedKey.hash(mac, pin));
            boolean known = update.executeUpdate() == 1;
            load();
            return known;
        }
    }

    /// Whether somebody with that PIN was erased, or was begun to be.
    boolean has(String pin) {
        return mac != null && until.containsKey(ByteBuffer.wrap(ErasedKey.hash(mac, pin)));
    }

    /// Whether the counter is not written yet.
    boolean isUnsaved() {
        return unsaved;
    }

    /// Writes the counter, within the transaction that is open.
    void save() throws SQLException {
        if (unsaved) {
            try (PreparedStatement update = connection.prepareStatement(
                    "INSERT OR REPLACE INTO meta VALUES ('erased_dropped', ?)")) {
                update.setLong(1, dropped);
                update.executeUpdate();
            }
            unsaved = false;
        }
    }
}
