// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever is on the air: nothing throws, and nobody is taken for somebody else.
class BeaconProperties {

    private static final String EDDYSTONE = "0000feaa-0000-1000-8000-00805f9b34fb";
    private static final List<String> PREFIXES = List.of("ATT-", "", "a", "41", "33", "4154542d", "e2c56db5-dffb");

    /// Short bytes near each other: prefixes in both cases, digits, NULs, blanks and a few bytes that are no text.
    @Provide
    Arbitrary<byte[]> payloads() {
        Arbitrary<String> begin = Arbitraries.of(
                "", "ATT-", "att-", "ATT~", "3", "33", "a", "A", "4154542d", "\u00e2\u00c5\u006d\u00b5\u00df\u00fb");
        Arbitrary<String> rest = Arbitraries.of('3', '1', 'a', 'A', '-', ' ', '\u0000', '\u0001', '\u00ff')
                .list()
                .ofMaxSize(20)
                .map(BeaconProperties::joined);
        Arbitrary<Integer> length = Arbitraries.of(0, 0, 16, 20);
        return Combinators.combine(begin, rest, length).as((first, then, fixed) -> {
            byte[] bytes = (first + then).getBytes(StandardCharsets.ISO_8859_1);
            return fixed == 0 ? bytes : Arrays.copyOf(bytes, fixed);
        });
    }

    private static String joined(List<Character> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }

    /// The same payload, spelled as digits, in other letters or longer by what does not count; put into a carrier.
    @Provide
    Arbitrary<Advertisement> advertisements() {
        Arbitrary<Beacon.Carrier> carriers = Arbitraries.of(Beacon.Carrier.values());
        return Combinators.combine(payloads(), carriers, Arbitraries.integers().between(0, 5))
                .as(BeaconProperties::advertisement);
    }

    private static Advertisement advertisement(byte[] payload, Beacon.Carrier carrier, int way) {
        byte[] bytes = respelled(payload, way);
        byte[] sixteen = Arrays.copyOf(bytes, 16);
        byte[] twenty = Arrays.copyOf(bytes, 20);
        return switch (carrier) {
            case MANUFACTURER_DATA -> BeaconAir.manufacturer(0xFFFF, bytes);
            case SERVICE_DATA -> BeaconAir.service("0000fff0-0000-1000-8000-00805f9b34fb", bytes);
            case SERVICE_UUID -> BeaconAir.uuids(BeaconId.uuid(sixteen, 0));
            case NAME -> BeaconAir.named(new String(bytes, StandardCharsets.ISO_8859_1));
            case IBEACON -> BeaconAir.manufacturer(0x4C, around("0215", twenty, "c5"));
            case ALTBEACON -> BeaconAir.manufacturer(0x118, around("beac", twenty, "c500"));
            case EDDYSTONE -> BeaconAir.service(EDDYSTONE, around("00ee", sixteen, "0000"));
        };
    }

