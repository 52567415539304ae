// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import muster.app.door.Visitors.Heard;
import muster.journal.PresenceTally;
import muster.model.Presence;
import muster.model.Presence.Act;
import org.junit.jupiter.api.Test;

/// Coming and going by the configuration's rules; the time is moved by hand.
class VisitorsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int UNKNOWN = 127;

    /// Check-in at -80 dBm, heard down to -90; gone after two minutes.
    private final PhoneRules once = rules(1);
    private final PhoneRules thrice = rules(3);
    private final Visitors visitors = new Visitors("e1", once, 0, new PresenceTally(0, 0));

    private static PhoneRules rules(int dwell) {
        return new PhoneRules("Scanner-01", "ATT-", -80, -90, dwell, Duration.ofSeconds(30), Duration.ofMinutes(2),
                Duration.ofMinutes(5));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static PhoneTime at(long seconds) {
        return new PhoneTime(NOON.plusSeconds(seconds), seconds(seconds), true);
    }

    private Heard hear(Visitors where, String pin, int rssi, long second) {
        return where.hear(pin, true, rssi, seconds(second));
    }

    private static void write(Visitors where, List<Presence> facts) {
        where.written(facts);
    }

    private static List<Act> acts(List<Presence> facts) {
        return facts.stream().map(Presence::act).toList();
    }

    @Test
    void aPhoneComesInWithItsFirstReportThatIsStrongEnough() {
        assertEquals(Heard.FAR, hear(visitors, "ATT-1", -81, 1));
        assertEquals(Heard.COMES, hear(visitors, "ATT-1", -80, 2));
        Presence entered = visitors.entered(at(2), 10).getFirst();
        assertEquals("ATT-1", entered.pin());
        assertEquals(Act.ENTERED, entered.act());
        assertEquals("Scanner-01", entered.scanner());
        assertEquals(NOON.plusSeconds(2), entered.firstSeen());
        assertEquals(-80, entered.bestRssi());
        assertEquals(1, entered.sightings());
        assertTrue(entered.timed());
    }

    @Test
    void nobodyIsInsideBeforeItIsOnDisk() {
        hear(visitors, "ATT-1", -60, 1);
        assertEquals(0, visitors.inside());
        assertEquals(Optional.empty(), visitors.stay("ATT-1", at(1)));
        List<Presence> refusedByTheDisk = visitors.entered(at(1), 10);
        assertEquals(1, refusedByTheDisk.size());
        List<Presence> second = visitors.entered(at(2), 10);
        assertEquals(1, second.size(), "it is still to be written");
        write(visitors, second);
        assertEquals(1, visitors.inside());
        assertEquals(List.of(), visitors.entered(at(3), 10));
    }

    @Test
    void dwellAsksForReportsWithinATimeAndForTheirMedian() {
        Visitors slow = new Visitors("e1", thrice, 0, new PresenceTally(0, 0));
        assertEquals(Heard.FAR, hear(slow, "ATT-1", -70, 0));
        assertEquals(Heard.FAR, hear(slow, "ATT-1", -70, 10));
        assertEquals(Heard.FAR, hear(slow, "ATT-1", -70, 31), "the first of the three is too old");
        assertEquals(Heard.COMES, hear(slow, "ATT-1", -95, 32), "the median of -70, -70 and -95 is strong enough");
        assertEquals(NOON.plusSeconds(10), slow.entered(at(32), 10).getFirst().firstSeen());
        assertEquals(3, slow.entered(at(32), 10).getFirst().sightings());
        assertEquals(Heard.FAR, hear(slow, "ATT-2", -95, 0));
        assertEquals(Heard.FAR, hear(slow, "ATT-2", -20, 1));
        assertEquals(Heard.FAR, hear(slow, "ATT-2", -95, 2), "one strong report among weak ones proves nothing");
    }

    @Test
    void aRadioThatTellsNoSignalPutsNobodyTooFarAway() {
        assertEquals(Heard.COMES, hear(visitors, "ATT-1", UNKNOWN, 1));
        Presence entered = visitors.entered(at(1), 10).getFirst();
        assertEquals(null, entered.bestRssi());
        assertEquals(null, entered.lastRssi());
        Visitors slow = new Visitors("e1", thrice, 0, new PresenceTally(0, 0));
        hear(slow, "ATT-1", UNKNOWN, 1);
        hear(slow, "ATT-1", -95, 2);
        assertEquals(Heard.FAR, hear(slow, "ATT-1", UNKNOWN, 3), "the signal that is known is too weak");
    }

    @Test
    void whoIsInsideStaysWhileHeardAboveTheLowerBound() {
        hear(visitors, "ATT-1", -60, 0);
        write(visitors, visitors.entered(at(0), 10));
        hear(visitors, "ATT-1", -90, 100);
        assertEquals(List.of(), visitors.left(at(219)));
        hear(visitors, "ATT-1", -91, 150);
        List<Presence> left = visitors.left(at(220));
        assertEquals(List.of(Act.LEFT), acts(left), "two minutes without a report that counts");
        assertEquals(NOON.plusSeconds(150), left.getFirst().lastSeen(), "but it was heard, and that is told");
        assertEquals(3, left.getFirst().sightings());
        assertEquals(-60, left.getFirst().bestRssi());
        assertEquals(-91, left.getFirst().lastRssi());
        assertEquals(1, visitors.inside());
        write(visitors, left);
        assertEquals(0, visitors.inside());
        assertEquals(1, visitors.entries());
        assertEquals(1, visitors.exits());
    }

    @Test
    void whoIsHeardAgainBeforeItIsWrittenThatHeWentIsStillInside() {
        hear(visitors, "ATT-1", -60, 0);
        write(visitors, visitors.entered(at(0), 10));
        assertEquals(1, visitors.left(at(130)).size());
        hear(visitors, "ATT-1", -60, 131);
        assertEquals(List.of(), visitors.left(at(132)));
        assertEquals(1, visitors.inside());
    }

    @Test
    void whoWentAndComesBackEntersAgain() {
        hear(visitors, "ATT-1", -60, 0);
        write(visitors, visitors.entered(at(0), 10));
        write(visitors, visitors.left(at(130)));
        assertEquals(Heard.COMES, hear(visitors, "ATT-1", -70, 140));
        Presence again = visitors.entered(at(140), 10).getFirst();
        assertEquals(NOON.plusSeconds(140), again.firstSeen());
        assertEquals(1, again.sightings());
        assertEquals(-70, again.bestRssi());
    }

    @Test
    void aSpanIsWrittenForThoseThatWereHeardSinceTheLastOne() {
        hear(visitors, "ATT-1", -60, 0);
        hear(visitors, "ATT-2", -60, 0);
        write(visitors, visitors.entered(at(0), 10));
        hear(visitors, "ATT-2", -50, 20);
        List<Presence> spans = visitors.spans(at(60));
        assertEquals(List.of("ATT-2"), spans.stream().map(Presence::pin).toList());
        assertEquals(Act.INSIDE, spans.getFirst().act());
        assertEquals(NOON.plusSeconds(20), spans.getFirst().lastSeen());
        write(visitors, spans);
        assertEquals(List.of(), visitors.spans(at(70)));
    }

    @Test
    void whatWasHeardBeforeTheStartOrAfterTheStopDoesNotCount() {
        Visitors later = new Visitors("e1", once, seconds(10), new PresenceTally(0, 0));
        assertEquals(Heard.IGNORED, hear(later, "ATT-1", -60, 9));
        assertEquals(Heard.COMES, hear(later, "ATT-1", -60, 10));
        later.close();
        assertEquals(Heard.IGNORED, hear(later, "ATT-2", -60, 11));
        assertFalse(later.isOver(), "somebody came who is not on disk");
        write(later, later.entered(at(11), 10));
        List<Presence> left = later.left(at(11));
        assertEquals(List.of(Act.LEFT), acts(left), "with the stop everybody goes");
        assertEquals(NOON.plusSeconds(10), left.getFirst().lastSeen());
        write(later, left);
        assertTrue(later.isOver());
    }

    @Test
    void aRestartThrowsNobodyOutAndInventsNoSighting() {
        hear(visitors, "ATT-1", -60, 0);
        write(visitors, visitors.entered(at(0), 10));
        hear(visitors, "ATT-1", -70, 60);
        List<Presence> spans = visitors.spans(at(60));
        write(visitors, spans);

        // muster was down for an hour, and the monotonic clock began anew
        PhoneTime back = new PhoneTime(NOON.plusSeconds(3600), seconds(5), true);
        Visitors restored = new Visitors("e1", once, back.nanos(), new PresenceTally(1, 0));
        restored.restore(spans.getFirst());
        assertEquals(1, restored.inside());
        Stay stay = restored.stay("ATT-1", back).orElseThrow();
        assertEquals(new Stay("ATT-1", NOON, NOON.plusSeconds(60), 2, -60, -70), stay);
        PhoneTime almost = new PhoneTime(back.wall().plusSeconds(119), back.nanos() + seconds(119), true);
        assertEquals(List.of(), restored.left(almost));
        PhoneTime then = new PhoneTime(back.wall().plusSeconds(120), back.nanos() + seconds(120), true);
        Presence left = restored.left(then).getFirst();
        assertEquals(NOON.plusSeconds(60), left.lastSeen());
        restored.hear("ATT-1", true, -75, then.nanos());
        Stay on = restored.stay("ATT-1", then).orElseThrow();
        assertEquals(new Stay("ATT-1", NOON, then.wall(), 3, -60, -75), on);
    }

    @Test
    void aStayThatBeganBeforeTheClockWasSetIsToldWithItsRightTimeAfterwards() {
        PhoneTime past = new PhoneTime(Instant.EPOCH, seconds(100), false);
        visitors.hear("ATT-1", true, -60, seconds(100));
        Presence entered = visitors.entered(past, 10).getFirst();
        assertFalse(entered.timed());
        assertEquals(Instant.EPOCH, entered.firstSeen());
        write(visitors, List.of(entered));
        PhoneTime set = new PhoneTime(NOON, seconds(160), true);
        visitors.hear("ATT-1", true, -60, seconds(150));
        Presence span = visitors.spans(set).getFirst();
        assertTrue(span.timed());
        assertEquals(NOON.minusSeconds(60), span.firstSeen());
        assertEquals(NOON.minusSeconds(10), span.lastSeen());
    }

    @Test
    void aPhoneNobodyKnowsIsNearButNeverInside() {
        assertEquals(Heard.NEAR, visitors.hear("ATT~0a0b0c", false, -60, seconds(1)));
        assertEquals(List.of(), visitors.entered(at(1), 10));
    }

    @Test
    void onlySoManyPhonesAreFollowedAndThoseThatWentMakeRoom() {
        for (int i = 0; i < Visitors.PHONES; i++) {
            assertEquals(Heard.FAR, hear(visitors, "ATT-" + i, -85, 1));
        }
        assertEquals(Heard.TOO_MANY, hear(visitors, "ATT-x", -60, 2));
        hear(visitors, "ATT-7", -60, 50);
        visitors.sweep(seconds(61));
        assertEquals(Heard.TOO_MANY, hear(visitors, "ATT-x", -60, 61));
        visitors.sweep(seconds(62));
        assertEquals(Heard.COMES, hear(visitors, "ATT-x", -60, 63));
    }

    @Test
    void aLowerBoundAboveTheUpperOneIsTakenForIt() {
        PhoneRules odd = new PhoneRules("s", "", -80, -70, 1, Duration.ofSeconds(30), Duration.ofMinutes(2),
                Duration.ofMinutes(5));
        assertEquals(-80, odd.leaveRssi());
    }
}
