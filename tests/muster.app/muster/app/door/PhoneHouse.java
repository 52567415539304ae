// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.config.Dedupe;
import muster.app.config.OwnClockTrust;
import muster.app.config.Unlisted;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.ble.Advertisement;
import muster.ble.BeaconReader;
import muster.ble.RotatingCode;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.Fact;
import muster.model.GatheringSettings;
import muster.model.Notice;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.RosterList.Listed;

/// Phones, a door and an event on a real journal; the clocks are moved by hand.
final class PhoneHouse implements AutoCloseable {

    static final String EVENT = "lecture";

    /// Check-in at -80 dBm with the first report, heard down to -90; gone after two minutes.
    static final PhoneRules RULES = new PhoneRules("Scanner-01", "ATT-", -80, -90, 1, Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(5));

    final DoorMachine machine;
    private final Path data;
    PhoneRules rules = RULES;
    RotatingCode codes;
    Dedupe dedupe = new Dedupe(Optional.of(Duration.ofMinutes(5)));
    OwnClockTrust trust = OwnClockTrust.SET;
    Journal journal;
    Gatherings gatherings;
    Roster roster;
    OwnClock clock;
    Door door;
    PhoneSource phones;

    PhoneHouse(Path directory) throws JournalException {
        machine = new DoorMachine(directory.resolve("root"));
        data = directory.resolve("data");
        open();
    }

    /// Starts muster anew; what was in memory only is lost.
    PhoneHouse open() throws JournalException {
        close();
        journal = Journal.open(JournalSettings.at(data), machine::wall);
        gatherings = new Gatherings(journal, machine::wall);
        roster = new Roster(journal, machine::wall);
        clock = new OwnClock(trust, machine::wall, machine::nanos, machine.root, DoorMachine.BUILT, journal);
        PhoneCodes people = new PhoneCodes(journal, codes);
        DoorRules doorRules = new DoorRules("Scanner-01", ZoneId.of("Asia/Kolkata"), dedupe, Unlisted.HOLD,
                LocalDate.parse("2005-01-01"), Duration.ofHours(24));
        door = new Door(journal, gatherings, roster, clock, doorRules, people, machine::wall, machine::nanos);
        phones = new PhoneSource(rules, new BeaconReader(rules.prefix()), people, door, clock, gatherings, roster,
                journal, machine::wall, machine::nanos);
        return this;
    }

    /// An event that is scanned for.
    PhoneHouse event() throws Exception {
        add(EVENT, null);
        gatherings.start(EVENT, "test");
        write();
        return this;
    }

    void add(String id, Integer capacity) throws Exception {
        gatherings.add(new GatheringSettings(id, id, null, null, capacity, null), "test");
    }

    void list(String... pins) throws Exception {
        roster.replace(EVENT, List.of(pins).stream().map(pin -> new Listed(pin, null)).toList(), "test");
    }

    /// A phone that is near.
    void hear(String id) {
        hear(id, "address of " + id, -60);
    }

    void hear(String id, String address, int rssi) {
        phones.heard(advertisement(id.getBytes(StandardCharsets.US_ASCII), address, rssi, machine.nanos()));
    }

    void hear(byte[] code, String address) {
        phones.heard(advertisement(code, address, -60, machine.nanos()));
    }

    static Advertisement advertisement(byte[] id, String address, int rssi, long nanos) {
        return new Advertisement("hci0", address, rssi, null, null, null, Map.of(0xFFFF, id), nanos);
    }

    /// One turn of the writing thread.
    boolean write() throws InterruptedException {
        return phones.write();
    }

    void pass(long seconds) {
        machine.pass(Duration.ofSeconds(seconds));
    }

    /// The file is where nobody finds it: nothing can be written until it is back.
    void loseDisk() throws IOException {
        Files.move(data.resolve("muster.db"), data.resolve("away.db"));
    }

    void findDisk() throws Exception {
        Files.move(data.resolve("away.db"), data.resolve("muster.db"));
        journal.probe();
    }

    List<Punch> punches() throws JournalException {
        return facts("punch", Punch.class);
    }

    List<String> pins() throws JournalException {
        return punches().stream().map(Punch::pin).toList();
    }

    List<Notice> notices() throws JournalException {
        return facts("notice", Notice.class);
    }

    List<Quarantined> held() throws JournalException {
        return facts("quarantine", Quarantined.class);
    }

    List<Presence> presences() throws JournalException {
        return facts("presence", Presence.class);
    }

    /// What was noticed of somebody, in order: `ENTERED`, ...
    List<Presence.Act> acts(String pin) throws JournalException {
        return presences().stream().filter(fact -> fact.pin().equals(pin)).map(Presence::act).toList();
    }

    private <F extends Fact> List<F> facts(String kind, Class<F> type) throws JournalException {
        return journal.records().facts(Set.of(kind), null, 10_000).reversed().stream()
                .map(entry -> type.cast(entry.fact()))
                .toList();
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
