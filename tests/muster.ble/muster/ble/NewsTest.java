// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What people are told of the radio.
class NewsTest {

    private static final Wording HCI0 = new Wording("hci0", "00:00:00:00:00:01");
    private static final Wording HCI1 = new Wording("hci1", "00:00:00:00:00:01");

    private final News news = new News(Wording.idleRadio());
    private final Listener listener = new Listener();
    private final Thread telling = Thread.ofVirtual().start(() -> {
        try {
            news.tell(state -> {
                listener.tell(state);
                if (state.condition() == Condition.OFF) {
                    throw new IllegalStateException("on purpose");
                }
            });
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    });

    @Test
    void aChangeIsToldOnceAndItsWordsMayChangeSilently() throws InterruptedException {
        news.say(Wording.noBus("gone"));
        news.say(Wording.noBus("still gone"));
        news.say(Wording.noDaemon());
        listener.await(null, Condition.NO_DAEMON);
        assertEquals("null NO_BUS, null NO_DAEMON", listener.course());
        news.say(Wording.noBus("gone"));
        news.say(Wording.noBus("the last words"));
        assertEquals(List.of(Wording.noBus("the last words")), news.states());
        end();
    }

    @Test
    void anotherCureForTheSameConditionIsTold() throws InterruptedException {
        news.say(HCI0.off(null));
        news.say(HCI0.blocked(RfKill.Block.SOFT));
        news.say(HCI0.scanning());
        listener.await("hci0", Condition.SCANNING);
        assertEquals("hci0 OFF, hci0 OFF, hci0 SCANNING", listener.course());
        end();
    }

    @Test
    void aStateWithoutAdapterTakesThePlaceOfAllOthersAndTheOtherWayRound() throws InterruptedException {
        news.say(HCI0.scanning());
        assertTrue(news.knowsAdapters());
        news.say(Wording.noDaemon());
        assertFalse(news.knowsAdapters());
        news.say(HCI0.scanning());
        assertEquals(List.of(HCI0.scanning()), news.states());
        end();
    }

    @Test
    void anAdapterThatComesBackUnderAnotherNameTakesItsOldPlace() throws InterruptedException {
        news.say(HCI0.unplugged());
        news.say(HCI1.starting());
        assertEquals(List.of(HCI1.starting()), news.states());
        end();
    }

    @Test
    void anAdapterMissedByItsAddressIsMissedNoMoreWhenItComes() throws InterruptedException {
        news.say(Wording.missing("00:00:00:00:00:01"));
        news.say(HCI1.starting());
        assertEquals(List.of(HCI1.starting()), news.states());
        end();
    }

    private void end() throws InterruptedException {
        telling.interrupt();
        telling.join();
    }
}
