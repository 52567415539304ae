// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// The answer of `GET /api/reconcile` and `POST /api/reconcile`: one day of every terminal, side by side from the
/// terminal's own counter to each sink. Immutable.
///
/// @param date the day, by the terminals' clocks
/// @param branch the branch it is about, or null for all
/// @param madeAt when it was asked (UTC)
/// @param complete whether nothing is missing or waits anywhere
/// @param rows the terminals and doors, by serial
/// @param repair what was begun to mend it; null when that was not asked
public record Reconciliation(
        LocalDate date, String branch, Instant madeAt, boolean complete, List<OfTerminal> rows, Repair repair) {

    /// One terminal, or one door that has punches of the day.
    ///
    /// @param terminal its serial
    /// @param name what people call it
    /// @param branch id of its branch, or null
    /// @param state whether everything it has of the day is in the journal
    /// @param reason why not, a sentence for people, or null
    /// @param pulled whether it is read on port 4370
    /// @param counter how many records it said it holds at its last complete read, or null
    /// @param rowsRead how many came then, or null
    /// @param readComplete whether its last read was a complete one
    /// @param readAt when its last complete read began (UTC), or null
    /// @param lastContact when it was heard last (UTC), or null
    /// @param punches how many punches of the day are in the journal
    /// @param quarantined how many of its records that came on that day are held
    /// @param sinks how each sink for punches stands to them, in the order of the configuration
    public record OfTerminal(
            String terminal,
            String name,
            String branch,
            DayState state,
            String reason,
            boolean pulled,
            Long counter,
            Long rowsRead,
            boolean readComplete,
            Instant readAt,
            Instant lastContact,
            long punches,
            long quarantined,
            List<AtSink> sinks) {}

    /// How a sink stands to one terminal's punches of the day. The first four numbers add up to the punches.
    ///
    /// @param sink its name
    /// @param delivered how many its target took, or had
    /// @param waiting how many wait for their turn
    /// @param setAside how many are open dead letters
    /// @param skipped how many its profile leaves out, an operator gave up, or a moved cursor passed over
    /// @param target what the target itself says; null when it was not asked
    public record AtSink(String sink, long delivered, long waiting, long setAside, long skipped, AtTarget target) {}

    /// What a target itself says of one terminal's punches of the day, by their places in the journal.
    ///
    /// @param missing delivered, and the target does not have them
    /// @param surplus left out or given up, and the target has them all the same
    /// @param different there, but not as they would be sent now
    /// @param unknown how many the target could not be asked about
    public record AtTarget(List<Long> missing, List<Long> surplus, List<Long> different, long unknown) {}

    /// What was begun to mend a day.
    ///
    /// @param fetch number of the order to read terminals, as `GET /api/fetch/{id}` follows it, or null
    /// @param terminals the terminals that are read
    /// @param sinks what was sent again
    public record Repair(Long fetch, List<String> terminals, List<Resent> sinks) {}

    /// What was sent to a sink's target again.
    ///
    /// @param sink its name
    /// @param retried how many dead letters are tried again
    /// @param missing how many records its target did not have
    /// @param delivered how many of those it took
    /// @param duplicates how many it had after all
    /// @param setAside how many it does not take
    /// @param problem why not all were sent, or null
    public record Resent(
            String sink, long retried, long missing, long delivered, long duplicates, long setAside, String problem) {}
}
