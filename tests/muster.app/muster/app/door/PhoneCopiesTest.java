// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.app.door.PhoneCopies.Sign;
import org.junit.jupiter.api.Test;

/// What copied ids look like, and what honest phones look like.
class PhoneCopiesTest {

    private final PhoneCopies copies = new PhoneCopies();
    private int second;

    private Optional<Sign> hear(String id, String address, int at) {
        second = at;
        return copies.hear(id, address, false, Duration.ofSeconds(at).toNanos());
    }

    private Optional<Sign> replay(String id, String address, int at) {
        return copies.hear(id, address, true, Duration.ofSeconds(at).toNanos());
    }

    private List<Sign> hearInTurns(String id, int times, String... addresses) {
        return IntStream.range(0, times)
                .mapToObj(i -> hear(id, addresses[i % addresses.length], ++second))
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void anHonestPhoneIsNeverSuspicious() {
        List<Sign> signs = IntStream.range(0, 5000)
                .mapToObj(i -> hear("ATT-1", "address " + i / 900, i))
                .flatMap(Optional::stream)
                .toList();
        assertEquals(List.of(), signs, "it changes its address every quarter of an hour");
    }

    @Test
    void oneAddressWithManyIdsIsToldOnce() {
        List<Sign> signs = IntStream.range(0, 40)
                .mapToObj(i -> hear("ATT-" + i, "one", i))
                .flatMap(Optional::stream)
                .toList();
        assertEquals(List.of(Sign.MANY_IDS), signs);
    }

    @Test
    void anAddressThatChangesItsIdNowAndThenIsNotSuspicious() {
        List<Sign> signs = IntStream.range(0, 40)
                .mapToObj(i -> hear("ATT-" + i, "one", 25 * i))
                .flatMap(Optional::stream)
                .toList();
        assertEquals(List.of(), signs);
    }

    @Test
    void twoPhonesWithOneIdTakeTurns() {
        assertEquals(List.of(Sign.MANY_ADDRESSES), hearInTurns("ATT-1", 20, "one", "two"));
    }

    @Test
    void threePhonesWithOneIdTakeTurnsToo() {
        assertEquals(List.of(Sign.MANY_ADDRESSES), hearInTurns("ATT-1", 30, "one", "two", "three"));
    }

    @Test
    void aLateReportOfAnotherAdapterIsNoReturn() {
        assertEquals(Optional.empty(), hear("ATT-1", "one", 10));
        assertEquals(Optional.empty(), hear("ATT-1", "two", 12));
        assertEquals(Stream.of().toList(), IntStream.range(0, 10)
                .mapToObj(i -> hear("ATT-1", i % 2 == 0 ? "one" : "two", i % 2 == 0 ? 11 : 12))
                .flatMap(Optional::stream)
                .toList());
    }

    @Test
    void aCodeThatLivesOnUnderTheNextAddressOfThePhoneIsNoCopy() {
        assertEquals(Optional.empty(), hear("1042", "one", 0));
        assertEquals(Optional.empty(), replay("1042", "two", 10));
        assertEquals(Optional.empty(), replay("1042", "two", 20));
    }

    @Test
    void aCodeFromElsewhereAfterThePhoneFellSilentIsACopy() {
        hear("1042", "one", 0);
        assertEquals(Optional.of(Sign.REPLAYED), replay("1042", "two", 31));
    }

    @Test
    void aCodeFromTwoPhonesInTurnsIsACopy() {
        hear("1042", "one", 0);
        assertEquals(Optional.empty(), replay("1042", "two", 1));
        hear("1042", "one", 2);
        assertEquals(Optional.of(Sign.REPLAYED), replay("1042", "two", 3));
    }

    @Test
    void memoryIsBounded() {
        IntStream.range(0, 100_000).forEach(i -> hear("ATT-" + i, "address " + i, 1));
        assertEquals(Optional.empty(), hear("ATT-1", "other", 2), "the oldest are forgotten, the rest goes on");
    }
}
