// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whose code it is, and whether it was heard from somebody else before.
class RotatingRosterTest {

    private static final byte[] SECRET = "sixteen bytes at least".getBytes(StandardCharsets.US_ASCII);
    private static final RotatingCode RULES = new RotatingCode(SECRET, "hall-1", Duration.ofSeconds(30));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HERE = "C1:00:00:00:00:01";
    private static final String THERE = "C1:00:00:00:00:02";

    private final RotatingRoster roster = new RotatingRoster(RULES);

    private static byte[] code(String person) {
        return RULES.make(person, NOON);
    }

    @Test
    void findsThePersonAmongFiveThousand() {
        List<String> people = IntStream.range(0, 5_000).mapToObj(i -> "ATT-%05d".formatted(i)).toList();
        roster.people(people);
        assertEquals(5_000, roster.size());
        for (String person : people) {
            assertEquals(Optional.of(person), roster.verify(code(person), NOON));
        }
    }

    /// The phone's clock and this machine's are never the same.
    @Test
    void takesACodeFromTheStepBeforeItUntilTheStepAfterIt() {
        roster.people(List.of("ATT-bob"));
        assertEquals(Optional.of("ATT-bob"), roster.verify(code("ATT-bob"), NOON.minusSeconds(30)));
        assertEquals(Optional.of("ATT-bob"), roster.verify(code("ATT-bob"), NOON.plusMillis(59_999)));
        assertEquals(Optional.empty(), roster.verify(code("ATT-bob"), NOON.minusSeconds(30).minusNanos(1)));
        assertEquals(Optional.empty(), roster.verify(code("ATT-bob"), NOON.plusSeconds(60)));
    }

    /// The step's last byte comes round after 256 steps; the tag does not.
    @Test
    void doesNotTakeACodeAgainWhenTheStepByteComesRound() {
        roster.people(List.of("ATT-bob"));
        assertEquals(Optional.empty(), roster.verify(code("ATT-bob"), NOON.plusSeconds(256 * 30)));
        assertEquals(Optional.empty(), roster.verify(code("ATT-bob"), NOON.minusSeconds(256 * 30)));
    }

    @Test
    void takesNoCodeOfAnotherSiteSecretOrStepLength() {
        roster.people(List.of("ATT-bob"));
        byte[] other = "another secret of a site".getBytes(StandardCharsets.US_ASCII);
        for (RotatingCode rules : List.of(
                new RotatingCode(other, "hall-1", Duration.ofSeconds(30)),
                new RotatingCode(SECRET, "hall-2", Duration.ofSeconds(30)),
                new RotatingCode(SECRET, "hall-1", Duration.ofSeconds(60)))) {
            assertEquals(Optional.empty(), roster.verify(rules.make("ATT-bob", NOON), NOON));
        }
    }

    /// Both handles are bf a6 d1: 3 bytes are too few for a crowd.
    @Test
    void tellsTwoPeopleWithOneHandleApart() {
        roster.people(List.of("ATT-01641", "ATT-07280", "ATT-00001"));
        assertEquals(RotatingCode.label(code("ATT-01641")), RotatingCode.label(code("ATT-07280")));
        assertEquals(Optional.of("ATT-01641"), roster.verify(code("ATT-01641"), NOON));
        assertEquals(Optional.of("ATT-07280"), roster.verify(code("ATT-07280"), NOON));
        roster.people(List.of("ATT-07280"));
        assertEquals(Optional.empty(), roster.verify(code("ATT-01641"), NOON));
        assertEquals(Optional.of("ATT-07280"), roster.verify(code("ATT-07280"), NOON));
    }

    @Test
    void knowsOnlyWhoIsOnTheListNow() {
        assertEquals(Optional.empty(), roster.verify(code("ATT-bob"), NOON));
        roster.people(List.of("ATT-bob", "ATT-bob", "ATT-eve"));
        assertEquals(2, roster.size());
        assertEquals(Optional.of("ATT-bob"), roster.verify(code("ATT-bob"), NOON));
        roster.people(List.of("ATT-eve"));
        assertEquals(Optional.empty(), roster.verify(code("ATT-bob"), NOON));
        assertEquals(Optional.of("ATT-eve"), roster.verify(code("ATT-eve"), NOON));
        roster.people(List.of("att-eve"));
        assertEquals(Optional.empty(), roster.verify(code("ATT-eve"), NOON));
    }

