// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import muster.model.GatheringSettings;
import muster.model.Notice;
import muster.model.Sighting;
import muster.model.SightingBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator is told of an event's phones, and how often.
class PhoneAlarmsTest {

    @TempDir
    Path directory;

    private PhoneHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new PhoneHouse(directory).event();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void capacity(int people) throws Exception {
        GatheringSettings settings = new GatheringSettings(null, null, null, null, people, null);
        house.gatherings.change(PhoneHouse.EVENT, settings, "test");
    }

    private void come(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            house.hear("ATT-" + i);
        }
        house.write();
    }

    private List<String> messages() throws Exception {
        return house.notices().stream().map(Notice::message).toList();
    }

    @Test
    void moreThanTheCapacityIsToldOncePerCrossing() throws Exception {
        capacity(40);
        come(0, 40);
        assertEquals(List.of(), messages(), "40 of 40 is not too many");
        come(40, 42);
        come(42, 43);
        assertEquals(List.of("42 people are inside at event lecture, its capacity is 40. "
                + "Let nobody in before others have left."), messages());
        // two go, one comes: it was crossed again, but nobody is told before clearly fewer were inside
        house.pass(60);
        come(3, 43);
        house.pass(60);
        house.write();
        house.write();
        assertEquals(40, house.phones.inside(PhoneHouse.EVENT));
        come(50, 51);
        assertEquals(1, messages().size());
        house.pass(60);
        come(5, 43);
        house.pass(60);
        house.write();
        assertEquals(38, house.phones.inside(PhoneHouse.EVENT));
        house.write();
        come(60, 63);
        assertEquals(2, messages().size());
    }

    @Test
    void whatWasToldBeforeARestartIsNotToldAgain() throws Exception {
        capacity(2);
        come(0, 3);
        assertEquals(1, messages().size());
        house.open();
        house.write();
        come(0, 3);
        assertEquals(1, messages().size());
    }

    @Test
    void whoCameBeforeTheFirstWriteIsNewsToo() throws Exception {
        house.add("next", 2);
        house.gatherings.start("next", "test");
        house.phones.take(new SightingBatch(IntStream.range(0, 3)
                .mapToObj(i -> new Sighting(null, null, "address " + i, -60, "ATT-" + i, null, null, null))
                .toList()));
        house.write();
        assertEquals(1, messages().size());
    }

    @Test
    void noCapacityIsNoBound() throws Exception {
        come(0, 100);
        assertEquals(List.of(), messages());
    }

    @Test
    void idsThatLookCopiedAreToldOncePerEventWithoutNamingAnybody() throws Exception {
        for (int i = 0; i < 100; i++) {
            house.hear("ATT-1", i % 2 == 0 ? "one" : "two", -60);
            house.hear("ATT-" + i, "three", -60);
            house.pass(1);
        }
        house.write();
        List<Notice> notices = house.notices();
        assertEquals(2, notices.size());
        for (Notice notice : notices) {
            assertEquals(Notice.Level.WARNING, notice.level());
            assertFalse(notice.message().contains("ATT-"), notice.message());
        }
        assertTrue(messages().stream().anyMatch(text -> text.contains("from several addresses in turns")));
        assertTrue(messages().stream()
                .anyMatch(text -> text.contains("one phone sends many different ids (address three)")));
        house.gatherings.stop("test");
        house.write();
        assertTrue(messages().getLast().contains("2 times"), "at the end it is told how often");
    }

    @Test
    void anAlarmTheDiskDoesNotTakeIsToldLater() throws Exception {
        capacity(1);
        come(0, 1);
        house.loseDisk();
        come(1, 3);
        house.findDisk();
        house.pass(1);
        house.write();
        assertEquals(1, messages().size());
    }
}
