// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.Presence;
import muster.model.Presence.Act;
import muster.model.Punch;
import muster.model.Registration;
import muster.model.Source;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever happens at a door, in whatever batches, and however often the journal is opened anew: the answers
/// are what going through all the entries gives, and every key and every check-in is there once.
class DoorProperties {

    private static final List<String> EVENTS = List.of("", "a", "b");
    private static final List<String> PINS = List.of("1", "10", "2");

    /// From a small world, so that repeats are frequent.
    @Provide
    Arbitrary<List<List<Fact>>> batches() {
        Arbitrary<String> events = Arbitraries.of(EVENTS);
        Arbitrary<String> pins = Arbitraries.of(PINS);
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, 3);
        Arbitrary<Fact> checkIns = Combinators.combine(
                        Arbitraries.of(Source.BLE, Source.MANUAL), events, pins, seconds,
                        Arbitraries.of("k", "l", "m", "n").injectNull(0.6))
                .as(Samples::checkIn);
        Arbitrary<Fact> punches = Combinators.combine(Arbitraries.of(Source.PUSH, Source.PULL), pins, seconds)
                .as((source, pin, second) ->
                        Samples.punch(source, Samples.DOOR, pin, second, 0, source == Source.PUSH ? 1 : 15));
        Arbitrary<Fact> registrations = Combinators.combine(events, pins, Arbitraries.of(true, false))
                .as((event, pin, off) -> off ? Samples.unregistered(event, pin) : Samples.registered(event, pin));
        Arbitrary<Fact> presences = Combinators.combine(events, pins, Arbitraries.of(Act.class), seconds)
                .as(Samples::presence);
        Arbitrary<Fact> gatherings = Combinators.combine(events, Arbitraries.of(Gathering.State.class))
                .as((id, state) -> Samples.changed(Samples.gathering(id, state)));
        return Arbitraries.oneOf(checkIns, checkIns, punches, registrations, presences, gatherings)
                .list().ofMaxSize(12).list().ofMaxSize(8);
    }

    @Property(tries = 60)
    void theAnswersAreWhatTheEntriesSay(@ForAll("batches") List<List<Fact>> batches) throws Exception {
        Path directory = Samples.scratch();
        try {
            for (List<Fact> batch : batches) {
                try (Journal journal = Samples.open(directory)) {
                    Receipt receipt = journal.append(batch);
                    assertReceiptIsTrue(batch, receipt, Samples.everything(journal.records()));
                }
            }
            try (Journal journal = Samples.open(directory)) {
                List<Entry> entries = Samples.everything(journal.records());
                assertEquals(entries.size(), journal.head());
                for (String event : EVENTS) {
                    assertCheckInsAreTrue(journal.records().checkIns(), entries, event);
                    assertPresencesAreTrue(journal.records().checkIns(), entries, event);
                }
                assertListsAreTrue(journal.records(), entries);
            }
        } finally {
            Samples.delete(directory);
        }
    }

    /// Every check-in is stored under the number that was told, or that number's has its key or is the same.
    private static void assertReceiptIsTrue(List<Fact> batch, Receipt receipt, List<Entry> entries) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i) instanceof Punch brought && brought.checkIn() != null) {
                Punch told = (Punch) entries.get((int) receipt.outcomes().get(i).seq() - 1).fact();
                String key = brought.checkIn().key();
                boolean sameKey = key != null && key.equals(told.checkIn().key());
                boolean same = told.pin().equals(brought.pin()) && told.localTime().equals(brought.localTime())
                        && told.checkIn().event().equals(brought.checkIn().event());
                assertEquals(true, sameKey || same, brought + " is not " + told);
            }
        }
        List<Punch> all = checkIns(entries).map(entry -> (Punch) entry.fact()).toList();
        List<String> keys = all.stream().map(punch -> punch.checkIn().key()).filter(key -> key != null).toList();
        assertEquals(keys.size(), new TreeSet<>(keys).size(), "a key is there twice");
        assertEquals(all.size(),
                all.stream().map(p -> p.pin() + p.localTime() + p.checkIn().event()).distinct().count());
    }

    private static Stream<Entry> checkIns(List<Entry> entries) {
        return entries.stream().filter(entry -> entry.fact() instanceof Punch punch && punch.checkIn() != null);
    }

    private static void assertCheckInsAreTrue(CheckIns answers, List<Entry> entries, String event) throws Exception {
        Comparator<Entry> byTime = Comparator.comparing((Entry entry) -> ((Punch) entry.fact()).instant())
                .thenComparing(Entry::seq);
        Map<String, List<Entry>> byPin = checkIns(entries)
                .filter(entry -> ((Punch) entry.fact()).checkIn().event().equals(event))
                .collect(Collectors.groupingBy(
                        entry -> ((Punch) entry.fact()).pin(), TreeMap::new, Collectors.toList()));
        List<Entry> first = new ArrayList<>();
        for (List<Entry> ofPin : byPin.values()) {
            ofPin.sort(byTime);
            first.add(ofPin.getFirst());
        }
        assertEquals(first, answers.first(event, null, 100));
        assertEquals(first.size(), answers.people(event));
        assertEquals(byPin.values().stream().mapToLong(List::size).sum(), answers.count(event));
        for (String pin : PINS) {
            assertEquals(Optional.ofNullable(byPin.get(pin)).map(List::getLast), answers.last(event, pin));
        }
        for (Entry entry : (Iterable<Entry>) checkIns(entries)::iterator) {
            String key = ((Punch) entry.fact()).checkIn().key();
            assertEquals(key == null ? Optional.empty() : Optional.of(entry), answers.byKey(key));
        }
    }

    private static void assertPresencesAreTrue(CheckIns answers, List<Entry> entries, String event) throws Exception {
        Map<String, Entry> newest = new TreeMap<>();
        Map<Act, Long> acts = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Presence presence && presence.event().equals(event)) {
                newest.put(presence.pin(), entry);
                acts.merge(presence.act(), 1L, Long::sum);
            }
        }
        assertEquals(List.copyOf(newest.values()), answers.presences(event));
        assertEquals(new PresenceTally(acts.getOrDefault(Act.ENTERED, 0L), acts.getOrDefault(Act.LEFT, 0L)),
                answers.presenceTally(event));
    }

    private static void assertListsAreTrue(Records records, List<Entry> entries) throws Exception {
        Map<String, Gathering> gatherings = new TreeMap<>();
        Map<String, TreeSet<String>> lists = new TreeMap<>();
        for (Entry entry : entries) {
            switch (entry.fact()) {
                case GatheringChange change -> gatherings.put(change.after().id(), change.after());
                case Registration r when r.removed() -> lists.get(r.event()).remove(r.pin());
                case Registration r -> lists.computeIfAbsent(r.event(), _ -> new TreeSet<>()).add(r.pin());
                default -> {}
            }
        }
        assertEquals(List.copyOf(gatherings.values()), records.gatherings());
        Map<String, Integer> counts = new HashMap<>();
        for (Map.Entry<String, TreeSet<String>> list : lists.entrySet()) {
            assertEquals(List.copyOf(list.getValue()), records.registrations(list.getKey()));
            if (!list.getValue().isEmpty()) {
                counts.put(list.getKey(), list.getValue().size());
            }
        }
        assertEquals(counts, records.registrationCounts());
    }
}
