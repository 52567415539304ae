// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Entry;

/// The dead letters of one sink: which are tried again, and when. For one thread.
final class LetterRounds {

    /// What a list or a person's record can mend.
    private static final Set<String> ABOUT_PEOPLE = Set.of("unknown_person", "not_registered", "unknown_event");

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int PAGE = 500;

    private final String name;
    private final Sink sink;
    private final Loading loading;
    private final Journal journal;
    private final InstantSource clock;
    private final TreeSet<Long> due = new TreeSet<>();
    private boolean aboutPeople;
    private Instant next = Instant.MAX;

    LetterRounds(String name, Sink sink, Loading loading, Journal journal, InstantSource clock) {
        this.name = name;
        this.sink = sink;
        this.loading = loading;
        this.journal = journal;
        this.clock = clock;
    }

    /// The letters of some records, by place in the journal.
    Map<Long, DeadLetter> between(long first, long last) throws JournalException {
        return journal.records().deliveries().between(name, first, last).stream()
                .collect(Collectors.toMap(DeadLetter::seq, letter -> letter));
    }

    /// Finds out whether any wait, at the start.
    void recall() throws JournalException {
        if (!journal.records().deliveries().letters(name, null, DeadLetter.State.OPEN, null, 1).isEmpty()) {
            next = clock.instant().plus(EVERY);
        }
    }

    /// New ones were set aside.
    void added(List<DeadLetter> letters) {
        if (!letters.isEmpty() && next.equals(Instant.MAX)) {
            next = clock.instant().plus(EVERY);
        }
    }

    /// A list or a person's record changed.
    void learnt() {
        aboutPeople = !next.equals(Instant.MAX);
    }

    /// An operator wants these tried again.
    void retry(List<Long> ids) {
        due.addAll(ids);
    }

    /// Whether some are to be tried now.
    boolean isDue(Instant now) {
        boolean setBack = !next.equals(Instant.MAX) && next.isAfter(now.plus(EVERY));
        return aboutPeople || !due.isEmpty() || !now.isBefore(next) || setBack;
    }

    /// Tries those that are due.
    ///
    /// @return why not all of them could be tried; empty when all were
    Optional<Trouble> round() throws JournalException, InterruptedException {
        if (due.isEmpty() || aboutPeople || !clock.instant().isBefore(next)) {
            aboutPeople = false;
            collect();
        }
        while (!due.isEmpty()) {
            List<DeadLetter> letters = new ArrayList<>();
            for (long id : due.stream().limit(Math.min(PAGE, sink.batch())).toList()) {
                journal.records().deliveries().letter(id)
                        .filter(letter -> letter.state() == DeadLetter.State.OPEN)
                        .ifPresentOrElse(letters::add, () -> due.remove(id));
            }
            Optional<Trouble> trouble = letters.isEmpty() ? Optional.empty() : send(letters);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    private void collect() throws JournalException {
        Long after = null;
        List<DeadLetter> page;
        boolean any = false;
        do {
            page = journal.records().deliveries().letters(name, null, DeadLetter.State.OPEN, after, PAGE);
            for (DeadLetter letter : page) {
                any = true;
                after = letter.id();
                if (ABOUT_PEOPLE.contains(letter.reason())) {
                    due.add(letter.id());
                }
            }
        } while (page.size() == PAGE);
        next = any ? clock.instant().plus(EVERY) : Instant.MAX;
    }

    private Optional<Trouble> send(List<DeadLetter> letters) throws JournalException, InterruptedException {
        List<Outgoing> records = new ArrayList<>();
        for (DeadLetter letter : letters) {
            Entry entry = journal.read(letter.seq() - 1, 1).getFirst();
            records.add(loading.outgoing(entry, letter.edit()));
        }
        Answers answers = sink.deliver(records);
        int done = Math.min(answers.each().size(), records.size());
        List<DeadLetter> after = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < done; i++) {
            after.add(after(letters.get(i), records.get(i), answers.each().get(i), deliveries));
        }
        boolean refused = answers.trouble() != null && answers.trouble().kind() == Trouble.Kind.REFUSED;
        if (refused && done < records.size()) {
            // whichever it is of the others, all of them stay dead letters until the next time
            letters.subList(done, letters.size()).forEach(letter -> due.remove(letter.id()));
        }
        if (!after.isEmpty()) {
            long position = journal.records().deliveries().cursor(name).orElseThrow().position();
            journal.advance(new Progress(name, position, deliveries, after));
            after.forEach(letter -> due.remove(letter.id()));
        }
        return refused ? Optional.empty() : Optional.ofNullable(answers.trouble());
    }

    private DeadLetter after(DeadLetter letter, Outgoing record, Answer answer, List<Delivery> deliveries) {
        Verdicts verdicts = new Verdicts(name, clock.instant());
        boolean open = answer.kind() == Answer.Kind.SET_ASIDE;
        if (!open) {
            verdicts.take(record, answer);
            deliveries.add(verdicts.delivery(letter.seq(), letter.seq(), answer.text()));
        }
        return new DeadLetter(
                letter.id(),
                letter.sink(),
                letter.seq(),
                letter.pin(),
                open ? answer.reason() : letter.reason(),
                Verdicts.cut(answer.text() == null ? letter.detail() : answer.text(), 1000),
                open ? DeadLetter.State.OPEN : DeadLetter.State.DELIVERED,
                letter.tries() + 1,
                letter.firstAt(),
                clock.instant(),
                letter.edit(),
                letter.by());
    }
}
