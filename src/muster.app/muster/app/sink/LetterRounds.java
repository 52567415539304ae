// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import muster.journal.Deliveries;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Entry;

/// The dead letters of one sink: which are tried again, and when. A round remembers where it is and not which letters
/// are left, so that a million of them need no memory. For one thread.
final class LetterRounds {

    private static final System.Logger LOG = System.getLogger("muster.sink");

    /// What a list or a person's record can mend.
    private static final Set<String> ABOUT_PEOPLE = Set.of("unknown_person", "not_registered", "unknown_event");

    private static final Duration EVERY = Duration.ofHours(1);

    /// A list that is entered person by person asks for a round each time.
    private static final Duration CALM = Duration.ofMinutes(1);

    private static final int PAGE = 500;

    private final String name;
    private final Sink sink;
    private final Loading loading;
    private final Journal journal;
    private final Attempts attempts;
    private final InstantSource clock;
    private final Deque<Round> rounds = new ArrayDeque<>();
    private final Pause hour;
    private final Pause calm;
    private boolean any;
    private boolean learnt;
    private int most = PAGE;

    /// Open letters that are tried again.
    private static final class Round {

        private final String what;
        private final Predicate<DeadLetter> which;
        private final long last;
        private long done;

        private Round(String what, Predicate<DeadLetter> which, long first, long last) {
            this.what = what;
            this.which = which;
            this.last = last;
            this.done = first - 1;
        }
    }

    LetterRounds(String name, Sink sink, Loading loading, Journal journal, Attempts attempts, InstantSource clock,
            LongSupplier nanos) {
        this.name = name;
        this.sink = sink;
        this.loading = loading;
        this.journal = journal;
        this.attempts = attempts;
        this.clock = clock;
        this.hour = new Pause(nanos);
        this.calm = new Pause(nanos);
    }

    private Deliveries deliveries() {
        return journal.records().deliveries();
    }

    /// Finds out whether any wait, at the start. What was learnt before may not have been tried.
    void recall() throws JournalException {
        any = !deliveries().letters(name, null, DeadLetter.State.OPEN, null, 1).isEmpty();
        learnt = any;
    }

    /// New ones were set aside.
    void added(List<DeadLetter> letters) {
        if (!letters.isEmpty() && !any) {
            any = true;
            hour.begin(EVERY);
        }
    }

    /// Whether any may be open.
    boolean isAny() {
        return any;
    }

    /// A list or a person's record changed.
    void learnt() {
        learnt = true;
    }

    /// An operator wants some tried again.
    ///
    /// @param ids at least one
    void retry(Set<Long> ids) {
        rounds.add(new Round("some", letter -> ids.contains(letter.id()),
                ids.stream().min(Long::compare).orElseThrow(), ids.stream().max(Long::compare).orElseThrow()));
    }

    /// An operator wants all tried again.
    ///
    /// @param reason of this class; null = of every class
    /// @param last the newest of them
    void retryAll(String reason, long last) {
        String what = "all " + reason;
        rounds.removeIf(round -> round.what.equals(what) && round.done == 0);
        rounds.add(new Round(what, letter -> reason == null || letter.reason().equals(reason), 1, last));
    }

    /// Whether some are to be tried now.
    boolean isDue() {
        return !rounds.isEmpty() || isPeoplesTurn();
    }

    private boolean isPeoplesTurn() {
        return any && (hour.isOver() || learnt && calm.isOver());
    }

