// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The layout that app authors build on: what is here must never change.
class RotatingCodeTest {

    private static final byte[] SECRET =
            BeaconAir.bytes("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static RotatingCode rules(String site, int seconds) {
        return new RotatingCode(SECRET, site, Duration.ofSeconds(seconds));
    }

    /// Calculated with Python's hmac and hashlib.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ATT-USER-0001 | ''     | 60 | 1795165230 | 4154547e-909b-d3bc-02b3-65bbefdb1d04
            ATT-USER-0001 | ''     | 60 | 1795165290 | 4154547e-909b-d3bd-7df8-debbd349af10
            ATT-USER-0001 | hall-1 | 60 | 1795165230 | 4154547e-909b-d3bc-a3a3-a5177a6e1bc3
            ATT-USER-0001 | ''     | 30 | 1795165230 | 4154547e-909b-d379-7cd9-ed5c88341a7c
            Zoë 7         | ''     | 60 | 1795165230 | 4154547e-3999-acbc-c8a4-cc54ddfb1043
            1042          | ''     | 60 |          0 | 4154547e-216d-a500-bbc4-28edecda68ca
            1042          | ''     | 60 |         -1 | 4154547e-216d-a5ff-16fb-b468d4a21fcc
            """)
    void isWhatAnotherProgramCalculates(String person, String site, int step, long seconds, String code) {
        Instant at = Instant.ofEpochSecond(seconds);
        assertEquals(code, RotatingCode.uuid(rules(site, step).make(person, at)));
        byte[] key = RotatingCode.personKey(SECRET, person);
        assertEquals(code, RotatingCode.uuid(new RotatingCode(new byte[16], site, Duration.ofSeconds(step))
                .make(key, person, at)));
    }

    @Test
    void isWhatTheDocumentForAppAuthorsSays() throws IOException {
        List<MatchResult> rows = Pattern.compile(
                        " {4}(\\S+|Zoë 7) +(-|hall-1) +(60|30) +(\\d+) +(4154547e-\\S+)")
                .matcher(Files.readString(Path.of("docs/rotating-ids.md")))
                .results()
                .toList();
        assertEquals(6, rows.size());
        for (MatchResult row : rows) {
            String site = row.group(2).equals("-") ? "" : row.group(2);
            RotatingCode rules = rules(site, Integer.parseInt(row.group(3)));
            Instant at = Instant.ofEpochSecond(Long.parseLong(row.group(4)));
            assertEquals(row.group(5), RotatingCode.uuid(rules.make(row.group(1), at)), row.group());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ATT-USER-0001 | ee16525c81bb113da8cbbe2007556c57695f367ae3f7f748a957c7e62a773842
            Zoë 7         | cae91efce5c576dd4f3bcfe18cbf9b6d55a796d1703c53d4c5ba7e370eac5898
            """)
    void comesFromAKeyOfThePerson(String person, String key) {
        assertEquals(key, HexFormat.of().formatHex(RotatingCode.personKey(SECRET, person)));
    }

    @Test
    void staysTheSameForOneStepAndNoLonger() {
        RotatingCode rules = rules("", 60);
        byte[] first = rules.make("ATT-bob", NOON);
        assertArrayEquals(first, rules.make("ATT-bob", NOON.plusMillis(59_999)));
        assertFalse(Arrays.equals(first, rules.make("ATT-bob", NOON.plusSeconds(60))));
        assertFalse(Arrays.equals(first, rules.make("ATT-bob", NOON.minusNanos(1))));
    }

    @Test
    void isTheSameSixteenBytesInEveryCarrier() {
        byte[] code = rules("", 60).make("ATT-bob", NOON);
        BeaconReader reader = new BeaconReader("ATT-");
        assertArrayEquals(code, reader.read(BeaconAir.uuids(RotatingCode.uuid(code))).orElseThrow().code());
        assertArrayEquals(code, reader.read(BeaconAir.manufacturer(0xFFFF, code)).orElseThrow().code());
    }

    @Test
    void isToldFromOtherBytesByItsBeginningAndItsLength() {
        byte[] code = rules("", 60).make("ATT-bob", NOON);
        assertTrue(RotatingCode.is(code));
        assertFalse(RotatingCode.is(Arrays.copyOf(code, 15)));
        assertFalse(RotatingCode.is(Arrays.copyOf(code, 17)));
        assertFalse(RotatingCode.is("ATT-000000000004".getBytes()));
        assertFalse(RotatingCode.is(new byte[0]));
    }

    @Test
    void doesNotChangeWhenTheCallerWipesTheSecret() {
        byte[] secret = SECRET.clone();
        RotatingCode rules = new RotatingCode(secret, "", RotatingCode.STEP);
        Arrays.fill(secret, (byte) 0);
        assertArrayEquals(rules("", 60).make("ATT-bob", NOON), rules.make("ATT-bob", NOON));
    }

    @Test
    void refusesASecretThatCouldBeGuessed() {
        String told = assertThrows(IllegalArgumentException.class,
                () -> new RotatingCode(new byte[15], "", RotatingCode.STEP)).getMessage();
        assertEquals("the secret of rotating ids has 15 bytes, at least 16 are needed", told);
        assertThrows(IllegalArgumentException.class, () -> RotatingCode.personKey(new byte[15], "ATT-bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1M", "PT9.999S", "PT10.5S", "PT10M1S"})
    void refusesAStepThatNoPhoneCanKeep(String step) {
        assertThrows(IllegalArgumentException.class, () -> new RotatingCode(SECRET, "", Duration.parse(step)));
    }

    @ParameterizedTest
    @CsvSource({"10, 179517600", "600, 2991960"})
    void takesStepsFromTenSecondsToTenMinutes(int seconds, long step) {
        assertEquals(step, rules("", seconds).step(NOON));
    }

    @Test
    void spellsNothingElseAsAUuid() {
        assertThrows(IllegalArgumentException.class, () -> RotatingCode.uuid(new byte[15]));
        assertThrows(IllegalArgumentException.class, () -> RotatingCode.uuid(new byte[17]));
    }
}
