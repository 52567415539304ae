// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who waits when many terminals bring much at once.
@Timeout(60)
final class UploadRoomTest {

    private final UploadRoom room = new UploadRoom();
    private final BlockingQueue<String> entered = new LinkedBlockingQueue<>();
    private final List<Thread> visitors = new ArrayList<>();

    /// Enters on a thread of its own, which has begun to wait, or is in, when this returns.
    private void comes(String name, int length) {
        Thread visitor = Thread.ofPlatform().daemon().start(() -> {
            try (UploadRoom.Place _ = room.enter(length)) {
                entered.add(name);
            } catch (InterruptedException stop) {
                entered.add(name + " was interrupted");
            }
        });
        visitors.add(visitor);
        while (visitor.getState() == Thread.State.RUNNABLE || visitor.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
    }

    private String next() throws InterruptedException {
        return entered.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void logsOfManyTerminalsAreReadTogetherAsLongAsThereIsRoom() throws Exception {
        try (UploadRoom.Place _ = room.enter(UploadRoom.LARGE / 2)) {
            comes("the other half", UploadRoom.LARGE / 2);
            assertEquals("the other half", next());
        }
    }

    @Test
    void whoFindsNoRoomWaitsInTheOrderOfArrival() throws Exception {
        try (UploadRoom.Place _ = room.enter(UploadRoom.LARGE)) {
            comes("first", UploadRoom.LARGE);
            comes("second", UploadRoom.SMALL + 1);
            assertTrue(entered.isEmpty());
        }
        assertEquals("first", next());
        assertEquals("second", next());
    }

    @Test
    void aPunchAtADoorDoesNotWaitForALog() throws Exception {
        try (UploadRoom.Place _ = room.enter(UploadRoom.LARGE)) {
            comes("a log", UploadRoom.LARGE);
            comes("a punch", 40);
            assertEquals("a punch", next());
        }
        assertEquals("a log", next());
    }

    @Test
    void anUploadLargerThanAllTheRoomIsReadAlone() throws Exception {
        try (UploadRoom.Place _ = room.enter(3 * UploadRoom.LARGE)) {
            comes("a log", UploadRoom.SMALL + 1);
            assertTrue(entered.isEmpty());
        }
        assertEquals("a log", next());
    }

    @Test
    void whoIsInterruptedWhileWaitingTakesNothing() throws Exception {
        try (UploadRoom.Place _ = room.enter(UploadRoom.LARGE)) {
            comes("a log", UploadRoom.LARGE);
            visitors.getLast().interrupt();
            assertEquals("a log was interrupted", next());
        }
        try (UploadRoom.Place all = room.enter(UploadRoom.LARGE)) {
            assertEquals(UploadRoom.LARGE, all.bytes());
        }
    }
}