    private static byte[] respelled(byte[] payload, int way) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        String digits = HexFormat.of().formatHex(payload);
        String respelled = switch (way) {
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> digits;
            case 3 -> digits.toUpperCase(Locale.ROOT);
            case 4 -> RotatingCode.uuid(Arrays.copyOf(payload, 16));
            case 5 -> RotatingCode.uuid(Arrays.copyOf(payload, 16)).toUpperCase(Locale.ROOT) + "-1-3";
            default -> text;
        };
        return respelled.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] around(String before, byte[] bytes, String after) {
        return BeaconAir.bytes(before + HexFormat.of().formatHex(bytes) + after);
    }

    /// Two ids may be looked for under one spelling only when they are the same 16 bytes; and each under its own.
    @Property(tries = 3000)
    void aSpellingIsSharedOnlyByTheSameBytes(
            @ForAll("advertisements") Advertisement some, @ForAll("advertisements") Advertisement other) {
        for (String prefix : PREFIXES) {
            Optional<Beacon> one = new BeaconReader(prefix).read(some);
            Optional<Beacon> two = new BeaconReader(prefix).read(other);
            if (one.isPresent() && two.isPresent()) {
                apart(one.get(), two.get());
            }
        }
    }

    /// The same, where it is close: one byte of a payload changed.
    @Property(tries = 3000)
    void aSpellingIsNotSharedByNeighbours(
            @ForAll("payloads") byte[] payload, @ForAll Beacon.Carrier carrier, @ForAll Beacon.Carrier otherCarrier,
            @ForAll @IntRange(max = 5) int way, @ForAll @IntRange(max = 19) int place, @ForAll byte change) {
        byte[] neighbour = Arrays.copyOf(payload, Math.max(payload.length, place + 1));
        neighbour[place] ^= change;
        aSpellingIsSharedOnlyByTheSameBytes(
                advertisement(payload, carrier, way), advertisement(neighbour, otherCarrier, way));
    }

    private static void apart(Beacon one, Beacon two) {
        boolean same = one.id().equals(two.id())
                || one.id().replace("-", "").equals(two.id().replace("-", "")) && BeaconId.sixteen(one.id()) != null;
        assertTrue(one.code() != null || one.forms().contains(one.id()), one.id());
        if (one.code() == null && two.code() == null) {
            assertEquals(same, !Collections.disjoint(one.forms(), two.forms()), one + " and " + two);
        }
    }

    /// Two payloads in the same free carrier have one id only when they differ in NULs at the end, in blanks around, or
    /// are two spellings of the same 16 bytes.
    @Property(tries = 3000)
    void anIdIsOnePayloads(
            @ForAll("payloads") byte[] payload, @ForAll @IntRange(max = 19) int place, @ForAll byte change) {
        byte[] neighbour = Arrays.copyOf(payload, Math.max(payload.length, place + 1));
        neighbour[place] ^= change;
        for (String prefix : PREFIXES) {
            Optional<Beacon> one = new BeaconReader(prefix).read(BeaconAir.manufacturer(0xFFFF, payload));
            Optional<Beacon> two = new BeaconReader(prefix).read(BeaconAir.manufacturer(0xFFFF, neighbour));
            boolean same = one.isPresent() && two.isPresent() && one.get().id().equals(two.get().id());
            if (same && one.get().code() == null) {
                assertEquals(bare(payload), bare(neighbour), prefix);
            }
        }
    }

    /// What is left of a payload without what does not count; hexadecimal digits of 16 bytes in small letters.
    private static String bare(byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1).replaceAll("\u0000+$", "").strip();
        return text.length() >= 32 ? text.toLowerCase(Locale.ROOT) : text;
    }

    @Property(tries = 2000)
    void noBytesInNoCarrierThrow(
            @ForAll @Size(max = 40) byte[] first, @ForAll @Size(max = 40) byte[] second, @ForAll int company,
            @ForAll String name, @ForAll String uuid, @ForAll("layouts") byte[] known) {
        Advertisement heard = new Advertisement("hci0", "", 0, name, List.of(uuid, uuid + "-"),
                Map.of(uuid, first, EDDYSTONE, known), Map.of(company, second), 0);
        for (String prefix : PREFIXES) {
            BeaconReader reader = new BeaconReader(prefix);
            reader.read(heard).ifPresent(beacon -> assertNotNull(beacon.forms()));
            reader.read(BeaconAir.manufacturer(0x4C, known)).ifPresent(beacon -> assertNotNull(beacon.forms()));
            reader.read(BeaconAir.manufacturer(0x118, known)).ifPresent(beacon -> assertNotNull(beacon.forms()));
            reader.read(BeaconAir.named(name)).ifPresent(beacon -> assertFalse(beacon.id().isBlank()));
        }
    }

    /// The beginnings of the layouts, cut off anywhere.
    @Provide
    Arbitrary<byte[]> layouts() {
        return Combinators.combine(
                        Arbitraries.of("0215", "beac", "00ee", "0100", "4154547e"),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(26), Arbitraries.integers().between(0, 28))
                .as((begin, rest, length) -> {
                    byte[] all = around(begin, rest, "");
                    return Arrays.copyOf(all, Math.min(length, all.length));
                });
    }

    /// A foreign name may be anything; an id is what a screen, a CSV and a log can show.
    @Property(tries = 2000)
    void anIdIsPrintableAndNotLong(@ForAll("advertisements") Advertisement heard) {
        for (String prefix : PREFIXES) {
            new BeaconReader(prefix).read(heard).ifPresent(beacon -> assertTrue(
                    beacon.id().matches("[!-~]([ -~]{0,62}[!-~])?"), () -> "<" + beacon.id() + ">"));
        }
    }

    /// Whatever the rest is: who is read with a prefix begins with it, in text or in digits.
    @Property(tries = 2000)
    void anIdBeginsWithThePrefix(@ForAll("advertisements") Advertisement heard) {
        new BeaconReader("ATT-").read(heard).filter(beacon -> beacon.code() == null).ifPresent(beacon -> {
            String id = beacon.id().toLowerCase(Locale.ROOT);
            assertTrue(id.startsWith("att-") || id.matches("[46]1[57]4[57]42d.*"), beacon.id());
        });
    }
}
