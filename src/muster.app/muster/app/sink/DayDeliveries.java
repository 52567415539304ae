// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.terminal.Refusal;
import muster.journal.Days;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.DeadLetter;
import muster.model.Entry;
import muster.model.SinkState;

/// How the sinks stand to the punches of a day, and what mends that. Thread-safe.
public final class DayDeliveries {

    private static final int PAGE = 1000;
    private static final int LARGEST_BATCH = 500;

    private final Journal journal;
    private final Sinks sinks;
    private final InstantSource clock;

    /// Asks these.
    public DayDeliveries(Journal journal, Sinks sinks, InstantSource clock) {
        this.journal = journal;
        this.sinks = sinks;
        this.clock = clock;
    }

    /// How every sink for punches stands to some, in the order of the configuration.
    ///
    /// @param places of the punches in the journal, in order
    public List<Standing> standings(long[] places) throws JournalException {
        List<Standing> standings = new ArrayList<>();
        for (SinkLoop loop : sinks.loops()) {
            if (loop.config().kinds().contains("punch")) {
                standings.add(standing(loop, places));
            }
        }
        return standings;
    }

    private Standing standing(SinkLoop loop, long[] places) throws JournalException {
        String name = loop.config().name();
        SinkState state = loop.place().state();
        long position = loop.place().position();
        if (places.length == 0) {
            return new Standing(name, state, position, Map.of(), List.of(), Set.of());
        }
        long first = places[0];
        long last = places[places.length - 1];
        Days days = journal.records().days();
        List<Days.Span> spans = days.deliveries(name, first, last);
        return new Standing(
                name, state, position, days.letters(name, first, last), spans, leftOut(loop, places, spans));
    }

    /// Which of the punches the profile leaves out. Only where a delivery says that some were: reading a day's
    /// records whole costs more than all the rest.
    private Set<Long> leftOut(SinkLoop loop, long[] places, List<Days.Span> spans) throws JournalException {
        Set<Long> suspects = new HashSet<>();
        for (Days.Span span : spans) {
            for (int i = span.skipped() == 0 ? places.length : at(places, span.first());
                    i < places.length && places[i] <= span.last(); i++) {
                suspects.add(places[i]);
            }
        }
        Set<Long> leftOut = new HashSet<>();
        for (Entry entry : entries(suspects.stream().sorted().toList())) {
            if (loop.loading().leftOut(entry).isPresent()) {
                leftOut.add(entry.seq());
            }
        }
        return leftOut;
    }

    /// The index of the first place that is not before a place.
    private static int at(long[] places, long first) {
        int found = Arrays.binarySearch(places, first);
        return found >= 0 ? found : -found - 1;
    }

    /// The entries at some places, in their order.
    private List<Entry> entries(List<Long> places) throws JournalException {
        Set<Long> wanted = new HashSet<>(places);
        List<Entry> entries = new ArrayList<>(places.size());
        long read = 0;
        for (long place : places) {
            if (place > read) {
                List<Entry> page = journal.records().entries(place - 1, PAGE);
                page.stream().filter(entry -> wanted.contains(entry.seq())).forEach(entries::add);
                read = page.isEmpty() ? place : page.getLast().seq();
            }
        }
        return entries;
    }

    /// Tells of punches what delivering them would change at a sink's target; changes nothing.
    ///
    /// @param places in the journal, in order
    public List<Difference> compare(String sink, List<Long> places)
            throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = sinks.loop(sink);
        List<Difference> differences = new ArrayList<>();
        for (List<Long> some : pieces(loop, places)) {
            differences.addAll(loop.orders().ask(() -> loop.sink().compare(records(loop, some))));
        }
        return differences;
    }

    /// As they are sent, under the PIN that an operator gave them.
    private List<Outgoing> records(SinkLoop loop, List<Long> places) throws JournalException {
        String name = loop.config().name();
        Days days = journal.records().days();
        Set<Long> letters = days.letters(name, places.getFirst(), places.getLast()).keySet();
        List<Outgoing> records = new ArrayList<>();
        for (Entry entry : entries(places)) {
            String pin = !letters.contains(entry.seq()) ? null
                    : journal.records().deliveries().letter(name, entry.seq()).map(DeadLetter::edit).orElse(null);
            records.add(loop.loading().outgoing(entry, pin));
        }
        return records;
    }

    private static List<List<Long>> pieces(SinkLoop loop, List<Long> places) {
        int most = Math.clamp(loop.sink().batch(), 1, LARGEST_BATCH);
        List<List<Long>> pieces = new ArrayList<>();
        for (int i = 0; i < places.size(); i += most) {
            pieces.add(places.subList(i, Math.min(places.size(), i + most)));
        }
        return pieces;
    }

    /// Tries the open dead letters among some punches again, as soon as the sink can.
    ///
    /// @return how many
    public int retry(String sink, List<Long> places) throws Refusal, JournalException {
        SinkLoop loop = sinks.loop(sink);
        Set<Long> ids = new HashSet<>();
        for (long place : places) {
            journal.records().deliveries().letter(sink, place)
                    .filter(letter -> letter.state() == DeadLetter.State.OPEN)
                    .ifPresent(letter -> ids.add(letter.id()));
        }
        if (!ids.isEmpty()) {
            Letters.retry(loop, ids);
        }
        return ids.size();
    }

    /// Delivers punches once more, without moving the cursor. Stops at the first trouble; what was answered until
    /// then is kept.
    ///
    /// @param places in the journal, in order, none behind the sink's cursor
    public Outcome resend(String sink, List<Long> places) throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = sinks.loop(sink);
        Outcome outcome = Outcome.NOTHING;
        for (List<Long> some : pieces(loop, places)) {
            outcome = outcome.plus(loop.orders().ask(() -> resend(loop, some)));
            if (outcome.problem() != null) {
                break;
            }
        }
        return outcome;
    }

    private Outcome resend(SinkLoop loop, List<Long> places) throws JournalException, InterruptedException {
        SinkState state = loop.place().state();
        if (state == SinkState.PAUSED || state == SinkState.STOPPED) {
            return Outcome.failed("the sink is " + (state == SinkState.PAUSED ? "paused" : "stopped")
                    + "; muster sinks resume " + loop.config().name() + " goes on with it");
        }
        return new Resending(loop, journal, clock).send(records(loop, places));
    }

    /// What came of sending punches again. Immutable.
    ///
    /// @param delivered how many the target took
    /// @param duplicates how many it had after all
    /// @param setAside how many are dead letters now
    /// @param problem why not all were sent, or null
    public record Outcome(long delivered, long duplicates, long setAside, String problem) {

        /// Nothing was sent.
        public static final Outcome NOTHING = new Outcome(0, 0, 0, null);

        static Outcome failed(String problem) {
            return new Outcome(0, 0, 0, problem);
        }

        Outcome plus(Outcome other) {
            return new Outcome(delivered + other.delivered, duplicates + other.duplicates, setAside + other.setAside,
                    problem == null ? other.problem : problem);
        }
    }
}
