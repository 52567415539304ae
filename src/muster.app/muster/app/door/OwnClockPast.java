// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Notice;

/// What the journal knows of this machine's clock: how late it has been already, and when runs of the machine
/// began. Immutable.
///
/// @param newest the latest moment among the newest entries, as far back as the clock was last put right
/// @param runs when runs of the machine began, by boot id, of those the newest entries tell about
record OwnClockPast(Optional<Instant> newest, Map<String, Run> runs) {

    /// The topic of notices about this machine's clock.
    private static final String TOPIC = "clock";

    /// So many entries tell how late it is: those of a run without the time are mixed with the others.
    private static final int NEWEST = 1_000;

    private static final int PAGE = 1_000;

    /// When a run of the machine began.
    ///
    /// @param began by a clock that was set (UTC)
    /// @param estimated true: no later than this, and no better known
    record Run(Instant began, boolean estimated) {}

    /// Reads the newest entries.
    static OwnClockPast of(Records records) throws JournalException {
        Instant newest = null;
        Map<String, Run> runs = new HashMap<>();
        for (Entry entry : records.facts(Set.of(), null, NEWEST)) {
            Fact fact = entry.fact();
            if (runs.isEmpty() && (newest == null || fact.receivedAt().isAfter(newest))) {
                newest = fact.receivedAt();
            }
            note(runs, fact);
        }
        return new OwnClockPast(Optional.ofNullable(newest), Map.copyOf(runs));
    }

    /// Whether the clock was set in that run of the machine.
    boolean setIn(String boot) {
        return runs.containsKey(boot) && !runs.get(boot).estimated();
    }

    /// What later notices tell about runs of the machine; the newest one counts.
    ///
    /// @param after only entries behind this sequence number are looked at
    static Map<String, Run> runs(Records records, long after) throws JournalException {
        Map<String, Run> runs = new HashMap<>();
        Long before = null;
        List<Entry> page;
        do {
            page = records.facts(Set.of("notice"), before, PAGE);
            for (Entry entry : page) {
                if (entry.seq() > after) {
                    note(runs, entry.fact());
                }
                before = entry.seq();
            }
        } while (page.size() == PAGE && before > after);
        return runs;
    }

    private static void note(Map<String, Run> runs, Fact fact) {
        if (!(fact instanceof Notice notice)
                || !notice.topic().equals(TOPIC)
                || !notice.context().containsKey("boot")) {
            return;
        }
        try {
            Instant began = Instant.parse(notice.context().getOrDefault("began", ""));
            boolean estimated = notice.context().getOrDefault("estimated", "").equals("true");
            runs.putIfAbsent(notice.context().get("boot"), new Run(began, estimated));
        } catch (DateTimeParseException e) {
            // Not one of ours: the run counts as unknown.
        }
    }

    /// A notice that tells nothing about the run of the machine.
    static Notice notice(Notice.Level level, String message, Instant now) {
        return new Notice(level, TOPIC, null, message, Map.of(), now);
    }

    /// A notice that later tells when a run of the machine began.
    static Notice notice(
            Notice.Level level, String message, String boot, Instant began, boolean estimated, Instant now) {
        return new Notice(level, TOPIC, null, message,
                Map.of("boot", boot, "began", began.toString(), "estimated", Boolean.toString(estimated)), now);
    }
}
