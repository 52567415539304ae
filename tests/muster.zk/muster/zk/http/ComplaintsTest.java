// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ComplaintsTest {

    private Instant now = Instant.parse("2026-11-20T02:30:00Z");
    private final Complaints complaints = new Complaints(() -> now);

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {(byte) 192, 0, (byte) (2 + last / 256), (byte) last});
    }

    @Test
    void theSameAboutTheSameIsNewOnceAnHour() throws UnknownHostException {
        assertTrue(complaints.isNew(address(1), "https"));
        now = now.plusSeconds(3599);
        assertFalse(complaints.isNew(address(1), "https"));
        now = now.plusSeconds(1);
        assertTrue(complaints.isNew(address(1), "https"));
    }

    @Test
    void somethingElseOrAboutAnotherIsNew() throws UnknownHostException {
        assertTrue(complaints.isNew(address(1), "https"));
        assertTrue(complaints.isNew(address(1), "too large"));
        assertTrue(complaints.isNew(address(2), "https"));
    }

    @Test
    void aClockSetBackDoesNotSilenceTheLog() throws UnknownHostException {
        assertTrue(complaints.isNew(address(1), "https"));
        now = now.minusSeconds(86_400);
        assertTrue(complaints.isNew(address(1), "https"));
    }

    @Test
    void onlyTheLast512AreRemembered() throws UnknownHostException {
        for (int i = 0; i <= 512; i++) {
            assertTrue(complaints.isNew(address(i), "https"));
        }
        assertFalse(complaints.isNew(address(512), "https"));
        assertTrue(complaints.isNew(address(0), "https"));
    }
}
