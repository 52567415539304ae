// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import muster.app.terminal.Refusal;
import muster.journal.Deliveries;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.DeadLetterPage;

/// What operators do with dead letters. Thread-safe.
public final class Letters {

    private static final int PAGE = 1000;
    private static final int LONGEST_PIN = 128;

    private final Journal journal;
    private final Sinks sinks;
    private final InstantSource clock;

    Letters(Journal journal, Sinks sinks, InstantSource clock) {
        this.journal = journal;
        this.sinks = sinks;
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
        SinkLoop loop = sinks.loop(letter.sink());
        DeadLetter after = with(letter, DeadLetter.State.OPEN, edit, by);
        change(after, "edited", by);
        retry(loop, Set.of(id));
        return after;
    }

    /// Gives one up; it stays to be looked at.
    public DeadLetter discard(long id, String by) throws Refusal, JournalException, InterruptedException {
        DeadLetter after = with(open(id), DeadLetter.State.DISCARDED, null, by);
        change(after, "discarded", by);
        return after;
    }

    private void change(DeadLetter after, String act, String by)
            throws Refusal, JournalException, InterruptedException {
        Receipt receipt = journal.append(List.of(new DeadLetterChange(after, act, by, clock.instant())));
        if (receipt.stored() == 0) {
            // it was tried at the same moment, and the target took it
            throw closed(after.id());
        }
    }

    /// Gives up all that are open, of a sink and a class.
    ///
    /// @return how many
    public int discardAll(String sink, String reason, String by)
            throws Refusal, JournalException, InterruptedException {
        int discarded = 0;
        long last = newest();
        Long after = null;
        for (List<DeadLetter> page = open(sink, reason, after); !page.isEmpty(); page = open(sink, reason, after)) {
            List<DeadLetterChange> changes = page.stream()
                    .filter(letter -> letter.id() <= last)
                    .map(letter -> new DeadLetterChange(
                            with(letter, DeadLetter.State.DISCARDED, null, by), "discarded", by, clock.instant()))
                    .toList();
            if (changes.isEmpty()) {
                break;
            }
            discarded += journal.append(changes).stored();
            after = page.getLast().id();
        }
        return discarded;
    }

    /// Tries one again at once.
    public void retry(long id) throws Refusal, JournalException {
        retry(sinks.loop(open(id).sink()), Set.of(id));
    }

    /// Tries all again that are open, of a sink and a class.
    ///
    /// @param sink null = of every sink that is configured
    /// @param reason null = of every class
    /// @return how many
    public int retryAll(String sink, String reason) throws Refusal, JournalException {
        int asked = 0;
        for (SinkLoop loop : sink == null ? sinks.loops() : List.of(sinks.loop(sink))) {
            Deliveries.Open open = deliveries().open(loop.config().name(), reason);
            if (open.count() > 0) {
                asked += (int) open.count();
                loop.orders().hand(() -> {
                    loop.letters().retryAll(reason, open.newest());
                    loop.now(false);
                    return null;
                });
            }
        }
        return asked;
    }

    /// Has some tried again as soon as their sink can.
    static void retry(SinkLoop loop, Set<Long> ids) {
        loop.orders().hand(() -> {
            loop.letters().retry(ids);
            loop.now(false);
            return null;
        });
    }

    private long newest() throws JournalException {
        long newest = 0;
        for (String sink : deliveries().openLetters().keySet()) {
            newest = Math.max(newest, deliveries().open(sink, null).newest());
        }
        return newest;
    }

    private List<DeadLetter> open(String sink, String reason, Long after) throws JournalException {
        return deliveries().letters(sink, reason, DeadLetter.State.OPEN, after, PAGE);
    }

    private DeadLetter open(long id) throws Refusal, JournalException {
        DeadLetter letter = one(id);
        if (letter.state() != DeadLetter.State.OPEN) {
            throw closed(id);
        }
        return letter;
    }

    private static Refusal closed(long id) {
        return new Refusal(Refusal.Kind.CONFLICT, "dead letter " + id + " is not open any more");
    }

    private static DeadLetter with(DeadLetter letter, DeadLetter.State state, String edit, String by) {
        return new DeadLetter(letter.id(), letter.sink(), letter.seq(), letter.pin(), letter.reason(), letter.detail(),
                state, letter.tries(), letter.firstAt(), letter.lastAt(), edit == null ? letter.edit() : edit, by);
    }
}
