// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import muster.model.Bytes;
import muster.model.CanonicalJson;
import muster.model.CheckIn;
import muster.model.Fact;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;
import muster.model.ZoneFrom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The text that is hashed is the canonical JSON of the fact, whoever writes it: else no chain there is would hold.
class LeafTextProperties {

    private static final List<String> ODD = List.of(
            "", "7", "007", "\u0e14\uc790\u20ac \u00e9", "\"quoted\"\\", "a\tb\nc\rd\be\ff", "\u0001\u001f\u007f\u0080",
            "x\u2028y\u2029z", "\uD83D\uDE00 smile", "base64:", "base64:AAAA", "</script>&'<=>");
    private static final List<String> RAW = List.of(
            "", "00", "fffe", "6261736536343a41414141", "37093230", "efbfbd",
            "e0b894ec9e90e282acf09f9880e280a822", "eda080");
    private static final long[] SECONDS = {1795161605L, 0, -1, -3000000000L, 253402000000L, 1767225600L, 951782400L};
    private static final int[] NUMBERS = {0, 1, -1, 255, Integer.MAX_VALUE, Integer.MIN_VALUE, 15};
    private static final int[] OFFSETS = {0, 19800, -12600, 64800, -64800, 3601, 45900};

    /// Any at all, also halves of pairs.
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings().withCharRange('\0', '\u00ff').withChars('\u2028', '\u2029').ofMaxLength(12),
                Arbitraries.of(ODD));
    }

    private static Arbitrary<Bytes> raws() {
        return Arbitraries.oneOf(Arbitraries.bytes().array(byte[].class).ofMaxSize(1_200).map(Bytes::of),
                texts().map(Bytes::of));
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-400_000_000_000L, 900_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<CheckIn> checkIns() {
        Arbitrary<String> given = texts().injectNull(0.3);
        return Combinators.combine(
                        given, given, given, Arbitraries.integers().injectNull(0.3), given,
                        Arbitraries.of(CheckIn.Proof.class).injectNull(0.3),
                        Arbitraries.of(CheckIn.Timing.class).injectNull(0.3),
                        Combinators.combine(given, given).as(Arrays::asList))
                .as((event, method, carrier, rssi, device, proof, timing, rest) -> new CheckIn(
                        event, method, carrier, rssi, device, proof, timing, rest.get(0), rest.get(1)));
    }

    private static Arbitrary<Punch> punches() {
        Arbitrary<String> given = texts().injectNull(0.1);
        Arbitrary<List<String>> words = Combinators.combine(given, given, given, given).as(Arrays::asList);
        Arbitrary<LocalDateTime> times = Arbitraries.longs().between(-100_000_000_000L, 900_000_000_000L)
                .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        return Combinators.combine(
                        Arbitraries.of(Source.class).injectNull(0.1), words, times,
                        Arbitraries.integers().between(-64_800, 64_800), Arbitraries.of(ZoneFrom.class).injectNull(0.1),
                        Arbitraries.of(LocalTimeFit.class).injectNull(0.1), instants(),
                        Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), raws(),
                                checkIns().injectNull(0.5)).as(Arrays::<Object>asList))
                .as((source, word, time, offset, from, fit, received, rest) -> new Punch(
                        source, word.get(0), word.get(1), time, ZoneOffset.ofTotalSeconds(offset), word.get(2), from,
                        fit, received, (int) rest.get(0), (int) rest.get(1), word.get(3), (Bytes) rest.get(2),
                        (CheckIn) rest.get(3)));
    }

    private static Arbitrary<Quarantined> held() {
        Arbitrary<String> given = texts().injectNull(0.1);
        return Combinators.combine(Arbitraries.of(Source.class).injectNull(0.1), given, given,
                        Arbitraries.of(Quarantined.Reason.class).injectNull(0.1), given, instants(), raws())
                .as(Quarantined::new);
    }

    @Provide
    Arbitrary<Fact> facts() {
        return Arbitraries.oneOf(punches(), held(), Arbitraries.of(Samples.oneOfEach()));
    }

    @Property(tries = 3_000)
    void itIsTheCanonicalJsonOfAnyFact(@ForAll("facts") Fact first, @ForAll("facts") Fact fact, @ForAll long seq) {
        String text = "{\"fact\":" + CanonicalJson.of(fact) + ",\"kind\":\"" + fact.kind() + "\",\"seq\":" + seq + "}";
        LeafText used = new LeafText().write(1, first);
        byte[] hash = Leaves.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        var digest = Leaves.sha256();
        used.write(seq, fact).into(digest);
        assertArrayEquals(hash, digest.digest(), () -> text + "\n" + used);
    }

    private static List<Fact> odd() {
        List<Fact> facts = new ArrayList<>(Samples.before());
        for (int i = 0; i < 48; i++) {
            Source source = Source.values()[i % 5];
            CheckIn checkIn = i % 5 < 2 || i % 3 != 0 ? null : new CheckIn(
                    odd(i), odd(i + 1), i % 2 == 0 ? null : odd(i + 2), i % 4 == 0 ? null : NUMBERS[i % 7],
                    i % 2 == 1 ? null : odd(i + 3), CheckIn.Proof.values()[i % 2], CheckIn.Timing.values()[i % 4],
                    i % 6 == 0 ? null : odd(i + 5), "key " + i + odd(i + 6));
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    Math.max(0, SECONDS[i % 7]) + i * 61L, 0, ZoneOffset.UTC);
            facts.add(new Punch(
                    source, "TSTATT0000" + (10 + i % 3), odd(i), time, ZoneOffset.ofTotalSeconds(OFFSETS[i % 7]),
                    odd(i + 4), ZoneFrom.values()[i % 4], LocalTimeFit.values()[i % 4], moment(i), NUMBERS[i % 7],
                    NUMBERS[(i + 2) % 7], odd(i + 7), raw(i), checkIn));
            facts.add(new Quarantined(source, "TSTATT000011", odd(i), Quarantined.Reason.values()[i % 5], odd(i + 5),
                    moment(i + 1), raw(i)));
        }
        return facts;
    }

    private static String odd(int i) {
        return ODD.get(i % ODD.size());
    }

    private static Bytes raw(int i) {
        return Bytes.of(HexFormat.of().parseHex(RAW.get(i % RAW.size())));
    }

    private static Instant moment(int i) {
        return Instant.ofEpochSecond(SECONDS[(i + 3) % 7], i % 2 == 0 ? 0 : i % 3 * 123_000_000L);
    }

    /// Pinned: this hash is of the muster that read each fact as a tree of JSON and put that in order.
    @Example
    void theSealOverOddEntriesIsWhatItAlwaysWas() throws Exception {
        Path directory = Samples.scratch();
        try {
            long last;
            try (Journal journal = Samples.open(directory)) {
                last = journal.append(odd()).head();
            }
            assertEquals(80, last, "some are alike");
            Reader reader = new Reader(JournalSettings.at(directory).file());
            Salts salts = new Salts(last, new byte[32], null);
            Chain.Block block = Chain.Block.NONE.next(
                    reader.ask(each -> Leaves.between(each, 1, last, salts)), salts, Samples.NOW);
            reader.close();
            assertEquals(
                    "0e22b2c7df2e50849a249be3de46b9cc6b876f42ba38e5479d1a86e7389369dc", block.seal().hash());
        } finally {
            Samples.delete(directory);
        }
    }
}
