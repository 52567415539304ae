// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.pull.ClockHistory;
import muster.app.terminal.Terminals;
import muster.journal.Deliveries;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Variant;
import muster.model.ClockReading;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Entry;
import muster.model.Explanation;
import muster.model.Explanation.Sent;
import muster.model.Explanation.Step;
import muster.model.Json;
import muster.model.Person;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Quarantined;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.Terminal;

/// Tells the whole life of one record: when it was made, how it came, and how every sink stands to it. Thread-safe.
public final class Explainer {

    private static final int READINGS = 200;

    private final Journal journal;
    private final Terminals terminals;
    private final ClockHistory clocks;
    private final Sinks sinks;

    /// Asks these.
    public Explainer(Journal journal, Terminals terminals, ClockHistory clocks, Sinks sinks) {
        this.journal = journal;
        this.terminals = terminals;
        this.clocks = clocks;
        this.sinks = sinks;
    }

    /// The story of a punch.
    ///
    /// @return empty if there is no punch at that place
    public Optional<Explanation> of(long seq) throws JournalException {
        List<Entry> found = seq < 1 ? List.of() : journal.records().entries(seq - 1, 1);
        if (found.isEmpty() || found.getFirst().seq() != seq || !(found.getFirst().fact() instanceof Punch punch)) {
            return Optional.empty();
        }
        Terminal terminal = terminals.find(punch.terminal()).orElse(null);
        String name = journal.records().person(punch.pin()).map(Person::name).orElse(null);
        List<Step> story = new ArrayList<>();
        story.add(made(punch));
        story.add(received(punch));
        held(seq).ifPresent(story::addAll);
        for (Variant variant : journal.records().variants(seq)) {
            story.add(variant(variant.punch()));
        }
        clock(punch).ifPresent(story::add);
        story.sort(Comparator.comparing(Step::at, Comparator.nullsLast(Comparator.naturalOrder())));
        List<Sent> sent = new ArrayList<>();
        for (SinkLoop loop : sinks.loops()) {
            sent.add(sent(loop, found.getFirst()));
        }
        return Optional.of(new Explanation(PunchRow.of(seq, punch, terminal, name), story, sent));
    }

    private static Step made(Punch punch) {
        String where = punch.checkIn() == null ? "terminal " + punch.terminal() : "door " + punch.terminal();
        return new Step(punch.instant(), "made", "the clock of " + where + " showed "
                + punch.localTime().toString().replace('T', ' ') + "; that is " + punch.instant() + " by zone "
                + punch.zone() + ", which the " + Json.word(punch.zoneFrom()) + " named ("
                + Json.word(punch.fit()).replace('_', ' ') + ")");
    }

    private static Step received(Punch punch) {
        Duration late = Duration.between(punch.instant(), punch.receivedAt());
        return new Step(punch.receivedAt(), "received", "it came by " + Json.word(punch.source()) + ", "
                + Math.abs(late.toSeconds()) + " s " + (late.isNegative() ? "before" : "after")
                + " the moment it was made, and was on disk before anybody was told");
    }

    private Optional<List<Step>> held(long seq) throws JournalException {
        return journal.records().heldBefore(seq).map(entry -> {
            Quarantined held = (Quarantined) entry.fact();
            return List.of(
                    new Step(held.receivedAt(), "held", "it was held at " + entry.seq() + ": " + held.detail()),
                    new Step(null, "released", "it was released as " + seq + " when it had become possible"));
        });
    }

    private static Step variant(Punch told) {
        return new Step(told.receivedAt(), "variant", "the same punch was told by " + Json.word(told.source())
                + " with state " + told.state() + " and verify mode " + told.verifyMode());
    }

    /// The reading of the terminal's clock that was nearest.
    private Optional<Step> clock(Punch punch) throws JournalException {
        if (punch.checkIn() != null) {
            return Optional.of(new Step(punch.receivedAt(), "clock",
                    "its time is from: " + Json.word(punch.checkIn().timing())));
        }
        Instant made = punch.instant();
        return clocks.readings(punch.terminal(), READINGS).stream()
                .min(Comparator.comparing(reading -> Duration.between(reading.receivedAt(), made).abs()))
                .map(Explainer::step);
    }

    private static Step step(ClockReading reading) {
        double seconds = reading.offsetMillis() / 1000.0;
        return new Step(reading.receivedAt(), "clock", "the terminal's clock was " + Math.abs(seconds) + " s "
                + (seconds < 0 ? "behind" : "ahead of") + " ours; the punch keeps what the terminal showed");
    }

    private Sent sent(SinkLoop loop, Entry entry) throws JournalException {
        String name = loop.config().name();
        Deliveries deliveries = journal.records().deliveries();
        if (!loop.loading().isFor(entry)) {
            return new Sent(name, "skipped", null, "this sink is not for punches");
        }
        Optional<String> leftOut = loop.loading().leftOut(entry);
        if (leftOut.isPresent()) {
            return new Sent(name, "skipped", null, leftOut.get());
        }
        Optional<DeadLetter> letter = deliveries.letter(name, entry.seq());
        if (letter.isPresent()) {
            return letter(letter.get());
        }
        if (loop.place().position() < entry.seq()) {
            return waiting(loop);
        }
        return deliveries.of(name, entry.seq()).stream()
                .findFirst()
                .map(delivery -> delivered(name, delivery))
                .orElse(new Sent(name, "skipped", null, "the cursor was moved over it"));
    }

    private static Sent letter(DeadLetter letter) {
        String state = switch (letter.state()) {
            case OPEN -> "set_aside";
            case DELIVERED -> "delivered";
            case DISCARDED -> "discarded";
        };
        boolean delivered = letter.state() == DeadLetter.State.DELIVERED;
        String said = (delivered ? "" : letter.reason() + ": ") + letter.detail();
        String under = letter.edit() == null ? "" : "; under " + letter.edit() + ", as " + letter.by() + " said";
        String up = letter.state() == DeadLetter.State.DISCARDED ? "; given up by " + letter.by() : "";
        String first = delivered ? "; set aside at first as " + letter.reason() : "";
        return new Sent(letter.sink(), state, letter.lastAt(), said + under + up + first + "; tried "
                + letter.tries() + (letter.tries() == 1 ? " time" : " times"));
    }

    private static Sent waiting(SinkLoop loop) throws JournalException {
        SinkStatus status = loop.place().status(Map.of());
        return new Sent(loop.config().name(), "waiting", null, status.state() == SinkState.RUNNING
                ? "its turn has not come; the sink is at " + status.cursor()
                : "the sink is " + Json.word(status.state()) + (status.reason() == null ? "" : ": " + status.reason()));
    }

    private static Sent delivered(String sink, Delivery delivery) {
        int taken = delivery.delivered() + delivery.duplicates();
        boolean alone = taken + delivery.setAside() + delivery.skipped() == 1;
        String state = taken == 0 ? "skipped" : delivery.delivered() == 0 ? "duplicate" : "delivered";
        String batch = alone ? "" : "with others: " + delivery.delivered() + " taken, " + delivery.duplicates()
                + " there already, " + delivery.setAside() + " set aside, " + delivery.skipped() + " left out";
        String answer = delivery.answer() == null ? "" : delivery.answer();
        return new Sent(sink, state, delivery.at(), answer.isEmpty() || batch.isEmpty()
                ? answer + batch
                : answer + "; " + batch);
    }
}
