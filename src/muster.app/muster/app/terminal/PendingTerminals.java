// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.model.PendingTerminal;

/// Terminals that called and that nobody approved yet. In memory only, and no more than
/// [#LIMIT] of them, so that a flood of made-up serials costs neither disk nor memory; a real one calls
/// again within half a minute. Thread-safe.
final class PendingTerminals {

    /// How many are kept; the one silent for longest makes room (zk-push.md section 12).
    static final int LIMIT = 64;

    private final Map<String, PendingTerminal> bySerial = new LinkedHashMap<>();

    /// Notes a call.
    ///
    /// @return true when this serial was not on the list and the list had room: in a flood of made-up
    ///     serials no single one is news
    synchronized boolean called(Caller caller, Instant now) {
        PendingTerminal before = bySerial.remove(caller.serial());
        bySerial.put(caller.serial(), new PendingTerminal(
                caller.serial(),
                caller.address().getHostAddress(),
                caller.dialect(),
                before != null && caller.pushVersion().isEmpty() ? before.pushVersion() : caller.pushVersion(),
                before == null ? now : before.firstSeen(),
                now,
                before == null ? 1 : before.requests() + 1));
        boolean crowded = bySerial.size() > LIMIT;
        if (crowded) {
            bySerial.remove(bySerial.keySet().iterator().next());
        }
        return before == null && !crowded;
    }

    synchronized Optional<PendingTerminal> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    synchronized void remove(String serial) {
        bySerial.remove(serial);
    }

    /// The one that called last comes first.
    synchronized List<PendingTerminal> list() {
        return new ArrayList<>(bySerial.values()).reversed();
    }
}
