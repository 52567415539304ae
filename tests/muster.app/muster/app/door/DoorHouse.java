// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Dedupe;
import muster.app.config.OwnClockTrust;
import muster.app.config.Unlisted;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.CheckIn;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.Entry;
import muster.model.GatheringSettings;
import muster.model.Json;
import muster.model.Notice;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.Quarantined;
import muster.model.RosterList.Listed;

/// A door on a real journal, on a machine whose clocks the test moves.
final class DoorHouse implements AutoCloseable {

    static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    static final Dedupe FIVE_MINUTES = new Dedupe(Optional.of(Duration.ofMinutes(5)));
    static final String DEMO = "demo";

    final DoorMachine machine;
    final Map<String, String> owners = new HashMap<>();
    final List<Stay> stays = new ArrayList<>();
    /// What happens at the next commit, before it is on disk.
    volatile Runnable atCommit = () -> {};
    Dedupe dedupe = FIVE_MINUTES;
    Unlisted unlisted = Unlisted.HOLD;
    ZoneId zone = KOLKATA;
    Journal journal;
    Gatherings gatherings;
    Roster roster;
    OwnClock clock;
    Door door;
    DoorView view;
    private final Path directory;

    DoorHouse(Path directory) throws JournalException {
        this.directory = directory;
        this.machine = new DoorMachine(directory.resolve("root"));
        open();
    }

    /// Starts muster anew.
    void open() throws JournalException {
        close();
        journal = Journal.open(JournalSettings.at(directory.resolve("data")), () -> {
            atCommit.run();
            return machine.wall();
        });
        gatherings = new Gatherings(journal, machine::wall);
        roster = new Roster(journal, machine::wall);
        clock = new OwnClock(
                OwnClockTrust.AUTO, machine::wall, machine::nanos, machine.root, DoorMachine.BUILT, journal);
        DoorRules rules = new DoorRules(
                "Scanner-01", zone, dedupe, unlisted, LocalDate.parse("2005-01-01"), Duration.ofHours(24));
        door = new Door(journal, gatherings, roster, clock, rules, people(), machine::wall, machine::nanos);
        view = new DoorView(journal, roster, door, event -> event.equals(DEMO) ? List.copyOf(stays) : List.of());
    }

    private DoorPeople people() {
        return new DoorPeople() {
            @Override
            public Optional<String> person(byte[] code, Instant at) {
                return Optional.ofNullable(owners.get(HexFormat.of().formatHex(code)));
            }

            @Override
            public Collection<String> forms(String pin) {
                return pin.startsWith("ATT-") ? List.of(pin.substring(4)) : List.of();
            }
        };
    }

    /// A list for the event, each person with a name made of the number.
    DoorHouse list(String... pins) throws Exception {
        roster.replace(DEMO, Arrays.stream(pins).map(pin -> new Listed(pin, "Name " + pin)).toList(), "test");
        return this;
    }

    /// An event that is being scanned for.
    DoorHouse event() throws Exception {
        event(DEMO, "Demo");
        gatherings.start(DEMO, "test");
        return this;
    }

    void event(String id, String name) throws Exception {
        gatherings.add(new GatheringSettings(id, name, null, null, null, null), "test");
    }

    CheckInResult checkIn(String pin) throws Exception {
        return ask(request(pin));
    }

    CheckInResult ask(CheckInRequest request) throws Exception {
        return door.checkIn(request, Json.text(request));
    }

    static CheckInRequest request(String pin) {
        return new CheckInRequest(pin, null, null, null, null, null, null);
    }

    static CheckInRequest keyed(String pin, String event, String key) {
        return new CheckInRequest(pin, event, "qr", null, null, null, key);
    }

    static CheckInRequest timed(String pin, Instant time) {
        return new CheckInRequest(pin, DEMO, "qr", "Reader-02", time, null, null);
    }

    CheckInResult phone(String pin) throws Exception {
        return door.checkIn(DEMO, List.of(comer(pin)), List.of()).getFirst();
    }

    Comer comer(String pin) {
        return new Comer(pin, people().forms(pin), "service_data", -60, "Phone", CheckIn.Proof.CLAIMED, null,
                "{\"name\":\"" + pin + "\"}", machine.nanos());
    }

    Comer coded(String code) {
        return new Comer("code-" + code, List.of(), "service_data", -60, null, CheckIn.Proof.CLAIMED, code,
                "{\"name\":\"" + code + "\"}", machine.nanos());
    }

    /// The clock is put right, and whoever waits for it is told.
    int put(Instant to) throws Exception {
        machine.put(to);
        Optional<Notice> notice = clock.look();
        if (notice.isPresent()) {
            journal.append(List.of(notice.get()));
        }
        return clock.set() ? door.replay() : 0;
    }

    List<Entry> entries() throws JournalException {
        return journal.records().punches(PunchQuery.all(PunchQuery.MAX_LIMIT));
    }

    List<Punch> punches() throws JournalException {
        return entries().stream().map(entry -> (Punch) entry.fact()).toList();
    }

    List<Quarantined> held() throws JournalException {
        return journal.records().quarantine(null, null, true, 1_000).reversed().stream()
                .map(entry -> (Quarantined) entry.fact())
                .toList();
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
