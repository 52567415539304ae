// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A terminal this muster knows: what an operator set, and what it told about itself. Immutable.
///
/// @param serial its serial number, the key
/// @param name what people call it; the serial when nobody named it
/// @param state whether its records are taken
/// @param zone IANA zone or fixed offset of its clock; null = the default of the configuration
/// @param addresses addresses and networks (CIDR) it may call from; empty = any
/// @param dialect how it speaks: `att1`, `att2`, `oem`, `pid`, `acc`; empty until it called
/// @param pushVersion the protocol version it claims; empty until it called
/// @param language the number of its firmware's language; empty until it called
/// @param reported what it told about itself (firmware, model, capacities); no secrets
/// @param addedAt when it became known (UTC)
/// @param branch id of its branch, or null
/// @param pull how it is read on port 4370, or null when it is not
public record Terminal(
        String serial,
        String name,
        State state,
        String zone,
        List<String> addresses,
        String dialect,
        String pushVersion,
        String language,
        Map<String, String> reported,
        Instant addedAt,
        String branch,
        Pull pull) {

    /// A terminal of no branch that only pushes.
    public Terminal(
            String serial,
            String name,
            State state,
            String zone,
            List<String> addresses,
            String dialect,
            String pushVersion,
            String language,
            Map<String, String> reported,
            Instant addedAt) {
        this(serial, name, state, zone, addresses, dialect, pushVersion, language, reported, addedAt, null, null);
    }

    /// Copies the collections, so that the record stays immutable.
    public Terminal {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        reported = reported == null ? Map.of() : Map.copyOf(reported);
    }

    /// Whether a terminal's records are taken.
    public enum State {
        /// Its records are journalled.
        APPROVED,
        /// An operator refused it: it is answered 503 and keeps its data.
        REFUSED,
        /// An operator removed it: as if it were unknown; its punches stay.
        REMOVED
    }
}
