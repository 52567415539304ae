// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.List;
import java.util.Set;
import muster.app.config.SinkConfig;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Entry;
import muster.model.Gathering;
import muster.model.GatheringChange;

/// What came into the journal that matters to a sink's schedule and its dead letters: the end of an event, a person, a
/// list. Asks for these alone, so that it costs the same behind a backlog of any length. For one thread.
final class News {

    private static final Set<String> PEOPLE = Set.of("registration", "person");
    private static final Set<String> EVENTS = Set.of("gathering");
    private static final int PAGE = 50;

    private final SinkConfig config;
    private final Journal journal;
    private final Schedule schedule;
    private final LetterRounds letters;
    private long seen;

    News(SinkConfig config, Journal journal, Schedule schedule, LetterRounds letters) {
        this.config = config;
        this.journal = journal;
        this.schedule = schedule;
        this.letters = letters;
    }

    /// Nothing up to a place is new.
    void from(long place) {
        seen = place;
    }

    /// Looks at what is new, whether it is delivered yet or not.
    void look() throws JournalException {
        long head = journal.head();
        if (head <= seen) {
            return;
        }
        if (config.mode() == SinkConfig.Mode.EVENT_END) {
            lookForAnEnd();
        }
        if (letters.isAny() && isBehind(journal.records().facts(PEOPLE, null, 1))) {
            letters.learnt();
        }
        seen = head;
    }

    private boolean isBehind(List<Entry> newest) {
        return !newest.isEmpty() && newest.getFirst().seq() > seen;
    }

    /// The newest end holds all that came before it.
    private void lookForAnEnd() throws JournalException {
        Long before = null;
        List<Entry> page = journal.records().facts(EVENTS, before, PAGE);
        while (isBehind(page)) {
            for (Entry entry : page) {
                if (entry.seq() > seen && isEnd(entry)) {
                    schedule.ask(entry.seq());
                    return;
                }
            }
            before = page.getLast().seq();
            page = journal.records().facts(EVENTS, before, PAGE);
        }
    }

    private static boolean isEnd(Entry entry) {
        return entry.fact() instanceof GatheringChange change
                && change.act().equals("ended")
                && change.after().state() == Gathering.State.ENDED;
    }
}
