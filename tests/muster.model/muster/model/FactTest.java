// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What can happen.
final class FactTest {

    @Test
    void everyKindHasOneWordThatLeadsBackToIt() {
        Set<String> kinds = new HashSet<>();
        for (Fact fact : Samples.FACTS) {
            assertEquals(fact.getClass(), Fact.typeOf(fact.kind()));
            kinds.add(fact.kind());
        }
        assertEquals(
                Set.of("punch", "quarantine", "contact", "terminal", "branch", "person", "command", "operation",
                        "fetch", "clock", "gathering", "registration", "presence", "scanner", "sink", "dead_letter",
                        "alert", "silence", "component", "access", "erasure",
                        "forgotten", "notice"),
                kinds);
        assertThrows(IllegalArgumentException.class, () -> Fact.typeOf("event"));
    }

    @Test
    void everyFactTellsWhichTerminalItIsAboutAndWhenItWasLearnt() {
        for (Fact fact : Samples.FACTS) {
            assertEquals(Samples.RECEIVED, fact.receivedAt());
        }
        assertEquals("TSTATT000001", new TerminalChange(Samples.TERMINAL, "changed", "api", null).terminal());
        assertEquals("TSTATT000001", new CommandChange(Samples.COMMAND, null).terminal());
        assertEquals("door", new ScannerChange("door", "hci0", null, "", null, null).terminal());
        assertEquals("door", new Presence("e", "1", "door", null, null, null, 0, null, null, true, null).terminal());
        assertNull(new GatheringChange(Samples.GATHERING, "added", "api", null).terminal());
        assertNull(new Registration("e", "1", false, "api", null).terminal());
        assertEquals("TSTATT000001", new AlertChange(Samples.ALERT, "fired", null, null).terminal());
        assertNull(Samples.FACTS.getLast().terminal());
    }

    @Test
    void mapsAndListsOfAFactCannotBeChangedFromOutside() {
        Map<String, String> given = new HashMap<>(Map.of("a", "1"));
        Notice notice = new Notice(Notice.Level.INFO, "t", null, "m", given, Samples.RECEIVED);
        Operation operation = new Operation("T", "OPERLOG", 1, "", "", given, Samples.RECEIVED, Bytes.EMPTY);
        given.put("b", "2");
        assertEquals(Map.of("a", "1"), notice.context());
        assertEquals(Map.of("a", "1"), operation.values());
        assertThrows(UnsupportedOperationException.class, () -> Samples.TERMINAL.addresses().add("any"));
        assertThrows(UnsupportedOperationException.class, () -> Samples.TERMINAL.reported().clear());
    }

    @Test
    void aPunchIsTheInstantItsOffsetMakesOfItsLocalTime() {
        assertEquals("2026-11-20T02:30:05Z", Samples.PUNCH.instant().toString());
    }

    @Test
    void anEventIsTheOneTheDoorIsSetToFromItsSelectionToItsEnd() {
        assertEquals(
                List.of(Gathering.State.SELECTED, Gathering.State.SCANNING, Gathering.State.PAUSED),
                List.of(Gathering.State.values()).stream().filter(Gathering.State::isCurrent).toList());
        assertEquals(Samples.GATHERING, Samples.GATHERING.in(Gathering.State.ENDED).in(Gathering.State.SCANNING));
    }

    @Test
    void aCommandHasEndedUnlessItWaitsOrHasNoAnswerYet() {
        assertEquals(
                List.of(Command.State.QUEUED, Command.State.SENT),
                List.of(Command.State.values()).stream().filter(state -> !state.ended()).toList());
    }

    @Test
    void peopleAreToldOfAnAlertThatBeginsIsRepeatedOrEndsUnlessSomethingKeepsItQuiet() {
        assertEquals(
                List.of("fired", "repeated", "resolved"),
                Stream.of("fired", "repeated", "acknowledged", "reopened", "resolved")
                        .filter(act -> new AlertChange(Samples.ALERT, act, null, null).isTold())
                        .toList());
        assertFalse(new AlertChange(Samples.QUIET_ALERT, "fired", null, null).isTold());
    }

    @Test
    void anAlertIsCalledByItsRuleAndWhatItIsAbout() {
        assertEquals("terminal_silent:TSTATT000001", AlertStatus.id("terminal_silent", "TSTATT000001"));
        assertEquals("queue_long", AlertStatus.id("queue_long", ""));
    }

    @Test
    void aComponentIsBadWhenItDoesNotDoAllItShould() {
        assertEquals(
                List.of(Component.State.ONLINE, Component.State.OFF, Component.State.UNKNOWN),
                Stream.of(Component.State.values())
                        .filter(state -> !new Component("a", state, null, null, null, null, true).isBad())
                        .toList());
    }

    @Test
    void resultsOfAnImportAddUp() {
        assertEquals(
                new ImportResult(11, 22, 33, 44),
                new ImportResult(1, 2, 3, 4).plus(new ImportResult(10, 20, 30, 40)));
    }
}
