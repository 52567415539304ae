// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import com.google.gson.JsonParseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.Quarantined;
import muster.model.Quarantined.Reason;

/// The held check-ins, oldest first, read page by page: a day without the time can leave more than memory holds.
/// Used by one thread.
final class HeldPages {

    private static final Logger LOG = System.getLogger(HeldPages.class.getName());

    private static final int PAGE = 500;

    private final List<Line> lines;

    /// @param reasons those held for one of these
    HeldPages(Records records, List<Reason> reasons) {
        lines = reasons.stream().map(reason -> new Line(records, reason)).toList();
    }

    /// A held check-in.
    ///
    /// @param seq its place in the journal
    /// @param fact as it was journalled
    /// @param checkIn what it says
    record Page(long seq, Quarantined fact, HeldCheckIn checkIn) {}

    /// The next one; empty when there are no more.
    Optional<Page> next() throws JournalException {
        for (Line line : lines) {
            line.fill();
        }
        return lines.stream()
                .filter(line -> !line.pages.isEmpty())
                .min(Comparator.comparingLong(line -> line.pages.getFirst().seq()))
                .map(line -> line.pages.removeFirst());
    }

    /// Remembers all that are held.
    static void remember(Records records, DoorMemory memory, DoorMoment now) throws JournalException {
        HeldPages pages = new HeldPages(records, List.of(Reason.CLOCK_UNSET, Reason.NOT_ON_LIST));
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            memory.hold(page.get().seq(), page.get().fact().reason(), page.get().checkIn(), now);
        }
    }

    private static final class Line {

        private final Records records;
        private final Reason reason;
        private final Deque<Page> pages = new ArrayDeque<>();
        private long after;
        private boolean ended;

        Line(Records records, Reason reason) {
            this.records = records;
            this.reason = reason;
        }

        void fill() throws JournalException {
            while (pages.isEmpty() && !ended) {
                List<Entry> entries = records.checkIns().held(reason, after, PAGE);
                ended = entries.size() < PAGE;
                for (Entry entry : entries) {
                    after = entry.seq();
                    read(entry).ifPresent(pages::add);
                }
            }
        }

        private static Optional<Page> read(Entry entry) {
            if (!(entry.fact() instanceof Quarantined held)) {
                return Optional.empty();
            }
            try {
                HeldCheckIn checkIn = Json.parse(held.raw().toString(), HeldCheckIn.class);
                Objects.requireNonNull(checkIn.pin());
                Objects.requireNonNull(checkIn.at());
                Objects.requireNonNull(checkIn.checkIn().event());
                return Optional.of(new Page(entry.seq(), held, checkIn));
            } catch (JsonParseException | NullPointerException e) {
                // Only another program can have written it; it stays where an operator can look at it.
                LOG.log(Level.WARNING, "held check-in {0} cannot be read and stays in quarantine",
                        Long.toString(entry.seq()));
                return Optional.empty();
            }
        }
    }
}
