// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.journal.PresenceTally;
import muster.model.Presence;
import muster.model.Presence.Act;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/// Whatever is heard in whatever order, with a disk that refuses now and then and restarts in between: the count is
/// right, and nobody comes or goes without the evidence for it.
class VisitorsProperties {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long LEAVE = Duration.ofSeconds(60).toNanos();
    private static final long WITHIN = Duration.ofSeconds(20).toNanos();
    private static final int FLOOR = -80;
    private static final int LEAVE_FLOOR = -90;

    /// One thing that happens, some seconds after the one before.
    sealed interface Step {
        int seconds();
    }

    /// A report that is `late` seconds old.
    record Report(int seconds, String pin, int rssi, int late) implements Step {}

    /// Everything that is due is written, if the disk takes it.
    record Write(int seconds, boolean taken) implements Step {}

    /// Memory is lost.
    record Restart(int seconds) implements Step {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> seconds = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 8)),
                Tuple.of(1, Arbitraries.integers().between(30, 90)));
        Arbitrary<Integer> rssi = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(-100, -60)),
                Tuple.of(1, Arbitraries.just(127)));
        Arbitrary<Step> report = Combinators.combine(
                seconds, Arbitraries.of("a", "b", "c"), rssi, Arbitraries.of(0, 0, 0, 1, 5)).as(Report::new);
        Arbitrary<Step> write = Combinators.combine(seconds, Arbitraries.of(true, true, false)).as(Write::new);
        Arbitrary<Step> restart = seconds.map(Restart::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(12, report),
                        Tuple.of(5, write),
                        Tuple.of(1, restart))
                .list()
                .ofMinSize(5)
                .ofMaxSize(120);
    }

    @Property(tries = 500)
    void theCountIsRightAndNobodyComesOrGoesWithoutEvidence(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 4) int dwell) {
        Run run = new Run(dwell);
        for (Step step : steps) {
            run.now += Duration.ofSeconds(step.seconds()).toNanos();
            switch (step) {
                case Report report -> run.hear(report);
                case Write write -> run.write(write.taken());
                case Restart _ -> run.restart();
            }
            assertEquals(run.visitors.entries() - run.visitors.exits(), run.visitors.inside());
            assertEquals(run.insideOnDisk(), run.visitors.inside());
        }
        run.visitors.close();
        run.write(true);
        assertTrue(run.visitors.isOver());
        assertEquals(0, run.insideOnDisk());
    }

    /// A run beside a plain account of what was heard and what is on disk.
    private static final class Run {

        private final List<Presence> disk = new ArrayList<>();
        private final Map<String, List<Report>> heard = new HashMap<>();
        private final Map<String, List<Long>> moments = new HashMap<>();
        private final Map<String, Long> lastStrong = new HashMap<>();
        private final Map<String, Instant> lastSeen = new HashMap<>();
        private final PhoneRules rules;
        private Visitors visitors;
        private long now = Duration.ofHours(1).toNanos();
        private long began = now;

        Run(int dwell) {
            rules = new PhoneRules("s", "", FLOOR, LEAVE_FLOOR, dwell, Duration.ofNanos(WITHIN),
                    Duration.ofNanos(LEAVE), Duration.ofMinutes(5));
            visitors = new Visitors("e", rules, now, new PresenceTally(0, 0));
        }

        PhoneTime time() {
            return new PhoneTime(NOON.plusNanos(now), now, true);
        }

        void hear(Report report) {
            long moment = now - Duration.ofSeconds(report.late()).toNanos();
            Visitors.Heard meant = visitors.hear(report.pin(), true, report.rssi(), moment);
            if (moment < began) {
                assertEquals(Visitors.Heard.IGNORED, meant);
                return;
            }
            heard.computeIfAbsent(report.pin(), _ -> new ArrayList<>()).add(report);
            moments.computeIfAbsent(report.pin(), _ -> new ArrayList<>()).add(moment);
            assertEquals(isNear(report.pin(), moment), meant != Visitors.Heard.FAR);
            if (report.rssi() == 127 || report.rssi() >= LEAVE_FLOOR) {
                lastStrong.merge(report.pin(), moment, Math::max);
            }
            Instant at = NOON.plusNanos(moment);
            lastSeen.merge(report.pin(), at, (one, two) -> one.isAfter(two) ? one : two);
        }

        /// As many of the newest reports as it takes are recent, and at least half of those with a signal are strong.
        private boolean isNear(String pin, long moment) {
            List<Report> all = heard.get(pin);
            int from = all.size() - rules.dwell();
            if (from < 0 || moments.get(pin).subList(from, all.size()).stream().anyMatch(m -> moment - m > WITHIN)) {
                return false;
            }
            List<Integer> signals = all.subList(from, all.size()).stream()
                    .map(Report::rssi)
                    .filter(rssi -> rssi != 127)
                    .toList();
            long strong = signals.stream().filter(rssi -> rssi >= FLOOR).count();
            return signals.isEmpty() || 2 * strong > signals.size();
        }

        void write(boolean taken) {
            take(visitors.entered(time(), 10), taken);
            take(visitors.left(time()), taken);
            take(visitors.spans(time()), taken);
            visitors.sweep(now);
        }

        private void take(List<Presence> facts, boolean taken) {
            for (Presence fact : facts) {
                Act before = newest().containsKey(fact.pin()) ? newest().get(fact.pin()).act() : Act.LEFT;
                assertEquals(fact.act() == Act.ENTERED, before == Act.LEFT, "they take turns");
                if (fact.act() == Act.ENTERED) {
                    assertFalse(fact.lastSeen().isAfter(lastSeen.get(fact.pin())), "it is told as it was at first");
                } else {
                    assertEquals(lastSeen.get(fact.pin()), fact.lastSeen());
                }
                if (fact.act() == Act.LEFT && !closing()) {
                    long since = Math.max(began, lastStrong.getOrDefault(fact.pin(), began));
                    assertTrue(now - since >= LEAVE, "nobody goes before the time is up");
                }
                if (taken) {
                    disk.add(fact);
                }
            }
            if (taken) {
                visitors.written(facts);
            }
        }

        private boolean closing() {
            return visitors.hear("nobody", false, -100, now) == Visitors.Heard.IGNORED;
        }

        void restart() {
            began = now;
            heard.clear();
            moments.clear();
            lastStrong.clear();
            lastSeen.clear();
            long entries = disk.stream().filter(fact -> fact.act() == Act.ENTERED).count();
            long exits = disk.stream().filter(fact -> fact.act() == Act.LEFT).count();
            visitors = new Visitors("e", rules, now, new PresenceTally(entries, exits));
            newest().values().stream().filter(fact -> fact.act() != Act.LEFT).forEach(fact -> {
                visitors.restore(fact);
                lastSeen.put(fact.pin(), fact.lastSeen());
            });
        }

        private Map<String, Presence> newest() {
            Map<String, Presence> newest = new HashMap<>();
            disk.forEach(fact -> newest.put(fact.pin(), fact));
            return newest;
        }

        int insideOnDisk() {
            return (int) newest().values().stream().filter(fact -> fact.act() != Act.LEFT).count();
        }
    }
}
