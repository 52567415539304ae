// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// An event and how it goes. Immutable.
///
/// @param gathering the event
/// @param registered how many people are on its list; 0 = it has none, so everybody counts
/// @param checkedIn how many different people are checked in
/// @param punches how many check-ins there are, repeated ones within the event too
/// @param notOnList how many check-ins are held because the person is not on the list
/// @param waitingForClock how many check-ins are held because this machine's clock is not set
/// @param inside how many people are inside now
/// @param entries how often somebody came in
/// @param exits how often somebody went
/// @param full whether more are inside than its capacity allows
public record GatheringStatus(
        Gathering gathering,
        int registered,
        int checkedIn,
        int punches,
        int notOnList,
        int waitingForClock,
        int inside,
        long entries,
        long exits,
        boolean full) {}