    /// How long until some are to be tried, when none are now.
    ///
    /// @param longest when there is nothing to wait for
    Duration left(Duration longest) {
        Duration left = !any ? longest : learnt ? calm.left() : hour.left();
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /// Tries the next of those that are due, in one call of the target at most: new records and orders come between.
    ///
    /// @param atOnce how many at most
    void round(int atOnce) throws JournalException, InterruptedException {
        if (isPeoplesTurn()) {
            begin();
        }
        Round round = rounds.peek();
        if (round == null) {
            return;
        }
        List<DeadLetter> letters = next(round, Math.min(most, atOnce));
        if (!letters.isEmpty()) {
            send(round, letters);
        }
    }

    private void begin() throws JournalException {
        Deliveries.Open open = deliveries().open(name, null);
        any = open.count() > 0;
        learnt = false;
        if (any) {
            hour.begin(EVERY);
            calm.begin(CALM);
            rounds.add(new Round("people", letter -> ABOUT_PEOPLE.contains(letter.reason()), 1, open.newest()));
        }
    }

    /// The next letters of a round; ends it when there are none. Looks at a page at a time.
    private List<DeadLetter> next(Round round, int count) throws JournalException {
        List<DeadLetter> next = new ArrayList<>();
        List<DeadLetter> page = deliveries().letters(name, null, DeadLetter.State.OPEN, round.done, PAGE);
        for (DeadLetter letter : page) {
            if (letter.id() > round.last || next.size() == count) {
                break;
            }
            if (round.which.test(letter)) {
                next.add(letter);
            } else if (next.isEmpty()) {
                round.done = letter.id();
            }
        }
        if (next.isEmpty() && (page.isEmpty() || page.getLast().id() > round.last)) {
            rounds.remove(round);
        }
        return next;
    }

    private void send(Round round, List<DeadLetter> letters) throws JournalException, InterruptedException {
        List<DeadLetter> sent = new ArrayList<>();
        List<Outgoing> records = new ArrayList<>();
        for (DeadLetter letter : letters) {
            Optional<Entry> entry = entry(letter);
            if (entry.isPresent()) {
                sent.add(letter);
                records.add(loading.outgoing(entry.get(), letter.edit()));
            }
        }
        if (records.isEmpty()) {
            round.done = letters.getLast().id();
            return;
        }
        Answers answers = sink.deliver(records);
        if (answers.isRefusalOfOne(records.size())) {
            answers = answers.settingAside();
        }
        Trouble trouble = answers.trouble(records.size());
        List<Answer> each = answers.each();
        int done = Math.min(each.size(), records.size());
        if (done > 0) {
            keep(sent.subList(0, done), records, each);
            round.done = done == records.size() ? letters.getLast().id() : sent.get(done - 1).id();
            attempts.worked();
            most = Math.min(PAGE, most * 2);
        }
        if (trouble != null && trouble.kind() == Trouble.Kind.REFUSED) {
            // one of the others spoils the rest; the smaller the calls, the sooner it is alone
            most = Math.max(1, (records.size() - done) / 2);
        } else if (trouble != null) {
            attempts.failed(trouble, done > 0);
        }
    }

    private Optional<Entry> entry(DeadLetter letter) throws JournalException {
        Optional<Entry> entry = letter.seq() < 1
                ? Optional.empty()
                : journal.read(letter.seq() - 1, 1).stream().findFirst();
        if (entry.isEmpty()) {
            LOG.log(Level.WARNING, "dead letter {0} of sink {1} is damaged: the journal has no record {2}; it is left"
                    + " out. muster deadletters discard {0} gives it up", Long.toString(letter.id()), name,
                    Long.toString(letter.seq()));
        }
        return entry;
    }

    private void keep(List<DeadLetter> letters, List<Outgoing> records, List<Answer> each)
            throws JournalException, InterruptedException {
        List<DeadLetter> after = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            DeadLetter letter = letters.get(i);
            Answer answer = each.get(i);
            after.add(Verdicts.after(letter, answer, clock.instant()));
            if (answer.kind() != Answer.Kind.SET_ASIDE) {
                Verdicts verdicts = new Verdicts(name, clock.instant());
                verdicts.take(records.get(i), answer);
                deliveries.add(verdicts.delivery(letter.seq(), letter.seq(), answer.text()));
            }
        }
        long position = deliveries().cursor(name).orElseThrow().position();
        journal.advance(new Progress(name, position, deliveries, after));
    }
}
