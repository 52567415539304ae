// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.NOW;
import static muster.journal.Samples.changed;
import static muster.journal.Samples.component;
import static muster.journal.Samples.firing;
import static muster.journal.Samples.silence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.OptionalLong;
import muster.model.AlertStatus;
import muster.model.AlertStatus.State;
import muster.model.Component;
import muster.model.Fact;
import muster.model.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts, silences, components and channels as they are now: what the facts made of them, also after a reopen.
class WatchingTest {

    @TempDir
    Path directory;

    private JournalSettings settings;

    @BeforeEach
    void settle() {
        settings = JournalSettings.at(directory);
    }

    private static int store(Journal journal, Fact... facts) throws Exception {
        return journal.append(List.of(facts)).stored();
    }

    private void run(String... statements) throws Exception {
        try (Connection connection = Sqlite.maker(settings.file())) {
            for (String sql : statements) {
                Sqlite.run(connection, sql);
            }
        }
    }

    private static List<String> ids(Journal journal) throws Exception {
        return journal.records().watching().alerts().stream().map(AlertStatus::id).toList();
    }

    @Test
    void alertsThatFireAreThereUntilTheyAreResolvedOnePerRuleAndSubject() throws Exception {
        AlertStatus gate = firing("terminal_silent", Samples.T1, 9);
        try (Journal journal = Samples.open(directory)) {
            assertEquals(List.of(), journal.records().watching().alerts());
            store(journal, changed(firing("terminal_silent", Samples.T1, 0), "fired"),
                    changed(firing("terminal_silent", Samples.T2, 0), "fired"),
                    changed(firing("queue_long", "", 0), "fired"), changed(gate, "repeated"),
                    changed(Samples.alert("terminal_silent", Samples.T2, State.RESOLVED, NOW), "resolved"));
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(List.of(firing("queue_long", "", 0), gate), journal.records().watching().alerts());
            assertEquals(5, journal.head(), "every change is in the journal");
        }
    }

    @Test
    void anAlertThatOnlyBeginsToHoldDoesNotFire() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            store(journal, changed(firing("queue_long", "", 0), "fired"));
            store(journal, changed(Samples.alert("queue_long", "", State.PENDING, null), "fired"));

