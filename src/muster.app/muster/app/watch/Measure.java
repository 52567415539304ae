// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

/// Something that is measured. Immutable.
///
/// @param name what rules, the API and the command line call it; of a family `FAMILY.WHAT`
/// @param help one sentence, with its unit
/// @param kind what its numbers are
/// @param family whose it is: `terminal`, `sink`, `branch`, `event`, `component`, `certificate` or `channel`; empty =
///     this muster's
/// @param prometheus its name in `/metrics`, without the prefix `muster_`; null = it is not there
public record Measure(String name, String help, Kind kind, String family, String prometheus) {

    /// What the numbers of a measure are.
    public enum Kind {
        /// Goes up and down.
        GAUGE,
        /// Only goes up, from the start or for ever.
        COUNTER,
        /// The seconds since a moment; kept as that moment.
        SINCE
    }
}
