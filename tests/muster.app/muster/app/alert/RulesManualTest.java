// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import muster.app.watch.Measure;
import muster.app.watch.Measures;
import muster.model.AlertRule;
import muster.model.Json;
import org.junit.jupiter.api.Test;

/// `man/muster-alerts.5`: the rules and measures it names are those there are.
final class RulesManualTest {

    private static String section(String title) throws IOException {
        String page = Files.readString(Path.of("man/muster-alerts.5"));
        int begin = page.indexOf(".Sh " + title + "\n");
        assertTrue(begin > 0, title + " is no section");
        return page.substring(begin, page.indexOf("\n.Sh ", begin));
    }

    private static List<String> items(String text) {
        return Pattern.compile("^\\.It Cm (\\S+)$", Pattern.MULTILINE).matcher(text).results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void itTellsConditionLevelAndTimesOfEveryRuleThatIsShipped() throws IOException {
        String section = section("RULES THAT COME WITH MUSTER");
        List<AlertRule> shipped = Rules.of(List.of()).all();
        assertEquals(shipped.stream().map(AlertRule::name).toList(), items(section));
        for (AlertRule rule : shipped) {
            String told = ".It Cm " + rule.name() + "\n.Ql " + rule.when() + " ,\n" + Json.word(rule.level())
                    + time(", for ", rule.forSeconds()) + time(", keep_firing ", rule.keepFiringSeconds()) + ".\n";
            assertTrue(section.contains(told), told);
        }
    }

    private static String time(String word, long seconds) {
        return seconds == 0 ? "" : word + (seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s");
    }

    @Test
    void itNamesEveryMeasureWithItsMeaningAndItsNameInMetrics() throws IOException {
        String section = section("MEASURES");
        String measures = section.substring(0, section.indexOf(".Ss Only in /metrics"));
        assertEquals(Measures.all().stream().map(Measure::name).toList(), items(measures));
        String plain = measures.replaceAll("\\s+", " ");
        List<String> missing = new ArrayList<>();
        for (Measure measure : Measures.all()) {
            String metrics = measure.prometheus() == null ? "" : " .Pq Cm muster_" + measure.prometheus();
            String told = ".It Cm " + measure.name() + " " + measure.help() + metrics + " .";
            if (!plain.contains(told)) {
                missing.add(told);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void itNamesWhatANetworkThatIsDownExplains() throws IOException {
        String section = section("RULES THAT COME WITH MUSTER");
        String told = section.substring(section.indexOf(".Ss Our own network"));
        for (String rule : List.of("terminal_silent", "sink_failing", "queue_long", "failed_syncs", "success_low",
                "channel_failing", "component_bad")) {
            assertTrue(told.contains(".Cm " + rule + "\n") || told.contains(".Cm " + rule + " ,\n"), rule);
        }
    }
}
