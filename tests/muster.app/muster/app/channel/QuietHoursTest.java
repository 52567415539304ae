// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.fired;
import static muster.app.channel.ToldAlerts.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import muster.app.config.ChannelRules;
import muster.app.config.QuietHours;
import muster.model.Notice.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nights, on a real journal and a clock that is set by hand and begins at noon.
final class QuietHoursTest {

    private static final Duration GROUP = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30));

    @TempDir
    Path directory;

    private ChannelScene scene(ChannelRules rules) throws Exception {
        return new ChannelScene(directory, rules);
    }

    @Test
    void inQuietHoursOnlyErrorsAreToldAndTheRestIsSummedUpAtTheirEnd() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.quiet(NIGHT))) {
            scene.pass(Duration.ofHours(11));
            scene.append(fired("TSTATT000001", Level.WARNING, "kolkata", scene.now),
                    fired("TSTATT000002", Level.WARNING, "chennai", scene.now),
                    fired("TSTATT000003", Level.ERROR, "chennai", scene.now));
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000003 is silent"), scene.titles());
            scene.pass(Duration.ofHours(7));
            assertEquals(1, scene.titles().size());
            scene.pass(Duration.ofMinutes(30));
            assertEquals("muster: summary after quiet hours: 2 alerts", scene.titles().getLast());
            assertEquals(2, scene.titles().size());
        }
    }

    @Test
    void killedInTheNightNoErrorIsToldTwiceAndTheMorningKnowsEverything() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.quiet(NIGHT))) {
            scene.pass(Duration.ofHours(11));
            scene.append(fired("TSTATT000001", Level.WARNING, null, scene.now));
            scene.settle();
            scene.append(fired("TSTATT000003", Level.ERROR, null, scene.now));
            scene.pass(GROUP);
            scene.restart();
            scene.append(fired("TSTATT000002", Level.WARNING, null, scene.now),
                    resolved("TSTATT000001", Level.WARNING, null, scene.now));
            scene.pass(Duration.ofHours(7));
            scene.restart();
            scene.pass(MINUTE);
            scene.pass(Duration.ofMinutes(30));
            scene.restart();
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000003 is silent",
                    "muster: summary after quiet hours: 2 alerts"), scene.titles());
            assertEquals(List.of("WARNING: terminal TSTATT000002 is silent [terminal_silent:TSTATT000002]",
                    "over (warning): terminal TSTATT000001 is heard again [terminal_silent:TSTATT000001]"),
                    scene.listener.heard.getLast().lines());
        }
    }

    @Test
    void aWarningThatCouldNotBeSentInTheEveningWaitsForTheMorning() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.quiet(NIGHT))) {
            scene.pass(Duration.ofHours(10).minus(Duration.ofSeconds(5)));
            scene.append(fired("TSTATT000001", Level.WARNING, null, scene.now),
                    fired("TSTATT000002", Level.ERROR, null, scene.now));
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000002 is silent"), scene.titles());
            scene.pass(Duration.ofMinutes(8 * 60 + 31));
            assertEquals("muster: WARNING: terminal TSTATT000001 is silent", scene.titles().getLast());
        }
    }
}
