// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.Instant;
import java.util.Optional;

/// What terminals said last about how many punches they hold. Thread-safe.
public final class Counters {

    private final Contacts contacts;

    /// Looks there.
    public Counters(Contacts contacts) {
        this.contacts = contacts;
    }

    /// A terminal's word. Immutable.
    ///
    /// @param records how many punches it holds
    /// @param at when it said so (UTC)
    public record Count(int records, Instant at) {}

    /// What a terminal said last; empty when it did not since the start.
    public Optional<Count> of(String serial) {
        Pulse pulse = contacts.pulse(serial);
        return pulse.records() == null || pulse.counted() == null
                ? Optional.empty()
                : Optional.of(new Count(pulse.records(), pulse.counted()));
    }
}
