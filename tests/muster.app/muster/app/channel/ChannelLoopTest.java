// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.NOON;
import static muster.app.channel.ToldAlerts.change;
import static muster.app.channel.ToldAlerts.fired;
import static muster.app.channel.ToldAlerts.quiet;
import static muster.app.channel.ToldAlerts.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import muster.app.config.ChannelRules;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.ChannelTrial;
import muster.model.Fact;
import muster.model.Notice;
import muster.model.Notice.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is told what and when, on a real journal and a clock that is set by hand.
final class ChannelLoopTest {

    private static final Duration GROUP = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private ChannelScene scene(ChannelRules rules) throws Exception {
        return new ChannelScene(directory, rules);
    }

    @Test
    void aFirstStartTellsNothingOfThePast() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON));
            // the scene's own loop began before that; this one is of another name's first start
            Channel other = scene.new Listener();
            ChannelLoop first = new ChannelLoop("new", "test", ChannelScene.rules(), other, scene.journal,
                    ZoneOffset.UTC, () -> NOON, System::nanoTime, new Random(1));
            assertTrue(first.begin());
            first.step();
            assertEquals(scene.journal.head(), scene.journal.records().watching().channel("new").orElseThrow());
            assertEquals(0, first.place().status().waiting());
        }
    }

    @Test
    void whatComesWithinTheWaitIsOneMessageForEachBranch() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, "kolkata", NOON),
                    fired("TSTATT000002", Level.ERROR, "kolkata", NOON),
                    fired("TSTATT000003", Level.ERROR, "chennai", NOON));
            scene.settle();
            assertEquals(List.of(), scene.titles());
            assertEquals(3, scene.place().status().waiting());
            scene.pass(GROUP);
            assertEquals(List.of("muster: 2 alerts at branch kolkata",
                    "muster: ERROR: terminal TSTATT000003 is silent"), scene.titles());
            assertEquals(scene.journal.head(), scene.cursor());
            assertEquals(0, scene.place().status().waiting());
            assertEquals(2, scene.place().status().sent());
        }
    }

    @Test
    void anAlertInAFloodOfOtherEntriesIsToldOnce() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            List<Fact> flood = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                flood.add(new Notice(Level.INFO, "test", null, "entry " + i, Map.of(), NOON));
            }
            flood.add(1_700, fired("TSTATT000001", Level.ERROR, null, NOON));
            flood.add(fired("TSTATT000002", Level.ERROR, null, NOON));
            scene.journal.append(flood);
            scene.settle();
            scene.pass(GROUP);
            assertEquals(List.of("muster: 2 alerts"), scene.titles());
            assertEquals(scene.journal.head(), scene.cursor());
            scene.pass(MINUTE);
            assertEquals(1, scene.titles().size());
        }
    }

    @Test
    void onlyWhatIsToldGraveEnoughAndOfTheBranchIsTold() throws Exception {
        ChannelRules rules = new ChannelRules(
                Level.WARNING, Set.of("kolkata"), GROUP, Optional.empty(), 20, true);
        try (ChannelScene scene = scene(rules)) {
            scene.append(quiet("TSTATT000001", "because of network_down", NOON),
                    fired("TSTATT000002", Level.INFO, "kolkata", NOON),
                    fired("TSTATT000003", Level.ERROR, "chennai", NOON),
                    fired("TSTATT000004", Level.ERROR, null, NOON),
                    change("acknowledged", "TSTATT000005", Level.ERROR, "kolkata", null, NOON, "known"),
                    fired("TSTATT000006", Level.WARNING, "kolkata", NOON));
            scene.pass(GROUP);
            assertEquals(List.of("muster: WARNING: terminal TSTATT000006 is silent"), scene.titles());
        }
    }

    @Test
    void whatIsOverBeforeItWasToldIsToldAsOver() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON),
                    resolved("TSTATT000001", Level.ERROR, null, NOON));
            scene.pass(GROUP);
            assertEquals(List.of("muster: over (error): terminal TSTATT000001 is heard again"), scene.titles());
        }
    }

    @Test
    void withoutNoticesOfTheEndWhatIsOverIsNotTold() throws Exception {
        ChannelRules rules = new ChannelRules(Level.WARNING, Set.of(), GROUP, Optional.empty(), 20, false);
        try (ChannelScene scene = scene(rules)) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON),
                    fired("TSTATT000002", Level.ERROR, null, NOON),
                    resolved("TSTATT000001", Level.ERROR, null, NOON));
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000002 is silent"), scene.titles());
        }
    }

    @Test
    void aChannelIsNotToldOfItsOwnFailure() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            var own = fired(ChannelScene.NAME, Level.ERROR, null, NOON).after();
            scene.append(new AlertChange(new AlertStatus("channel_failing:ops",
                    "channel_failing", "ops", null, null, own.level(), own.state(), own.message(), 1, NOON, NOON, NOON,
                    null, null, null, null), "fired", null, NOON));
            scene.pass(GROUP);
            assertEquals(List.of(), scene.titles());
        }
    }

    @Test
    void aMessageThatIsNotTakenIsTriedAgainAsItWasAndWhatComesMeanwhileFollows() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            long before = scene.cursor();
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON));
            scene.listener.refusal = "the server is away";
            scene.pass(GROUP);
            assertTrue(scene.place().status().failing());
            assertEquals("the server is away", scene.place().status().reason());
            assertEquals(before, scene.cursor());
            scene.append(fired("TSTATT000002", Level.ERROR, null, NOON));
            scene.pass(MINUTE);
            scene.listener.refusal = null;
            scene.pass(MINUTE);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000001 is silent",
                    "muster: ERROR: terminal TSTATT000002 is silent"), scene.titles());
            assertFalse(scene.place().status().failing());
            assertEquals(scene.journal.head(), scene.cursor());
        }
    }

    @Test
    void anAttemptIsMadeAtLeastEveryFiveMinutesForADayAndThenNoMore() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON));
            scene.listener.refusal = "the server is away";
            for (int minute = 0; minute < 24 * 60 + 10; minute += 5) {
                scene.pass(Duration.ofMinutes(5));
            }
            assertEquals(scene.journal.head(), scene.cursor());
            assertTrue(scene.place().status().failing());
            assertTrue(scene.listener.tries >= 24 * 12, scene.listener.tries + " attempts");
            scene.listener.refusal = null;
            scene.append(fired("TSTATT000002", Level.ERROR, null, scene.now));
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000002 is silent"), scene.titles());
        }
    }

    @Test
    void killedBeforeAMessageItIsToldAfterwardsAndKilledBehindItNoMore() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON));
            scene.settle();
            scene.restart();
            scene.pass(GROUP);
            assertEquals(1, scene.titles().size());
            scene.restart();
            scene.pass(GROUP);
            assertEquals(1, scene.titles().size());
        }
    }

    @Test
    void killedInTheMiddleOfAMessageItIsToldOnceMoreUnderTheSameId() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON));
            scene.listener.dies = true;
            assertThrows(InterruptedException.class, () -> scene.pass(GROUP));
            scene.listener.dies = false;
            scene.restart();
            scene.pass(GROUP);
            scene.restart();
            scene.pass(GROUP);
            assertEquals(2, scene.titles().size());
            assertEquals(scene.listener.heard.getFirst().id(), scene.listener.heard.getLast().id());
        }
    }

    @Test
    void killedBetweenTwoBranchesNothingIsLost() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, "kolkata", NOON));
            scene.pass(Duration.ofSeconds(5));
            scene.append(fired("TSTATT000002", Level.ERROR, "chennai", NOON));
            scene.pass(Duration.ofSeconds(5));
            assertEquals(1, scene.titles().size());
            scene.restart();
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000001 is silent",
                    "muster: ERROR: terminal TSTATT000002 is silent"), scene.titles());
        }
    }

    @Test
    void whatIsOlderThanADayAtTheStartIsNotTold() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            scene.append(fired("TSTATT000001", Level.ERROR, null, NOON));
            scene.now = NOON.plus(Duration.ofHours(25));
            scene.append(fired("TSTATT000002", Level.ERROR, null, scene.now));
            scene.restart();
            scene.pass(GROUP);
            assertEquals(List.of("muster: ERROR: terminal TSTATT000002 is silent"), scene.titles());
        }
    }

    @Test
    void aFloodIsSummedUpInOneMessage() throws Exception {
        ChannelRules rules = new ChannelRules(Level.WARNING, Set.of(), Duration.ZERO, Optional.empty(), 3, true);
        try (ChannelScene scene = scene(rules)) {
            for (int i = 0; i < 30; i++) {
                scene.append(fired("TSTATT0000" + (10 + i), Level.ERROR, "branch-" + i % 3, scene.now));
                scene.pass(Duration.ofSeconds(2));
            }
            assertEquals(3, scene.titles().size());
            scene.pass(Duration.ofMinutes(10));
            assertEquals(4, scene.titles().size());
            assertEquals("muster: summary (more than 3 messages in 10 minutes): 27 alerts",
                    scene.titles().getLast());
            assertEquals(scene.journal.head(), scene.cursor());
        }
    }

    @Test
    void aTestMessageTellsOfNothingAndWhatWasSaid() throws Exception {
        try (ChannelScene scene = scene(ChannelScene.rules())) {
            ChannelLoop loop = new ChannelLoop("x", "test", ChannelScene.rules(), scene.listener, scene.journal,
                    ZoneOffset.UTC, () -> NOON, System::nanoTime, new Random(1));
            assertEquals(new ChannelTrial(true, "heard"), loop.test());
            assertEquals(0, scene.listener.heard.getFirst().count());
            scene.listener.refusal = "no";
            assertEquals(new ChannelTrial(false, "no"), loop.test());
            assertEquals(Notice.Level.INFO, scene.listener.heard.getFirst().level());
        }
    }
}
