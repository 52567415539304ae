// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/// Codes of anybody, at any time, changed in any way.
class RotatingProperties {

    private static final RotatingCode RULES =
            new RotatingCode("sixteen bytes at least".getBytes(StandardCharsets.US_ASCII), "", RotatingCode.STEP);

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                .edgeCases(edges -> edges.add(-1L, 0L, 59L, 60L, 1_795_165_230L))
                .map(Instant::ofEpochSecond);
    }

    @Property(tries = 500)
    void aCodeIsItsMakersOnItsWayThroughTheReader(
            @ForAll @Size(min = 1, max = 8) Set<@StringLength(min = 1, max = 30) String> people,
            @ForAll("instants") Instant at) {
        RotatingRoster roster = new RotatingRoster(RULES);
        roster.people(people);
        for (String person : people) {
            String onAir = RotatingCode.uuid(RULES.make(person, at));
            Beacon beacon = new BeaconReader("ATT-").read(BeaconAir.uuids(onAir)).orElseThrow();
            assertEquals(Optional.of(person), roster.verify(beacon.code(), at));
        }
    }

    @Property(tries = 500)
    void aCodeWithOneBitFlippedIsNobodys(
            @ForAll @StringLength(min = 1, max = 30) String person, @ForAll("instants") Instant at,
            @ForAll @IntRange(max = 127) int bit) {
        RotatingRoster roster = new RotatingRoster(RULES);
        roster.people(List.of(person));
        byte[] code = RULES.make(person, at);
        assertEquals(Optional.of(person), roster.verify(code, at));
        code[bit / 8] ^= (byte) (1 << bit % 8);
        assertEquals(Optional.empty(), roster.verify(code, at));
        assertFalse(roster.replayed(code, "here", at) || roster.replayed(code, "there", at));
    }

    @Property(tries = 500)
    void aCodeIsGoodOnlyWithinOneStep(
            @ForAll @StringLength(min = 1, max = 30) String person,
            @ForAll @IntRange(min = -2_000, max = 2_000) int seconds,
            @ForAll @IntRange(min = 10, max = 600) int step) {
        RotatingCode rules = new RotatingCode(new byte[16], "", Duration.ofSeconds(step));
        RotatingRoster roster = new RotatingRoster(rules);
        roster.people(List.of(person));
        Instant made = Instant.ofEpochSecond(1_795_165_230L);
        Instant asked = made.plusSeconds(seconds);
        boolean near = Math.abs(rules.step(made) - rules.step(asked)) <= 1;
        assertEquals(near, roster.verify(rules.make(person, made), asked).isPresent());
    }

    @Property(tries = 500)
    void noBytesThrow(
            @ForAll @Size(max = 20) byte[] bytes, @ForAll @Size(max = 12) byte[] rest,
            @ForAll("instants") Instant at) {
        RotatingRoster roster = new RotatingRoster(RULES);
        roster.people(List.of("ATT-bob"));
        byte[] code = RULES.make("ATT-bob", at);
        byte[] changed = code.clone();
        System.arraycopy(rest, 0, changed, 4, rest.length);
        assertEquals(Optional.empty(), roster.verify(bytes, at));
        assertEquals(Arrays.equals(code, changed), roster.verify(changed, at).isPresent());
    }
}