            assertEquals(List.of(), ids(journal));
        }
    }

    /// The answer to a commit can be lost; whoever then brings the same again must not make a second one of it.
    @Test
    void whatIsSoAlreadyIsNoNewEntry() throws Exception {
        Fact resolved = changed(Samples.alert("queue_long", "", State.RESOLVED, NOW), "resolved");
        try (Journal journal = Samples.open(directory)) {
            Fact[] facts = {
                changed(firing("queue_long", "", 0), "fired"), changed(silence(1, null)), changed(silence(1, NOW)),
                component("camera", Component.State.ERROR, "reported")
            };
            assertEquals(4, store(journal, facts));
            assertEquals(0, store(journal, facts[0], facts[2], facts[3]));
            assertEquals(1, store(journal, resolved));
            assertEquals(0, store(journal, resolved));
            assertEquals(0, store(journal, component("printer", Component.State.ERROR, "forgotten")));
            assertEquals(5, journal.head());
        }
    }

    @Test
    void silencesAreNumberedAndTheEndedOnesStay() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            assertEquals(0, journal.records().watching().lastSilenceId());
            store(journal, changed(silence(2, null)), changed(silence(1, null)), changed(silence(3, null)),
                    changed(silence(3, NOW)));
        }
        try (Journal journal = Samples.open(directory)) {
            Watching watching = journal.records().watching();
            assertEquals(List.of(silence(1, null), silence(2, null)), watching.silences(true));
            assertEquals(List.of(silence(1, null), silence(2, null), silence(3, NOW)), watching.silences(false));
            assertEquals(3, watching.lastSilenceId());
        }
    }

    @Test
    void aComponentIsThereUntilItIsForgotten() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            store(journal, component("printer", Component.State.ONLINE, "reported"),
                    component("camera", Component.State.ONLINE, "reported"),
                    component("camera", Component.State.STALE, "stale"),
                    component("sms", Component.State.ONLINE, "reported"));
            store(journal, component("printer", Component.State.ONLINE, "forgotten"));
        }
        try (Journal journal = Samples.open(directory)) {
            List<Component> components = journal.records().watching().components();
            assertEquals(List.of("camera", "sms"), components.stream().map(Component::name).toList());
            assertEquals(Component.State.STALE, components.getFirst().state());
        }
    }

    @Test
    void aChannelGoesAnywhereAndWritesNoEntry() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            Watching watching = journal.records().watching();
            assertEquals(OptionalLong.empty(), watching.channel("office"));
            for (long position : new long[] {0, 900, 7, 7}) {
                journal.moveChannel("office", position);
                assertEquals(OptionalLong.of(position), watching.channel("office"));
            }
            journal.moveChannel("boss", 3);
            assertEquals(0, journal.head(), "a channel must not follow its own steps");
            assertThrows(NullPointerException.class, () -> journal.moveChannel(null, 1));
            assertTrue(journal.health().ok());
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(OptionalLong.of(7), journal.records().watching().channel("office"));
            assertEquals(OptionalLong.of(3), journal.records().watching().channel("boss"));
        }
    }

    @Test
    void aChannelStaysWhereItWasWhenTheDiskRefusesTheStep() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.moveChannel("office", 1);
            Path away = directory.resolve("away");
            Files.move(settings.file(), away);
            assertThrows(JournalException.class, () -> journal.moveChannel("office", 2));
            Files.move(away, settings.file());

            assertEquals(OptionalLong.of(1), journal.records().watching().channel("office"));
            journal.moveChannel("office", 2);
            assertEquals(OptionalLong.of(2), journal.records().watching().channel("office"));
        }
    }

    @Test
    void damagedRowsAreLeftOutAndTheOthersAreThere() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (String rule : List.of("a", "b", "c", "d", "e")) {
                store(journal, changed(firing(rule, "x", 0), "fired"));
            }
            store(journal, changed(silence(1, null)), changed(silence(2, null)), changed(silence(3, null)),
                    component("camera", Component.State.ERROR, "reported"),
                    component("sms", Component.State.ERROR, "reported"));
        }
        run("UPDATE alert SET body = 'x#%' WHERE rule = 'a'", "UPDATE alert SET body = '{}' WHERE rule = 'b'",
                "UPDATE alert SET body = replace(body, 'firing', 'fring') WHERE rule = 'c'",
                "UPDATE alert SET body = (SELECT body FROM alert WHERE rule = 'e') WHERE rule = 'd'",
                "UPDATE silence SET body = '' WHERE id = 1",
                "UPDATE silence SET body = replace(body, 'until', 'untol') WHERE id = 2",
                "UPDATE component SET body = 'null' WHERE name = 'camera'");
        try (Journal journal = Samples.open(directory)) {
            Watching watching = journal.records().watching();
            assertEquals(List.of("e:x"), ids(journal));
            assertEquals(List.of(silence(3, null)), watching.silences(true));
            assertEquals(3, watching.lastSilenceId());
            assertEquals(List.of("sms"), watching.components().stream().map(Component::name).toList());
        }
    }

    @Test
    void aDamagedAlertIsMendedByTheNextThatIsHeardOfIt() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            store(journal, changed(firing("a", "", 0), "fired"), changed(firing("b", "", 0), "fired"));
        }
        run("UPDATE alert SET body = 'x#%'");
        try (Journal journal = Samples.open(directory)) {
            assertEquals(2, store(journal, changed(firing("a", "", 0), "fired"),
                    changed(Samples.alert("b", "", State.RESOLVED, NOW), "resolved")));
            assertEquals(List.of("a"), ids(journal));
        }
        assertEquals("1", Samples.ask(settings.file(), "SELECT count(*) FROM alert"));
    }

    @Test
    void aSecondProcessSeesThemToo() throws Exception {
        try (Journal journal = Samples.open(directory);
                Records beside = Records.open(settings.file())) {
            store(journal, changed(firing("queue_long", "", 0), "fired"));
            journal.moveChannel("office", 1);

            assertEquals(journal.records().watching().alerts(), beside.watching().alerts());
            assertEquals(OptionalLong.of(1), beside.watching().channel("office"));
        }
    }

    /// Nothing of the older file may be lost, and what was there before stays as a verified copy.
    @Test
    void aJournalFromBeforeThereWereAlertsIsCopiedAndBroughtUpToDate() throws Exception {
        Schema four = new Schema(Schema.STEPS.subList(0, 4));
        four.prepare(settings, NOW);
        run("INSERT INTO fact VALUES (1, 'notice', 1, NULL, NULL, '" + Json.text(Samples.notice("old")) + "')",
                "INSERT INTO cursor VALUES ('office', 1, 1, 0, 0, 'running', NULL, NULL, 1)");

        try (Journal journal = Samples.open(directory)) {
            assertEquals(List.of(Samples.notice("old")), Samples.facts(journal.read(0, 10)));
            assertEquals(1, journal.records().deliveries().cursor("office").orElseThrow().position());
            assertEquals(List.of(), journal.records().watching().latestSamples());
            store(journal, changed(firing("queue_long", "", 0), "fired"));
            assertEquals(List.of("queue_long"), ids(journal));
        }
        Path backup = settings.backups().resolve("muster-v4-20261120T023006Z.db");
        assertEquals("4", Samples.ask(backup, "PRAGMA user_version"));
        assertEquals("1", Samples.ask(backup, "SELECT count(*) FROM fact"));
        assertEquals("" + Schema.STEPS.size(), Samples.ask(settings.file(), "PRAGMA user_version"));
    }
}
