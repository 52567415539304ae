// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import muster.model.Bytes;
import muster.model.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ordinary answers, and clients that do not read them.
class AnswerTest {

    private static final int LOOKS = 4;

    @TempDir
    Path directory;

    /// Together more than the buffers of a connection hold, on both sides.
    private static List<Punch> largePunches() {
        Bytes raw = Bytes.of("x".repeat(12_000));
        return IntStream.range(0, 1200)
                .mapToObj(i -> OpenHouse.punch("TSTATT000001", "7", i))
                .map(p -> new Punch(p.source(), p.terminal(), p.pin(), p.localTime(), p.offset(), p.zone(),
                        p.zoneFrom(), p.fit(), p.receivedAt(), p.state(), p.verifyMode(), p.workCode(), raw))
                .toList();
    }

    @Test
    void aPageThatIsNeverReadIsCutOffAndHoldsNothing() throws Exception {
        ApiSettings impatient = OpenHouse.withStreams(10, Duration.ofSeconds(15), Duration.ofSeconds(1));
        try (OpenHouse open = new OpenHouse(directory, impatient); Wire stuck = new Wire(open.port(), 4096)) {
            open.house.journal.append(largePunches());
            stuck.request("/api/punches?limit=2000");
            Await.until("the page is on its way", () -> open.api.answers() == 1);
            Await.until("it is cut off", () -> open.api.answers() == 0);
            assertEquals(200, stuck.head());
            int length = Integer.parseInt(stuck.header("Content-Length"));
            assertTrue(stuck.drain() < length, "or it was never stuck");
            assertEquals(length, open.get("/api/punches?limit=2000").body().length(), "who reads gets all of it");
        }
    }

    @Test
    void anAnswerIsWrittenWholeAndIsNotStuckWhileItGetsOn() throws IOException {
        byte[] body = new byte[1_000_003];
        new Random(7).nextBytes(body);
        Answer answer = new Answer("GET /api/punches");
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                for (int look = 0; look < LOOKS; look++) {
                    assertFalse(answer.stuck(LOOKS));
                }
                super.write(bytes, from, length);
            }
        };
        answer.write(out, body);
        assertArrayEquals(body, out.toByteArray());
        for (int look = 0; look < LOOKS; look++) {
            assertFalse(answer.stuck(LOOKS));
        }
        assertTrue(answer.stuck(LOOKS), "but when nothing more is taken, it is");
    }
}
