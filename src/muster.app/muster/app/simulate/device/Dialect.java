// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// Which of the protocol's many forms a terminal speaks. Immutable.
///
/// @param unit how many bytes of a table it puts into one packet at most
/// @param eventSize how long the data of its attendance events is
/// @param countsSize how long its table of counts is: 4 (a lone zero), 80, 92 or 112 have been seen
/// @param claimed how many records it says there are; null = the truth
/// @param access whether it is set to access control: it counts records, and its log is empty
public record Dialect(
        RecordLayout records,
        UserLayout users,
        Flow flow,
        int unit,
        int eventSize,
        int countsSize,
        Long claimed,
        boolean access) {

    /// The largest chunk a client may ask for on TCP (zk-pull.md section 6.4).
    public static final int LARGEST_CHUNK = 65_472;

    /// What most terminals speak.
    public static final Dialect USUAL =
            new Dialect(RecordLayout.FULL, UserLayout.LONG, Flow.USUAL, LARGEST_CHUNK, 32, 92, null, false);

    /// Whether the data of attendance events can be so long; clients do not understand 8.
    public static boolean canEventsHave(int size) {
        return size == 8 || size == 10 || size == 12 || size == 14 || size >= 32 && size <= 1024;
    }
}
