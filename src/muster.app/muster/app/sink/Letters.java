// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import muster.app.terminal.Refusal;
import muster.journal.Deliveries;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.DeadLetterPage;

/// What operators do with dead letters. Thread-safe.
public final class Letters {

    private static final int PAGE = 1000;
    private static final int LONGEST_PIN = 128;

    /// Finds a sink's loop.
    interface Loops {
        SinkLoop of(String sink) throws Refusal;
    }

    private final Journal journal;
    private final Loops loops;
    private final InstantSource clock;

    Letters(Journal journal, Loops loops, InstantSource clock) {
        this.journal = journal;
        this.loops = loops;
        this.clock = clock;
    }

    private Deliveries deliveries() {
        return journal.records().deliveries();
    }

    /// A page of them, oldest first.
    ///
    /// @param sink of this sink; null = any
    /// @param reason of this class; null = any
    /// @param state in this state; null = any
    /// @param cursor from the page before; null = at the oldest
    public DeadLetterPage page(String sink, String reason, DeadLetter.State state, Long cursor, int limit)
            throws JournalException {
        List<DeadLetter> page = deliveries().letters(sink, reason, state, cursor, limit + 1);
        boolean more = page.size() > limit;
        List<DeadLetter> shown = more ? page.subList(0, limit) : page;
        return new DeadLetterPage(shown, more ? shown.getLast().id() : null);
    }

    /// One of them.
    public DeadLetter one(long id) throws Refusal, JournalException {
        return deliveries().letter(id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no dead letter " + id + "; muster deadletters list shows those there are"));
    }

    /// Delivers one under another person's number from now on, and tries it at once.
    ///
    /// @param pin 1 to 128 printable characters
    public DeadLetter edit(long id, String pin, String by) throws Refusal, JournalException, InterruptedException {
        DeadLetter letter = open(id);
        String edit = pin == null ? "" : pin.strip();
        if (edit.isEmpty() || edit.length() > LONGEST_PIN || edit.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Refusal.Kind.INVALID, "pin: 1 to " + LONGEST_PIN + " printable characters");
        }
        DeadLetter after = with(letter, DeadLetter.State.OPEN, edit, by);
        journal.append(List.of(new DeadLetterChange(after, "edited", by, clock.instant())));
        retry(List.of(after));
        return after;
    }

    /// Gives one up; it stays to be looked at.
    public DeadLetter discard(long id, String by) throws Refusal, JournalException, InterruptedException {
        DeadLetter after = with(open(id), DeadLetter.State.DISCARDED, null, by);
        journal.append(List.of(new DeadLetterChange(after, "discarded", by, clock.instant())));
        return after;
    }

    /// Gives up all that are open, of a sink and a class.
    ///
    /// @return how many
    public int discardAll(String sink, String reason, String by)
            throws Refusal, JournalException, InterruptedException {
        int discarded = 0;
        for (List<DeadLetter> page = open(sink, reason, null); !page.isEmpty(); page = open(sink, reason, null)) {
            List<DeadLetterChange> changes = page.stream()
                    .map(letter -> new DeadLetterChange(
                            with(letter, DeadLetter.State.DISCARDED, null, by), "discarded", by, clock.instant()))
                    .toList();
            journal.append(changes);
            discarded += changes.size();
        }
        return discarded;
    }

    /// Tries one again at once.
    public void retry(long id) throws Refusal, JournalException, InterruptedException {
        retry(List.of(open(id)));
    }

    /// Tries all again that are open, of a sink and a class.
    ///
    /// @param sink null = of every sink
    /// @param reason null = of every class
    /// @return how many
    public int retryAll(String sink, String reason) throws Refusal, JournalException, InterruptedException {
        int asked = 0;
        Long after = null;
        for (List<DeadLetter> page = open(sink, reason, after); !page.isEmpty(); page = open(sink, reason, after)) {
            retry(page);
            asked += page.size();
            after = page.getLast().id();
        }
        return asked;
    }

    private List<DeadLetter> open(String sink, String reason, Long after) throws JournalException {
        return deliveries().letters(sink, reason, DeadLetter.State.OPEN, after, PAGE);
    }

    private void retry(List<DeadLetter> letters) throws Refusal, JournalException, InterruptedException {
        List<String> sinks = letters.stream().map(DeadLetter::sink).distinct().toList();
        for (String sink : sinks) {
            SinkLoop loop = loops.of(sink);
            List<Long> ids = new ArrayList<>();
            letters.stream().filter(letter -> letter.sink().equals(sink)).forEach(letter -> ids.add(letter.id()));
            loop.orders().ask(() -> {
                loop.letters().retry(ids);
                loop.now(false);
                return null;
            });
        }
    }

    private DeadLetter open(long id) throws Refusal, JournalException {
        DeadLetter letter = one(id);
        if (letter.state() != DeadLetter.State.OPEN) {
            throw new Refusal(Refusal.Kind.CONFLICT, "dead letter " + id + " is not open any more");
        }
        return letter;
    }

    private static DeadLetter with(DeadLetter letter, DeadLetter.State state, String edit, String by) {
        return new DeadLetter(letter.id(), letter.sink(), letter.seq(), letter.pin(), letter.reason(), letter.detail(),
                state, letter.tries(), letter.firstAt(), letter.lastAt(), edit == null ? letter.edit() : edit, by);
    }
}
