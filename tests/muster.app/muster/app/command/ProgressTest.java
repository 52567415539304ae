// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What a person sees of a long work, second by second.
final class ProgressTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong done = new AtomicLong();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private Surroundings window(boolean interactive) {
        return new Surroundings(new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(seen, true, StandardCharsets.UTF_8), Map.of(), InputStream.nullInputStream(), now::get,
                interactive);
    }

    private String after(Progress progress, int seconds, long soFar) {
        now.set(Instant.EPOCH.plusSeconds(seconds));
        done.set(soFar);
        seen.reset();
        progress.show("so far");
        return seen.toString(StandardCharsets.UTF_8).replace("\r", "").replace("\033[K", "");
    }

    @Test
    void itTellsHowFarHowFastAndHowLong() {
        Progress progress = new Progress(window(true), done::get, () -> 100_000_000).rated(done::get, Display::size);
        assertEquals("", after(progress, 0, 0));
        assertEquals("[                              ] 1 %, 500.0 kB/s, 3 min left, so far",
                after(progress, 2, 1_000_000));
        assertEquals("[###############               ] 50 %, 5.0 MB/s, 10 s left, so far",
                after(progress, 10, 50_000_000));
        assertEquals("[##############################] 100 %, 5.0 MB/s, so far", after(progress, 20, 100_000_000));
    }

    @Test
    void whereNobodyKnowsTheWholeItTellsTheRate() {
        Progress progress = new Progress(window(true), () -> 0, () -> -1)
                .rated(done::get, number -> Display.count(number, "punch", "punches"));
        assertEquals("1,500 punches/s, so far", after(progress, 2, 3_000));
    }

    @Test
    void whereNobodyLooksItTellsNothing() {
        assertEquals("", after(new Progress(window(false), done::get, () -> 10), 5, 5));
    }
}
