// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import muster.app.watch.Measures;
import muster.model.AlertRule;
import muster.model.Notice.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesTest {

    private static RuleSettings when(String name, String when) {
        return new RuleSettings(name, when, null, null, null, null, null);
    }

    private static AlertRule one(Rules rules, String name) {
        return rules.all().stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void the_shipped_rules_can_be_read_and_worded() {
        List<AlertRule> shipped = Rules.of(List.of()).all();
        assertEquals(22, shipped.size());
        for (AlertRule rule : shipped) {
            assertTrue(rule.shipped() && rule.on(), rule.name());
            assertEquals(List.of(), Rules.problems(new RuleSettings(rule.name(), rule.when(), rule.level(),
                    Duration.ofSeconds(rule.forSeconds()), Duration.ofSeconds(rule.keepFiringSeconds()), rule.message(),
                    true)));
        }
    }

    @Test
    void settings_change_what_they_name_and_leave_the_rest_as_shipped() {
        Rules rules = Rules.of(List.of(new RuleSettings("queue_long", null, Level.ERROR, null, null, null, null)));
        assertEquals(new AlertRule("queue_long", Level.ERROR, "queue_size > 50", 60, 0,
                "{value} records wait for the sinks", true, true), one(rules, "queue_long"));
    }

    @Test
    void a_rule_of_one_s_own_is_a_warning_without_delay_that_tells_its_condition() {
        assertEquals(new AlertRule("quiet_day", Level.WARNING, "scans_today < 10", 0, 0,
                "scans_today < 10 (now {value})", true, false),
                one(Rules.of(List.of(when("quiet_day", "scans_today<10"))), "quiet_day"));
    }

    @Test
    void a_rule_switched_off_is_listed_and_not_evaluated() {
        Rules rules = Rules.of(List.of(new RuleSettings("queue_long", null, null, null, null, null, false)));
        assertFalse(one(rules, "queue_long").on());
        assertTrue(rules.inForce().stream().noneMatch(rule -> rule.name().equals("queue_long")));
    }

    @Test
    void what_explains_others_is_evaluated_first() {
        assertEquals("network_down", Rules.of(List.of()).inForce().getFirst().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "Bad Name | - | - |  | a rule's name has 1 to 64 of a-z 0-9 _ - and begins with a letter",
        "queue_lon | - | - | when | it is missing, and no rule queue_lon comes with muster; did you mean queue_long?",
        "mine | queue_size | - | when | column 11: one of > >= < <= == != is expected behind queue_size, not the end",
        "queue_long | - | {vaule} wait | message | "
                + "there is no {vaule}; there are {subject}, {name}, {branch} and {value}"
    })
    void what_is_wrong_is_told_with_its_key(String name, String when, String message, String key, String text) {
        RuleSettings settings = new RuleSettings(name, when, null, null, null, message, null);
        assertEquals(List.of(new RuleProblem(key == null ? "" : key, text)), Rules.problems(settings));
        assertThrows(IllegalArgumentException.class, () -> Rules.of(List.of(settings)));
    }

    @Test
    void times_are_a_day_at_most() {
        assertEquals(List.of(new RuleProblem("for", "it must be 0s to 1d"),
                new RuleProblem("keep_firing", "it must be 0s to 1d")),
                Rules.problems(new RuleSettings("queue_long", null, null, Duration.ofHours(25), Duration.ofSeconds(-1),
                        null, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "terminal.silent_seconds, 45, 45s", "terminal.silent_seconds, 1059, 17m",
        "terminal.silent_seconds, 12000, 3h 20m", "terminal.silent_seconds, 183600, 2d 3h",
        "terminal.clock_offset_seconds, -90, -1m", "wal_bytes, 999, 999 B", "wal_bytes, 256000001, 256 MB",
        "disk_free_bytes, 1290000000, 1.2 GB", "disk_free_bytes, 5e12, 5000 GB", "success_rate, 79.9, 79.9 %",
        "success_rate, 79.999, 79.99 %", "disk_free_percent, 4, 4 %", "terminal.log_fill_ratio, 0.81, 81 %",
        "queue_size, 51, 51", "terminal.full_in_days, 3.5, 3.5"
    })
    void values_are_written_for_people(String measure, double value, String text) {
        assertEquals(text, Wording.value(Measures.named(measure).orElseThrow(), value));
    }
}
