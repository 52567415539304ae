// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import muster.model.Attendee;
import muster.model.Attendee.State;
import muster.model.AttendeePage;
import muster.model.CheckIn;
import muster.model.GatheringSettings;
import muster.model.GatheringStatus;
import muster.model.Presence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorViewTest {

    @TempDir
    Path directory;

    private DoorHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new DoorHouse(directory).event();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anEventNobodyCameToIsAllZeros() throws Exception {
        assertEquals(new GatheringStatus(house.gatherings.find("demo").orElseThrow(), 0, 0, 0, 0, 0, 0, 0, 0, false),
                status());
        assertEquals(new AttendeePage(List.of(), null), house.view.attendance("demo", null, 10, false));
    }

    @Test
    void peopleCheckInsHeldOnesAndComingAndGoingAreCounted() throws Exception {
        house.list("1", "2", "3");
        house.phone("1");
        house.checkIn("2");
        house.checkIn("9");
        house.machine.pass(Duration.ofMinutes(6));
        house.checkIn("2");
        house.checkIn("9");
        presence("1", Presence.Act.ENTERED);
        presence("1", Presence.Act.LEFT);
        presence("1", Presence.Act.ENTERED);
        house.stays.add(stay("1"));
        GatheringStatus status = status();
        assertEquals(3, status.registered());
        assertEquals(2, status.checkedIn());
        assertEquals(3, status.punches());
        assertEquals(2, status.notOnList());
        assertEquals(0, status.waitingForClock());
        assertEquals(1, status.inside());
        assertEquals(2, status.entries());
        assertEquals(1, status.exits());
        assertFalse(status.full());
    }

    @Test
    void anEventIsFullWhenMoreAreInsideThanItHolds() throws Exception {
        house.gatherings.change("demo", new GatheringSettings(null, null, null, null, 2, null), "test");
        house.stays.add(stay("1"));
        house.stays.add(stay("2"));
        assertFalse(status().full());
        house.stays.add(stay("3"));
        assertTrue(status().full());
    }

    @Test
    void whoWaitsForTheClockIsCountedApartUntilItIsSet() throws Exception {
        house.list("1");
        house.machine.board().restart(Instant.EPOCH);
        house.open();
        house.phone("1");
        house.phone("ATT-9");
        assertEquals(2, status().waitingForClock());
        assertEquals(List.of(State.WAITS_FOR_CLOCK, State.WAITS_FOR_CLOCK), states());
        assertNull(everybody().getFirst().time());
        house.put(DoorMachine.MORNING);
        assertEquals(0, status().waitingForClock());
        assertEquals(1, status().notOnList());
        assertEquals(1, status().checkedIn());
        assertEquals(List.of(State.CHECKED_IN, State.NOT_ON_LIST), states());
    }

    @Test
    void everybodyIsToldOnceInTheOrderOfPins() throws Exception {
        house.list("absent", "came", "phone");
        house.checkIn("came");
        house.machine.pass(Duration.ofMinutes(6));
        house.checkIn("came");
        house.phone("phone");
        house.phone("stranger");
        presence("phone", Presence.Act.ENTERED);
        presence("phone", Presence.Act.LEFT);
        List<Attendee> all = everybody();
        assertEquals(List.of("absent", "came", "phone", "stranger"), all.stream().map(Attendee::pin).toList());
        assertEquals(new Attendee("absent", "Name absent", true, State.ABSENT, null, null, null, false, null, null, 0,
                null, null), all.get(0));
        assertEquals(new Attendee("came", "Name came", true, State.CHECKED_IN, house.entries().getFirst().seq(),
                DoorMachine.MORNING, null, false, null, null, 0, null, null), all.get(1));
        Instant later = DoorMachine.MORNING.plusSeconds(360);
        assertEquals(new Attendee("phone", "Name phone", true, State.CHECKED_IN, house.entries().getLast().seq(),
                later, CheckIn.Proof.CLAIMED, false, later, later, 7, -50, -60), all.get(2));
        Attendee stranger = all.get(3);
        assertEquals(State.NOT_ON_LIST, stranger.checkIn());
        assertEquals(false, stranger.registered());
        assertEquals(later, stranger.time());
        assertEquals(CheckIn.Proof.CLAIMED, stranger.proof());
    }

    @Test
    void whoIsInsideIsToldWithTheLatestEvidence() throws Exception {
        house.phone("1");
        house.phone("2");
        presence("2", Presence.Act.ENTERED);
        Stay stay = new Stay("2", DoorMachine.MORNING, DoorMachine.MORNING.plusSeconds(30), 99, -40, -45);
        house.stays.add(stay);
        Attendee inside = house.view.attendance("demo", null, 10, true).attendees().getFirst();
        assertEquals(1, house.view.attendance("demo", null, 10, true).attendees().size());
        assertEquals("2", inside.pin());
        assertTrue(inside.inside());
        assertEquals(State.CHECKED_IN, inside.checkIn());
        assertEquals(stay, new Stay(inside.pin(), inside.firstSeen(), inside.lastSeen(), inside.sightings(),
                inside.bestRssi(), inside.lastRssi()));
        assertNull(inside.registered());
    }

    @Test
    void pagesTogetherAreTheWholeWhateverTheirSize() throws Exception {
        TreeSet<String> expected = new TreeSet<>(DoorOrder.PINS);
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String pin = (i % 7 == 0 ? "\uD83D\uDE00" : i % 5 == 0 ? "\uFF5E" : "p") + i;
            expected.add(pin);
            switch (i % 4) {
                case 0 -> listed.add(pin);
                case 1 -> house.checkIn(pin);
                case 2 -> house.stays.add(stay(pin));
                default -> {
                    house.phone(pin);
                    listed.add(pin);
                }
            }
        }
        house.list(listed.toArray(String[]::new));
        for (int i = 60; i < 70; i++) {
            house.checkIn("q" + i);
            expected.add("q" + i);
        }
        for (int size : List.of(1, 2, 7, 69, 70, 71)) {
            assertEquals(List.copyOf(expected), paged(size, false), "pages of " + size);
            assertEquals(15, paged(size, true).size());
        }
    }

    @Test
    void whereEverybodyCountsThePagesAreThoseWhoCame() throws Exception {
        List<String> pins = List.of("a", "b", "c", "\uFF5E", "\uD83D\uDE00");
        for (String pin : pins) {
            house.checkIn(pin);
        }
        assertEquals(pins, paged(1, false));
        assertEquals(pins, paged(2, false));
        assertEquals("b", house.view.attendance("demo", null, 2, false).next());
        assertNull(house.view.attendance("demo", null, 5, false).next());
    }

    @Test
    void anEventOfFiveThousandPeopleIsPagedThrough() throws Exception {
        List<Comer> comers = new ArrayList<>();
        List<String> pins = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            pins.add("ATT-%05d".formatted(i));
            if (i % 2 == 0) {
                comers.add(house.comer(pins.getLast()));
            }
        }
        house.list(pins.toArray(String[]::new));
        house.door.checkIn("demo", comers, List.of());
        assertEquals(pins, paged(1_000, false));
        assertEquals(2_500, status().checkedIn());
        assertEquals(5_000, status().registered());
    }

    private List<String> paged(int size, boolean insideOnly) throws Exception {
        List<String> pins = new ArrayList<>();
        String after = null;
        do {
            AttendeePage page = house.view.attendance("demo", after, size, insideOnly);
            assertTrue(page.attendees().size() <= size);
            page.attendees().forEach(attendee -> pins.add(attendee.pin()));
            after = page.next();
        } while (after != null);
        return pins;
    }

    private List<Attendee> everybody() throws Exception {
        return house.view.attendance("demo", null, 1_000, false).attendees();
    }

    private List<State> states() throws Exception {
        return everybody().stream().map(Attendee::checkIn).toList();
    }

    private GatheringStatus status() throws Exception {
        return house.view.status(house.gatherings.find("demo").orElseThrow());
    }

    private void presence(String pin, Presence.Act act) throws Exception {
        Instant now = house.machine.wall();
        house.journal.append(List.of(
                new Presence("demo", pin, "Scanner-01", act, now, now, 7, -50, -60, true, now)));
    }

    private static Stay stay(String pin) {
        return new Stay(pin, DoorMachine.MORNING, DoorMachine.MORNING, 5, -50, -60);
    }
}
