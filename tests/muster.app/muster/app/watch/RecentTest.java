// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Bytes;
import muster.model.Fact;
import muster.model.LocalTimeFit;
import muster.model.Notice;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A follower that comes late knows what one knows that was there all the time.
final class RecentTest {

    private static final int FLOOD = 3 * Recent.PAGE;

    @TempDir
    Path directory;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// Two sources and two minutes take turns.
    private static Fact punch(int number) {
        Instant received = House.MORNING.plusSeconds(number % 2 * 60);
        return new Punch(number % 3 == 0 ? Source.PUSH : Source.PULL, "TSTATT000001", Integer.toString(number),
                received.atZone(House.KOLKATA).toLocalDateTime(), House.KOLKATA.getRules().getOffset(received),
                House.KOLKATA.getId(), ZoneFrom.CONFIG, LocalTimeFit.EXACT, received, 0, 1, "", Bytes.EMPTY);
    }

    private static AlertChange alert(int number) {
        AlertStatus alert = new AlertStatus("rule" + number, "rule" + number, "", null, null, Notice.Level.WARNING,
                AlertStatus.State.FIRING, "alert " + number, 1, House.MORNING, House.MORNING, House.MORNING, null,
                null, null, null);
        return new AlertChange(alert, "fired", null, House.MORNING);
    }

    private void flood(int first) throws Exception {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            facts.add(punch(first + i));
        }
        facts.add(10, alert(first));
        house.journal.append(facts);
    }

    private Recent recent() throws Exception {
        return new Recent(house.journal, House.KOLKATA, House.MORNING);
    }

    /// Takes in a page after the other, as who keeps up.
    private void step(Recent recent, long from) throws Exception {
        for (long head = from; head < house.journal.head(); head += Recent.PAGE / 2) {
            recent.catchUp(Math.min(house.journal.head(), head + Recent.PAGE / 2));
        }
    }

    @Test
    void whoLeapsKnowsAsMuchAsWhoTookEveryStep() throws Exception {
        Recent steps = recent();
        Recent leaps = recent();
        for (int first : List.of(0, FLOOD)) {
            long before = house.journal.head();
            flood(first);
            step(steps, before);
            leaps.catchUp(house.journal.head());
        }
        Instant now = House.MORNING.plus(Duration.ofMinutes(2));
        assertEquals(2L * FLOOD, leaps.punchesWithin(Duration.ofHours(1), now));
        assertEquals(steps.activity(10, now), leaps.activity(10, now));
        assertEquals(Map.of(new Recent.Arrival(Source.PUSH, "TSTATT000001"), 2L * FLOOD / 3,
                new Recent.Arrival(Source.PULL, "TSTATT000001"), 4L * FLOOD / 3), leaps.arrivals());
        assertEquals(steps.arrivals(), leaps.arrivals());
        assertEquals(2, leaps.alerts(Recent.ALERTS).size());
        assertEquals(steps.alerts(Recent.ALERTS), leaps.alerts(Recent.ALERTS));
        assertEquals(Recent.ENTRIES, leaps.entries(Recent.ENTRIES).size());
        assertEquals(steps.entries(Recent.ENTRIES), leaps.entries(Recent.ENTRIES));
    }

    @Test
    void aLeapLeavesTheLinesThatWereThereUntilNewerOnesTakeTheirPlace() throws Exception {
        Recent recent = recent();
        house.journal.append(List.of(punch(1)));
        recent.catchUp(house.journal.head());
        String only = recent.entries(1).getFirst().data().get("seq");
        recent.catchUp(house.journal.head());
        assertEquals(1, recent.entries(Recent.ENTRIES).size());
        flood(2);
        recent.catchUp(house.journal.head());
        assertEquals(Long.toString(house.journal.head() - Recent.ENTRIES + 1),
                recent.entries(Recent.ENTRIES).getFirst().data().get("seq"));
        assertEquals("1", only);
    }
}
