// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.GatheringSettings;

/// Events and lists on a real journal, with a clock the test sets.
final class Scene implements AutoCloseable {

    static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
    static final Instant FIVE = Instant.parse("2026-11-20T17:00:00Z");

    private final AtomicReference<Instant> now;
    private final Path directory;
    final InstantSource clock;
    final Journal journal;
    final Gatherings gatherings;
    final Roster roster;

    private Scene(Path directory, AtomicReference<Instant> now) throws JournalException {
        this.directory = directory;
        this.now = now;
        clock = now::get;
        journal = Journal.open(JournalSettings.at(directory), clock);
        gatherings = new Gatherings(journal, clock);
        roster = new Roster(journal, clock);
    }

    /// Begins at seven in the morning.
    static Scene open(Path directory) throws JournalException {
        return new Scene(directory, new AtomicReference<>(NINE.minus(Duration.ofHours(2))));
    }

    /// Ends in good order and begins again.
    Scene restarted() throws JournalException {
        close();
        return new Scene(directory, now);
    }

    /// What is there when the machine dies now: the files as they are at this moment, opened elsewhere.
    Scene killed(Path elsewhere) throws IOException, JournalException {
        Files.createDirectories(elsewhere);
        for (String name : List.of("muster.db", "muster.db-wal")) {
            Files.copy(directory.resolve(name), elsewhere.resolve(name));
        }
        return new Scene(elsewhere, now);
    }

    void at(Instant instant) {
        now.set(instant);
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    /// An event from nine to five, made here.
    Gathering local(String id) throws Refusal, JournalException, InterruptedException {
        return gatherings.add(new GatheringSettings(id, "Day " + id, NINE, FIVE, null, null), "ann");
    }

    /// The same, which starts and stops by itself.
    Gathering automatic(String id, Instant start, Instant end) throws Exception {
        return gatherings.add(new GatheringSettings(id, "Day " + id, start, end, null, true), "ann");
    }

    /// An event of the backend.
    static Gathering listed(String id, String name, Instant start, Instant end, boolean active) {
        return new Gathering(id, name, start, end, Gathering.From.BACKEND, active, Gathering.State.LISTED, null, false,
                false);
    }

    Gathering.State state(String id) {
        return gatherings.find(id).orElseThrow().state();
    }

    List<Fact> facts() throws JournalException {
        return journal.read(0, 10_000).stream().map(Entry::fact).toList();
    }

    /// What happened to events: act, id, by.
    List<String> story() throws JournalException {
        return facts().stream()
                .filter(GatheringChange.class::isInstance)
                .map(GatheringChange.class::cast)
                .map(change -> change.act() + " " + change.after().id() + " by " + change.by())
                .toList();
    }

    @Override
    public void close() {
        journal.close();
    }
}
