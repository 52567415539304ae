// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/// Which terminals are simulated. Immutable.
///
/// @param first where the first of them is; the others are at the ports after it, or at any when it is
/// @param count how many there are, from 1
/// @param serial of the only one, or what the serials of many begin with; null = the usual
/// @param firmware what they answer when asked for their version
/// @param options that they have besides the usual, or in their place
/// @param key their comm key; 0 = none
/// @param users how many people are enrolled at each
/// @param records how many records each holds at the begin
/// @param rate punches each second at each
/// @param zone their clocks are in
/// @param offset how far their clocks are ahead
/// @param drift how many parts in a million their clocks run too fast
/// @param seed of everything that is left to chance
public record FleetPlan(
        Place first,
        int count,
        String serial,
        String firmware,
        Map<String, String> options,
        long key,
        Dialect dialect,
        Manners manners,
        Faults faults,
        int users,
        int records,
        double rate,
        ZoneId zone,
        Duration offset,
        double drift,
        long seed) {

    private static final String USUAL = "SIM4370";

    /// Copies the map, so that the record stays immutable.
    public FleetPlan {
        options = Map.copyOf(options);
    }

    /// Who one of them is.
    ///
    /// @param number from 1
    Identity identity(int number) {
        String name = serial != null && count == 1
                ? serial
                : String.format("%s-%04d", serial == null ? USUAL : serial, number);
        return new Identity(name, firmware, options, key);
    }
}
