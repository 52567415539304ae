// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import muster.app.alert.RuleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `conf/alerts.toml`, which people copy from.
final class AlertsExampleTest {

    private static final Path EXAMPLE = Path.of("conf/alerts.toml");

    @TempDir
    private Path folder;

    private static ConfigReader reader(Path file) {
        return new ConfigReader(file, Map.of(), List.of());
    }

    @Test
    void asItIsShippedItSaysNothing() throws Exception {
        assertEquals(reader(null).read(), reader(EXAMPLE).read());
    }

    @Test
    void uncommentedItHasRulesChannelsAndASignOfLife() throws Exception {
        String uncommented = Files.readString(EXAMPLE).replaceAll("(?m)^#(?=\\S)", "");
        Config config = reader(Files.writeString(folder.resolve("muster.toml"), uncommented)).read();
        assertEquals(List.of("terminal_silent", "success_low", "slow_delivery"),
                config.rules().stream().map(RuleSettings::name).toList());
        assertEquals(List.of("mail", "phones", "sms"), config.channels().stream().map(ChannelConfig::name).toList());
        assertTrue(config.heartbeat().isOn());
    }

    @Test
    void aWrongRuleIsNamedWithItsPlaceAndWhatIsMeant() throws Exception {
        Path file = Files.writeString(folder.resolve("muster.toml"), """
                [rules.mine]
                when = "sink.queu > 5"
                """);
        String mistake = org.junit.jupiter.api.Assertions.assertThrows(ConfigException.class, reader(file)::read)
                .getMessage();
        assertTrue(mistake.contains("muster.toml:2:1: rules.mine.when") && mistake.contains("sink.queue"), mistake);
    }
}
