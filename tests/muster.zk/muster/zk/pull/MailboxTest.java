// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;

/// Where answers wait.
class MailboxTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Packet LARGE = new Packet(Replies.CMD_DATA, 1, 1, new byte[1 << 20]);
    private static final ProtocolException END = new ProtocolException(Kind.CUT, "over", "none");

    private final Mailbox mailbox = new Mailbox(1);
    private final AtomicInteger put = new AtomicInteger();

    private Thread putting(int count) {
        return Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    mailbox.put(LARGE);
                    put.incrementAndGet();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void awaitFull(Thread putter) {
        Await.until("the putter waits", () -> putter.getState() == Thread.State.WAITING);
    }

    /// A terminal that sends without end makes its own connection wait, and costs no memory.
    @Test
    void whoPutsWaitsWhileTooMuchIsHeld() throws Exception {
        Thread putter = putting(100);
        awaitFull(putter);
        assertTrue(put.get() < 6, put + " MiB held");
        for (int i = 0; i < 100; i++) {
            assertSame(LARGE, mailbox.take(LONG));
        }
        putter.join();
        assertEquals(100, put.get());
        assertNull(mailbox.take(Duration.ofMillis(1)));
    }

    @Test
    void whoPutsGoesOnWhenNothingMoreIsWanted() throws Exception {
        Thread putter = putting(100);
        awaitFull(putter);
        mailbox.settle();
        putter.join();
        assertEquals(100, put.get());
    }

    @Test
    void whatCameBeforeTheEndCanStillBeTaken() throws Exception {
        mailbox.put(LARGE);
        mailbox.fail(END);
        assertSame(LARGE, mailbox.take(LONG));
        assertSame(END, assertThrows(ProtocolException.class, () -> mailbox.take(LONG)));
    }

    @Test
    void theRoundTripIsThatOfTheFirstAnswer() throws Exception {
        mailbox.put(LARGE);
        long first = mailbox.roundTrip();
        mailbox.put(LARGE);
        assertEquals(first, mailbox.roundTrip());
        assertTrue(first >= 0 && mailbox.age() >= 0);
    }
}
