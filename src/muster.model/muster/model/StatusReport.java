// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/status`: the seed's shape (product.md API-08) and what this muster adds.
/// Immutable.
///
/// @param timestamp local time of this machine, ISO 8601 without zone
/// @param metrics the numbers
/// @param systemState the components
/// @param recentEvents the last 20
/// @param recentAlerts the last 10
/// @param uptime for people: `1h 0m`
/// @param version of this muster
/// @param head the newest sequence number of the journal
/// @param terminals how many terminals are approved
/// @param terminalsOnline how many of them are online
/// @param terminalsPending how many wait for approval
/// @param quarantined how many records are held
/// @param streams how many clients follow a stream
/// @param freeBytes free space where the journal is
/// @param walBytes size of the journal's write-ahead log
/// @param activity punches received in each of the last ten minutes, oldest first; the last is not over yet
/// @param alertsFiring how many alerts fire now
public record StatusReport(
        String timestamp,
        Metrics metrics,
        SystemState systemState,
        List<MonitorEntry> recentEvents,
        List<Alert> recentAlerts,
        String uptime,
        String version,
        long head,
        int terminals,
        int terminalsOnline,
        int terminalsPending,
        long quarantined,
        int streams,
        long freeBytes,
        long walBytes,
        List<Long> activity,
        int alertsFiring) {}
