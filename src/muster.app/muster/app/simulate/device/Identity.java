// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.Map;

/// Who a terminal says it is. Immutable.
///
/// @param firmware what it answers when asked for its version
/// @param options further options, or others than the usual, by name
/// @param key the comm key, 0 to 4294967295; 0 = none is asked for
public record Identity(String serial, String firmware, Map<String, String> options, long key) {

    /// The firmware text of many terminals in the field.
    public static final String USUAL_FIRMWARE = "Ver 6.60 Apr 26 2016";

    /// Copies the map, so that the record stays immutable.
    public Identity {
        options = Map.copyOf(options);
    }
}
