// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryTest {

    @Test
    void whatIsAcknowledgedWaitsNoLonger() {
        Memory memory = new Memory();
        memory.add("a");
        memory.add("b");
        memory.add("c");
        assertEquals(List.of("a", "b"), memory.oldest(2));
        memory.acknowledged(2);
        assertEquals(List.of("c"), memory.oldest(30));
        assertEquals(3, memory.records());
        memory.acknowledged(1);
        assertTrue(memory.empty());
    }

    @Test
    void itKnowsWhatWasSentBefore() {
        Memory memory = new Memory();
        for (int i = 0; i < 10; i++) {
            memory.add("p" + i);
        }
        assertEquals(0, memory.sending(3));
        assertEquals(3, memory.sending(5));
        assertEquals(5, memory.sending(5));
        memory.acknowledged(4);
        assertEquals(1, memory.sending(6));
    }
}
