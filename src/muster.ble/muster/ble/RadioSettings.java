// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Which adapters listen, and what may be done to them.
///
/// @param adapters names (`hci0`) or addresses (`00:1A:7D:DA:71:13`) of adapters; empty for all there are. An
///     address survives that the adapter comes back under another name.
/// @param powerOn whether an adapter that is off may be switched on
/// @param silence how long no advertisement of any device may be heard before the adapter is held for hung; positive
public record RadioSettings(List<String> adapters, boolean powerOn, Duration silence) {

    /// @throws IllegalArgumentException if `silence` is not positive
    public RadioSettings {
        adapters = List.copyOf(adapters);
        Objects.requireNonNull(silence);
        if (!silence.isPositive()) {
            throw new IllegalArgumentException("silence must be longer than nothing: " + silence);
        }
    }
}
