// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.Notice;
import org.junit.jupiter.api.Test;

class OverallTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Overall.Signs FINE = new Overall.Signs(true, false, false, List.of(), List.of());

    private static Component component(Component.State state, boolean outside) {
        return new Component("part", state, null, NOON, NOON, null, outside);
    }

    private static String with(Component component) {
        return Overall.of(new Overall.Signs(true, false, false, List.of(component), List.of()));
    }

    private static String with(Notice.Level level) {
        AlertStatus alert = new AlertStatus("r", "r", "", null, null, level, AlertStatus.State.FIRING, "m", 1, NOON,
                NOON, NOON, null, null, null, null);
        return Overall.of(new Overall.Signs(true, false, false, List.of(), List.of(alert)));
    }

    @Test
    void nothingAwryIsHealthy() {
        assertEquals("healthy", Overall.of(FINE));
        assertEquals("healthy", with(Notice.Level.INFO));
        assertEquals("healthy", with(component(Component.State.OFF, false)));
        assertEquals("healthy", with(component(Component.State.UNKNOWN, true)));
    }

    @Test
    void punchesThatCannotBeKeptAreAnErrorWhateverElseIsAwry() {
        assertEquals("error", Overall.of(new Overall.Signs(false, true, true, List.of(), List.of())));
    }

    @Test
    void aPartOfMusterItselfDegradesTheWhole() {
        for (Component.State state : List.of(Component.State.DEGRADED, Component.State.OFFLINE,
                Component.State.ERROR)) {
            assertEquals("degraded", with(component(state, false)));
        }
        assertEquals("degraded", Overall.of(new Overall.Signs(true, true, false, List.of(), List.of())));
        assertEquals("degraded", with(Notice.Level.ERROR));
    }

    @Test
    void whatMusterOnlyWatchesMakesTheWholePartial() {
        for (Component.State state : List.of(Component.State.DEGRADED, Component.State.OFFLINE,
                Component.State.ERROR, Component.State.STALE)) {
            assertEquals("partial", with(component(state, true)));
        }
        assertEquals("partial", Overall.of(new Overall.Signs(true, false, true, List.of(), List.of())));
        assertEquals("partial", with(Notice.Level.WARNING));
    }
}
