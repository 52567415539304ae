// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import muster.app.watch.Measure;
import muster.app.watch.Measures;
import muster.app.watch.Snapshot;
import muster.app.watch.Subjects;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.journal.Records;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Silence;
import muster.model.SilenceRequest;

/// A real journal, made-up measured values, and a clock that is stepped: the alerts of a muster without the rest of it.
final class Scene implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Duration REPEAT = Duration.ofMinutes(5);

    /// Everybody is called by the own name and belongs to no branch.
    static final Subjects NAMELESS = new Subjects() {
        @Override
        public String name(String family, String subject) {
            return subject;
        }

        @Override
        public String branch(String family, String subject) {
            return null;
        }
    };

    private final Path directory;
    private final List<RuleSettings> settings;
    private final Map<Measure, Map<String, Double>> values = new HashMap<>();
    private final Map<String, String> branches = new HashMap<>();
    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private boolean journalAway;
    private Predicate<String> nameless = _ -> false;
    Journal journal;
    Alerts alerts;

    Scene(Path directory, RuleSettings... settings) throws Exception {
        this.directory = directory;
        this.settings = List.of(settings);
        start();
    }

    private void start() throws JournalException {
        journal = Journal.open(JournalSettings.at(directory), clock);
        alerts = new Alerts(Rules.of(settings), this::snapshot, subjects(), this::append,
                journal.records().watching(), REPEAT, BERLIN, clock);
    }

    private void append(List<? extends Fact> facts) throws JournalException, InterruptedException {
        if (journalAway) {
            // fails as a journal does
            Records.open(directory.resolve("nowhere"));
        }
        journal.append(facts);
    }

    private Subjects subjects() {
        return new Subjects() {
            @Override
            public String name(String family, String subject) {
                if (nameless.test(subject)) {
                    throw new IllegalStateException("no name for " + subject);
                }
                return subject.toLowerCase(Locale.ROOT);
            }

            @Override
            public String branch(String family, String subject) {
                return branches.get(subject);
            }
        };
    }

    /// Everything measured is forgotten, as when a daemon is started.
    void restart() throws Exception {
        journal.close();
        values.clear();
        start();
    }

    void journalIsAway(boolean away) {
        journalAway = away;
    }

    void cannotName(Predicate<String> subjects) {
        nameless = subjects;
    }

    Instant now() {
        return now;
    }

    Scene at(Instant moment) {
        now = moment;
        return this;
    }

    Scene set(Measure measure, double value) {
        return set(measure, "", value);
    }

    Scene set(Measure measure, String subject, double value) {
        values.computeIfAbsent(measure, _ -> new TreeMap<>()).put(subject, value);
        return this;
    }

    /// Of a measure that tells a time since something.
    Scene since(Measure measure, String subject, Instant moment) {
        return set(measure, subject, moment == null ? 0 : moment.toEpochMilli() / 1000.0);
    }

    Scene branch(String subject, String branch) {
        branches.put(subject, branch);
        return this;
    }

    void forget(Measure measure, String subject) {
        values.getOrDefault(measure, Map.of()).remove(subject);
    }

    private Snapshot snapshot() {
        Snapshot.Builder builder = new Snapshot.Builder(now);
        values.forEach((measure, bySubject) ->
                bySubject.forEach((subject, value) -> builder.put(measure, subject, value)));
        return builder.done();
    }

    /// The rules are evaluated now.
    Scene round() throws Exception {
        alerts.round();
        return this;
    }

    /// Time passes, and the rules are evaluated every five seconds, last at its end.
    Scene pass(Duration time) throws Exception {
        return pass(time, () -> {});
    }

    Scene pass(Duration time, Runnable eachRound) throws Exception {
        for (Instant end = now.plus(time); now.isBefore(end);) {
            now = now.plusSeconds(5);
            eachRound.run();
            round();
        }
        return this;
    }

    Scene seconds(long seconds) throws Exception {
        return pass(Duration.ofSeconds(seconds));
    }

    Scene minutes(long minutes) throws Exception {
        return pass(Duration.ofMinutes(minutes));
    }

    /// Every change of an alert in the journal.
    List<AlertChange> changes() throws Exception {
        List<AlertChange> changes = new ArrayList<>();
        List<Entry> page = journal.read(0, 1000);
        while (!page.isEmpty()) {
            page.stream().map(Entry::fact).filter(AlertChange.class::isInstance).map(AlertChange.class::cast)
                    .forEach(changes::add);
            page = journal.read(page.getLast().seq(), 1000);
        }
        return changes;
    }

    /// What people were told: `queue_long fired`, ...
    List<String> told() throws Exception {
        return changes().stream()
                .filter(AlertChange::isTold)
                .map(change -> change.after().id() + " " + change.act())
                .toList();
    }

    AlertStatus alert(String id) {
        return alerts.active().stream().filter(alert -> alert.id().equals(id)).findFirst().orElse(null);
    }

    AlertStatus.State state(String id) {
        AlertStatus alert = alert(id);
        return alert == null ? null : alert.state();
    }

    Silence snooze(String rule, String subject, String branch, Duration time) throws Exception {
        return alerts.silence(new SilenceRequest(null, rule, subject, branch, null, null, time.toSeconds(), null,
                "known", "ann"));
    }

    /// A queue that is too long; one minute later its alert fires.
    Scene queue(long size) {
        return set(Measures.QUEUE_SIZE, size);
    }

    @Override
    public void close() {
        journal.close();
    }
}
