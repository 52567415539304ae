// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDateTime;

/// Which punches, and from where on. Immutable; a null field means "any".
///
/// @param terminal serial of the terminal
/// @param pin the person's number
/// @param source the way it came in
/// @param event id of the event it is for
/// @param from first local time, inclusive
/// @param to last local time, exclusive
/// @param cursor the page begins behind this sequence number, in the order asked for; null = at the start
/// @param newestFirst true for falling sequence numbers
/// @param limit how many at most, 1 to [#MAX_LIMIT]
public record PunchQuery(
        String terminal,
        String pin,
        Source source,
        String event,
        LocalDateTime from,
        LocalDateTime to,
        Long cursor,
        boolean newestFirst,
        int limit) {

    /// The largest page.
    public static final int MAX_LIMIT = 10_000;

    /// A query for any event and for none.
    public PunchQuery(
            String terminal,
            String pin,
            Source source,
            LocalDateTime from,
            LocalDateTime to,
            Long cursor,
            boolean newestFirst,
            int limit) {
        this(terminal, pin, source, null, from, to, cursor, newestFirst, limit);
    }

    /// Everything, oldest first.
    public static PunchQuery all(int limit) {
        return new PunchQuery(null, null, null, null, null, null, false, limit);
    }

    /// The same query, continued behind a sequence number.
    public PunchQuery behind(long seq) {
        return new PunchQuery(terminal, pin, source, event, from, to, seq, newestFirst, limit);
    }
}
