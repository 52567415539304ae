// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDateTime;
import java.util.Map;

/// A line of `GET /api/events` in the seed's shape (product.md MON-01, MON-02). Immutable.
///
/// @param timestamp local time of this machine, ISO 8601 without zone, as its readers know it
/// @param type `scan`, `sync`, `sms`, `photo`, `error`, `warning` or a free kind
/// @param message a sentence
/// @param data its context; no personal data beyond the PIN
public record MonitorEntry(String timestamp, String type, String message, Map<String, String> data) {

    /// ISO 8601 without zone.
    public static String timestamp(LocalDateTime time) {
        return java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
}