    @Test
    void callsACodeFromASecondAddressAReplayAsLongAsItIsGood() {
        roster.people(List.of("ATT-bob"));
        byte[] code = code("ATT-bob");
        assertFalse(roster.replayed(code, HERE, NOON));
        assertFalse(roster.replayed(code, HERE, NOON.plusSeconds(1)));
        assertTrue(roster.replayed(code, THERE, NOON.plusSeconds(1)));
        assertTrue(roster.replayed(code, THERE, NOON.plusSeconds(59)));
        assertFalse(roster.replayed(code, HERE, NOON.plusSeconds(59)));
        assertFalse(roster.replayed(code, THERE, NOON.plusSeconds(60)));
        assertEquals(Optional.empty(), roster.verify(code, NOON.plusSeconds(60)));
    }

    /// The phone changes its address with every code; the codes of the steps around are still remembered.
    @Test
    void remembersTheAddressOfEachStep() {
        roster.people(List.of("ATT-bob"));
        byte[] before = RULES.make("ATT-bob", NOON.minusSeconds(30));
        byte[] after = RULES.make("ATT-bob", NOON.plusSeconds(30));
        assertFalse(roster.replayed(before, "1", NOON));
        assertFalse(roster.replayed(code("ATT-bob"), "2", NOON));
        assertFalse(roster.replayed(after, "3", NOON));
        assertTrue(roster.replayed(before, "3", NOON));
        assertTrue(roster.replayed(code("ATT-bob"), "1", NOON));
        assertTrue(roster.replayed(after, "2", NOON));
        assertFalse(roster.replayed(before, "1", NOON));
    }

    /// Three steps later the place of a step is another's.
    @Test
    void forgetsAnAddressWithItsStep() {
        roster.people(List.of("ATT-bob"));
        assertFalse(roster.replayed(code("ATT-bob"), HERE, NOON));
        Instant later = NOON.plusSeconds(90);
        byte[] next = RULES.make("ATT-bob", later);
        assertEquals(Optional.of("ATT-bob"), roster.verify(next, later));
        assertFalse(roster.replayed(next, THERE, later));
        assertTrue(roster.replayed(next, HERE, later));
    }

    /// Held check-ins are verified hours later; who is at the door meanwhile must stay safe.
    @Test
    void forgetsNothingByVerifying() {
        roster.people(List.of("ATT-bob"));
        assertFalse(roster.replayed(code("ATT-bob"), HERE, NOON));
        Instant old = NOON.minusSeconds(90);
        assertEquals(Optional.of("ATT-bob"), roster.verify(RULES.make("ATT-bob", old), old));
        assertTrue(roster.replayed(code("ATT-bob"), THERE, NOON));
    }

    @Test
    void remembersPeopleWhoStayOnTheList() {
        roster.people(List.of("ATT-bob"));
        assertFalse(roster.replayed(code("ATT-bob"), HERE, NOON));
        roster.people(List.of("ATT-eve", "ATT-bob"));
        assertTrue(roster.replayed(code("ATT-bob"), THERE, NOON));
        assertFalse(roster.replayed(code("ATT-eve"), THERE, NOON));
    }

    /// Or else somebody could spoil a code with a forged one, or fill the memory.
    @Test
    void remembersNothingThatIsNotGood() {
        roster.people(List.of("ATT-bob"));
        byte[] forged = code("ATT-bob");
        forged[15] ^= 1;
        assertFalse(roster.replayed(forged, THERE, NOON));
        assertFalse(roster.replayed(forged, HERE, NOON));
        assertFalse(roster.replayed(code("ATT-bob"), HERE, NOON));
        assertFalse(roster.replayed(forged, THERE, NOON));
        assertEquals(Optional.empty(), roster.verify(forged, NOON));
    }
}
