// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import muster.app.watch.Measure;
import muster.app.watch.Measures;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionTest {

    private static boolean holds(String condition, Map<Measure, Double> values) throws ConditionException {
        return Condition.parse(condition).holds(measure ->
                values.containsKey(measure) ? OptionalDouble.of(values.get(measure)) : OptionalDouble.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "queue_size > 50, 50, false", "queue_size > 50, 51, true", "queue_size >= 50, 50, true",
        "queue_size < 50, 50, false", "queue_size < 50, 49.9, true", "queue_size <= 50, 50, true",
        "queue_size == 50, 50, true", "queue_size == 50, 51, false", "queue_size != 50, 51, true",
        "queue_size != 50, 50, false", "queue_size>50, 51, true", "'  queue_size  >50 ', 51, true",
        "queue_size > -1, 0, true", "queue_size > 0.5, 0.6, true"
    })
    void a_number_is_compared(String condition, double value, boolean holds) throws Exception {
        assertEquals(holds, holds(condition, Map.of(Measures.QUEUE_SIZE, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "terminal.silent_seconds > 90s, 90", "terminal.silent_seconds > 15m, 900", "terminal.silent_seconds > 2h, 7200",
        "terminal.silent_seconds > 2d, 172800", "terminal.silent_seconds > 60, 60", "wal_bytes > 3KB, 3000",
        "wal_bytes > 256MB, 256000000", "wal_bytes > 1.5GB, 1500000000", "disk_free_percent > 5%, 5",
        "disk_free_percent > 5 %, 5", "terminal.log_fill_ratio > 80%, 0.8", "terminal.full_in_days > 7d, 7"
    })
    void a_unit_multiplies_the_number(String condition, double threshold) throws Exception {
        assertEquals(threshold, Condition.parse(condition).anyOf().getFirst().getFirst().threshold(), 1e-9);
    }

    @Test
    void and_binds_stronger_than_or() throws Exception {
        String condition = "queue_size > 1 and failed_syncs > 1 or scans_today > 1";
        assertTrue(holds(condition, Map.of(Measures.SCANS_TODAY, 2.0)));
        assertTrue(holds(condition, Map.of(Measures.QUEUE_SIZE, 2.0, Measures.FAILED_SYNCS, 2.0)));
        assertFalse(holds(condition, Map.of(Measures.QUEUE_SIZE, 2.0, Measures.SCANS_TODAY, 0.0)));
    }

    @Test
    void what_was_not_measured_is_never_so() throws Exception {
        assertFalse(holds("queue_size < 50", Map.of()));
        assertFalse(holds("queue_size != 50", Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | column 1: a comparison is expected, such as queue_size > 50, not the end",
        "queue_sise > 50 | column 1: there is no measure queue_sise; did you mean queue_size?",
        "xyz > 50 | column 1: there is no measure xyz",
        "queue_size 50 | column 12: one of > >= < <= == != is expected behind queue_size, not \"50\"",
        "queue_size = 50 | column 12: one of > >= < <= == != is expected behind queue_size, not \"=\"",
        "queue_size > | column 13: a number is expected behind >, such as 50 or 15m, not the end",
        "queue_size > fifty | column 14: a number is expected behind >, such as 50 or 15m, not \"fifty\"",
        "queue_size > 5m | column 15: queue_size has no unit m; write one of % or the number alone",
        "wal_bytes > 5m | column 14: wal_bytes has no unit m; write one of KB, MB, GB or the number alone",
        "queue_size > 50 failed_syncs > 1 | column 17: and, or or the end is expected, not \"failed_syncs\"",
        "queue_size > 50 and | column 20: a comparison is expected, such as queue_size > 50, not the end",
        "or queue_size > 50 | column 1: a comparison is expected, such as queue_size > 50, not \"or\"",
        "(queue_size > 50) | column 1: a comparison is expected, such as queue_size > 50, not \"(queue_size\". "
                + "There are no brackets; and binds stronger than or",
        "sink.queue > 5 or terminal.up < 1 | column 19: terminal.up is measured for each terminal, sink.queue for each "
                + "sink; make two rules of it"
    })
    void a_mistake_is_told_with_its_place_and_what_was_expected(String condition, String sentence) {
        ConditionException wrong = assertThrows(ConditionException.class, () -> Condition.parse(condition));
        assertEquals(sentence, wrong.getMessage());
    }

    @Test
    void the_value_shown_is_that_of_what_made_it_hold() throws Exception {
        Condition condition = Condition.parse("disk_free_percent < 5 or disk_free_bytes < 500MB");
        Map<Measure, Double> values = Map.of(Measures.DISK_FREE_PERCENT, 40.0, Measures.DISK_FREE, 4e8);
        assertEquals(4e8, condition.shown(measure -> OptionalDouble.of(values.get(measure))).orElseThrow().value());
    }

    @Test
    void the_value_shown_is_the_subject_s_before_that_of_the_whole() throws Exception {
        Condition condition = Condition.parse("terminals >= 3 and terminal.silent_seconds > 15m");
        assertEquals(Measures.TERMINAL_SILENT,
                condition.shown(_ -> OptionalDouble.of(1000)).orElseThrow().measure());
    }

    @Property(tries = 2000)
    void any_text_is_a_condition_or_a_sentence(@ForAll("nearly") String text) {
        try {
            Condition.parse(text);
        } catch (ConditionException e) {
            assertTrue(e.getMessage().matches("(?s)column [0-9]+: .+"), e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> nearly() {
        Arbitrary<String> pieces = Arbitraries.of("queue_size", "sink.queue", "terminal.silent_seconds", " ", ">", "<=",
                "=", "5", "-0.50", "15m", "MB", "and", "or", "(", ".", "1e9", "9999999999999999", "%", "\n", "ä", "");
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40),
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                pieces.list().ofMaxSize(12).map(list -> String.join(" ", list)));
    }

    @Property(tries = 1000)
    void a_condition_written_and_read_again_is_the_same(@ForAll("conditions") Condition condition)
            throws ConditionException {
        Condition again = Condition.parse(condition.toString());
        assertEquals(condition, again);
        assertEquals(condition.toString(), again.toString());
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return Arbitraries.of("", "terminal", "sink").flatMap(family -> {
            List<Measure> measures = Measures.all().stream()
                    .filter(each -> each.family().isEmpty() || each.family().equals(family))
                    .collect(Collectors.toList());
            Arbitrary<Comparison> comparison = Combinators.combine(
                    Arbitraries.of(measures), Arbitraries.of(Comparison.Operator.values()),
                    Arbitraries.bigDecimals().between(new BigDecimal(-1_000_000), new BigDecimal(1_000_000_000))
                            .ofScale(3), Arbitraries.of(Unit.values()))
                    .as((measure, operator, number, unit) -> new Comparison(measure, operator,
                            number.stripTrailingZeros(), unit.fits(measure) ? unit : Unit.NONE));
            return comparison.list().ofMinSize(1).ofMaxSize(3).list().ofMinSize(1).ofMaxSize(3).map(Condition::new);
        });
    }
}
