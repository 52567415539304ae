// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Config;
import muster.app.config.ConfigReader;
import muster.app.config.LogLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration that is read again.
final class ReloadTest {

    @TempDir
    private Path folder;

    private final List<Config> taken = new ArrayList<>();
    private Path file;
    private Reload reload;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(folder.resolve("muster.toml"), "[log]\nlevel = \"info\"\n");
        reload = new Reload(new ConfigReader(file, Map.of(), List.of("alerts.repeat=7m")),
                new Supervisor(Optional.empty(), Optional.empty()), taken::add);
    }

    private void reload(String toml) throws Exception {
        Files.writeString(file, toml);
        reload.reload();
    }

    @Test
    void what_can_change_is_taken() throws Exception {
        reload("[log]\nlevel = \"debug\"\n");
        assertEquals(List.of(LogLevel.DEBUG), taken.stream().map(Config::logLevel).toList());
    }

    @Test
    void the_same_again_is_taken_by_nobody() throws Exception {
        reload("# nothing but a remark\n[log]\nlevel = \"info\"\n");
        assertEquals(List.of(), taken);
    }

    @Test
    void what_needs_a_restart_is_taken_by_nobody() throws Exception {
        reload("[log]\nlevel = \"info\"\n[push]\ndelay = \"20s\"\n");
        assertEquals(List.of(), taken);
    }

    @Test
    void a_wrong_one_is_taken_by_nobody_and_a_right_one_after_it_is() throws Exception {
        reload("[log]\nlevel = \"debug\"\n[push]\ndelay = \"1y\"\n");
        assertEquals(List.of(), taken);
        reload("[log]\nlevel = \"debug\"\n[push]\ndelay = \"20s\"\n");
        assertEquals(1, taken.size());
    }

    @Test
    void a_file_that_is_gone_changes_nothing() throws Exception {
        Files.delete(file);
        reload.reload();
        assertEquals(List.of(), taken);
    }

    @Test
    void the_command_line_still_wins() throws Exception {
        reload("[log]\nlevel = \"error\"\n[alerts]\nrepeat = \"9m\"\n");
        assertEquals(Duration.ofMinutes(7), taken.getFirst().alertsRepeat());
    }

    @Test
    void a_rule_that_is_taken_out_is_a_change() throws Exception {
        reload("[log]\nlevel = \"info\"\n[rules.terminal_silent]\nfor = \"7m\"\n");
        reload("[log]\nlevel = \"info\"\n");
        assertEquals(List.of(1, 0), taken.stream().map(config -> config.rules().size()).toList());
    }
}
