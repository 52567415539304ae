// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import muster.app.sink.Outgoing.Direction;
import muster.app.sink.odoo.Pairing.Step;
import org.junit.jupiter.api.Test;

class PairingTest {

    private static final Stay MORNING = new Stay(1, at("09:00"), at("12:00"));
    private static final Stay OPEN = new Stay(2, at("13:00"), null);

    private static LocalDateTime at(String time) {
        return LocalDateTime.parse("2026-03-02T" + time);
    }

    private static Step step(String time, Direction direction, Stay... stays) {
        return Pairing.of(List.of(stays), at(time), direction).step();
    }

    @Test
    void withoutADirectionPunchesTakeTurns() {
        assertEquals(Step.OPEN, step("08:00", Direction.NONE));
        assertEquals(Step.OPEN, step("13:00", Direction.NONE, MORNING));
        assertEquals(Step.CLOSE, step("17:00", Direction.NONE, MORNING, OPEN));
        assertEquals(Step.KNOWN, step("09:00", Direction.NONE, MORNING, OPEN));
        assertEquals(Step.KNOWN, step("12:00", Direction.NONE, MORNING));
        assertEquals(Step.CONFLICT, step("10:00", Direction.NONE, MORNING));
    }

    @Test
    void aStayMayBeginTheSecondAnotherEnds() {
        assertEquals(Step.OPEN, step("12:00", Direction.IN, MORNING));
        assertEquals(Step.CONFLICT, step("11:59", Direction.IN, MORNING));
    }

    @Test
    void anOutThatIsNotAfterItsInIsAConflict() {
        assertEquals(Step.CONFLICT, step("12:30", Direction.OUT, OPEN));
        assertEquals(Step.CONFLICT, step("13:00", Direction.OUT, OPEN));
        assertEquals(Step.CLOSE, step("13:01", Direction.OUT, OPEN));
        assertTrue(Pairing.of(List.of(MORNING, OPEN), at("12:30"), Direction.OUT).text()
                .contains("2026-03-02 13:00:00 to (open) UTC"));
    }

    @Test
    void anOutThatWouldReachIntoAnotherStayIsAConflict() {
        Stay early = new Stay(3, at("08:00"), null);
        assertEquals(Step.CONFLICT, step("10:00", Direction.OUT, MORNING, early));
        assertEquals(Step.CONFLICT, step("12:30", Direction.OUT, MORNING, early));
        assertEquals(Step.CLOSE, step("09:00", Direction.OUT, MORNING, early));
        assertEquals("out at 2026-03-02 12:30:00 would overlap: 2026-03-02 08:00:00 to 2026-03-02 12:30:00 UTC against "
                        + "2026-03-02 09:00:00 to 2026-03-02 12:00:00 UTC",
                Pairing.of(List.of(MORNING, early), at("12:30"), Direction.OUT).text());
    }

    @Test
    void whatIsThereIsKnownWhateverElseIsOpen() {
        assertEquals(Step.KNOWN, step("09:00", Direction.IN, MORNING, OPEN));
        assertEquals(Step.KNOWN, step("13:00", Direction.IN, OPEN));
        assertEquals(Step.KNOWN, step("12:00", Direction.OUT, MORNING, OPEN));
    }
}
