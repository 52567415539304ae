// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FaultsTest {

    @Test
    void namesStandWithOrWithoutTheirChance() {
        assertEquals(
                new Faults(Map.of(Fault.CUT, 0.1, Fault.DROP_REPLY, 0.5, Fault.WRONG_LENGTH, 1.0)),
                Faults.parse("cut, drop-reply:0.5,wrong-length:1"));
    }

    @Test
    void whatIsNoFaultOrNoChanceIsNamed() {
        for (String text : new String[] {"explode", "", "cut:2", "cut:often", "cut:-1", "cut:NaN", "CUT"}) {
            assertThrows(IllegalArgumentException.class, () -> Faults.parse(text), text);
        }
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Faults.parse("explode"));
        assertTrue(e.getMessage().contains("drop-reply, cut, slow, garbage, wrong-length"), e.getMessage());
    }

    @Test
    void chancesAreKept() {
        Random random = new Random(1);
        Faults faults = Faults.parse("cut:0.25");
        long cut = java.util.stream.IntStream.range(0, 10_000).filter(i -> faults.draw(random) == Fault.CUT).count();
        assertTrue(cut > 2300 && cut < 2700, "" + cut);
        assertNull(Faults.NONE.draw(random));
        assertEquals(Fault.SLOW, Faults.parse("slow:1").draw(random));
    }
}
