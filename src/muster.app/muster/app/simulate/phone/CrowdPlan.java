// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.phone;

import java.time.Duration;

/// Which phones are simulated. Immutable.
///
/// @param phones how many participants' phones there are
/// @param foreign how many devices advertise that are nobody's
/// @param prefix what the participants' ids begin with
/// @param rate advertisements each second of each device
/// @param arrival within this time the phones come, evenly
/// @param stay how long each of them stays; null = to the end
/// @param seed of everything that is left to chance
public record CrowdPlan(
        int phones, int foreign, String prefix, double rate, Duration arrival, Duration stay, long seed) {}
