// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AttLogProperties {

    private record Marked(String pin, LocalDateTime time, int state, int verifyMode, String workCode) {

        String line() {
            return pin + "\t" + TimeText.write(time) + "\t" + number(state) + "\t" + number(verifyMode) + "\t"
                    + workCode + "\t0\t0";
        }

        private static String number(int number) {
            return number < 0 ? "" : Integer.toString(number);
        }
    }

    @Property
    void anyBytesGiveOneElementPerLineAndNeverThrow(@ForAll byte[] body, @ForAll Dialect dialect) {
        assertEquals(AttLog.lines(body), AttLog.read(body, dialect).size());
    }

    @Property
    void anyTextOfTheAlphabetNeverThrows(@ForAll("nearlyLines") String body, @ForAll Dialect dialect) {
        assertEquals(AttLog.lines(bytes(body)), AttLog.read(bytes(body), dialect).size());
    }

    @Property
    void punchesSurviveTheRoundTripThroughText(
            @ForAll("punches") @Size(max = 20) List<Marked> punches, @ForAll("lineEnds") String end) {
        String body = String.join(end, punches.stream().map(Marked::line).toList());
        List<AttLine> lines = AttLog.read(bytes(body), Dialect.ATT2);
        assertEquals(punches, lines.stream().map(AttLogProperties::marked).toList());
    }

    @Property
    void noLineCanHideItsNeighbours(@ForAll("punches") @Size(2) List<Marked> good, @ForAll byte[] noise) {
        byte[] between = without(noise, '\n');
        byte[] first = bytes(good.get(0).line() + "\n");
        byte[] last = bytes("\n" + good.get(1).line() + "\n");
        byte[] body = Arrays.copyOf(first, first.length + between.length + last.length);
        System.arraycopy(between, 0, body, first.length, between.length);
        System.arraycopy(last, 0, body, first.length + between.length, last.length);
        List<AttLine> lines = AttLog.read(body, Dialect.ATT2);
        assertEquals(good.get(0), marked(lines.getFirst()));
        assertEquals(good.get(1), marked(lines.getLast()));
    }

    @Property
    void aNulAlwaysHoldsTheLine(@ForAll("punches") @Size(1) List<Marked> one, @ForAll @IntRange(max = 200) int place) {
        String line = one.getFirst().line();
        int at = place % (line.length() + 1);
        byte[] body = bytes(line.substring(0, at) + "\0" + line.substring(at));
        assertInstanceOf(Unreadable.class, AttLog.read(body, Dialect.ATT2).getFirst());
    }

    private static byte[] without(byte[] bytes, int unwanted) {
        byte[] kept = bytes.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept[i] == unwanted ? (byte) '.' : kept[i];
        }
        return kept;
    }

    private static Marked marked(AttLine line) {
        AttPunch punch = assertInstanceOf(AttPunch.class, line);
        return new Marked(punch.pin(), punch.time(), punch.state(), punch.verifyMode(), punch.workCode());
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n");
    }

    @Provide
    Arbitrary<String> nearlyLines() {
        return Arbitraries.of("7", "\t", "\n", "\r", " ", "2026-11-20", "08:00:00", "2026-02-30 08:00:00", "=", "pin=",
                        "time=", "ATTLOG", "\0", "é", "T")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Marked>> punches() {
        Arbitrary<String> pins = Arbitraries.strings()
                .withCharRange('0', '9').withCharRange('A', 'Z').withChars("_- é")
                .ofMinLength(1).ofMaxLength(24).filter(Pins::valid);
        Arbitrary<LocalDateTime> times = Combinators.combine(
                        Arbitraries.integers().between(1, 9999),
                        Arbitraries.integers().between(0, 364),
                        Arbitraries.integers().between(0, 86_399))
                .as((year, day, second) ->
                        LocalDateTime.of(year, 1, 1, 0, 0).plusDays(day).plusSeconds(second));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(-1, 255);
        Arbitrary<String> codes = Arbitraries.strings().numeric().ofMaxLength(9);
        return Combinators.combine(pins, times, numbers, numbers, codes).as(Marked::new).list();
    }
}
