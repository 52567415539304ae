// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A terminal as the API and the screens show it: what was set, what it told, and how it is doing.
/// Immutable.
///
/// @param serial its serial number
/// @param name what people call it
/// @param state whether its records are taken
/// @param zone zone of its clock, or null = the default of the configuration
/// @param addresses where it may call from; empty = anywhere
/// @param dialect how it speaks
/// @param pushVersion the protocol version it claims
/// @param reported what it told about itself
/// @param addedAt when it became known (UTC)
/// @param presence from its last contact, at the time of asking
/// @param lastContact its last request of any kind (UTC), or null
/// @param address where that came from, or null
/// @param lastUpload its last upload of records (UTC), or null
/// @param clockOffsetSeconds its clock minus ours, from its last live punch; null when unknown
/// @param users how many people it says it holds, or null
/// @param records how many punches it says it holds, or null
/// @param punches how many punches of it are in the journal
/// @param duplicates how many resent punches were recognised
/// @param variants how many punches came by two ways with a different state or verify mode
/// @param quarantined how many of its records are held
/// @param latestPunch its newest punch by its own clock, `YYYY-MM-DD hh:mm:ss`, or null
/// @param openCommands how many commands wait or have no answer yet
/// @param branch id of its branch, or null
/// @param pull how it is read on port 4370, or null
/// @param lastFetch what came of the last read of its log, or null
/// @param recordCapacity how many punches it can hold, or null
/// @param fullOn the day its memory will be full at the present rate, or null
public record TerminalStatus(
        String serial,
        String name,
        Terminal.State state,
        String zone,
        List<String> addresses,
        String dialect,
        String pushVersion,
        Map<String, String> reported,
        Instant addedAt,
        Presence presence,
        Instant lastContact,
        String address,
        Instant lastUpload,
        Long clockOffsetSeconds,
        Integer users,
        Integer records,
        long punches,
        long duplicates,
        long variants,
        long quarantined,
        String latestPunch,
        int openCommands,
        String branch,
        Pull pull,
        Fetched lastFetch,
        Integer recordCapacity,
        LocalDate fullOn) {

    /// A terminal of no branch that only pushes.
    public TerminalStatus(
            String serial,
            String name,
            Terminal.State state,
            String zone,
            List<String> addresses,
            String dialect,
            String pushVersion,
            Map<String, String> reported,
            Instant addedAt,
            Presence presence,
            Instant lastContact,
            String address,
            Instant lastUpload,
            Long clockOffsetSeconds,
            Integer users,
            Integer records,
            long punches,
            long duplicates,
            long variants,
            long quarantined,
            String latestPunch,
            int openCommands) {
        this(serial, name, state, zone, addresses, dialect, pushVersion, reported, addedAt, presence, lastContact,
                address, lastUpload, clockOffsetSeconds, users, records, punches, duplicates, variants, quarantined,
                latestPunch, openCommands, null, null, null, null, null);
    }

    /// How long ago a terminal was heard (zk-push.md section 10). Never stored.
    public enum Presence {
        /// Within three polls and half a minute, at least 90 s.
        ONLINE,
        /// Up to 15 minutes.
        LATE,
        /// Longer ago.
        OFFLINE,
        /// Not since this muster was started.
        NOT_SEEN
    }
}
