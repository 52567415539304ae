// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.app.House;
import muster.app.config.SinkConfig;
import muster.app.config.SinkConfig.Mode;
import muster.app.config.Target;
import muster.journal.Journal;
import muster.journal.Progress;
import muster.model.Punch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sink notes of its place, and what becomes of it at the end.
final class DurableCursorTest {

    private static final int ALL = 6;

    @TempDir
    private Path directory;

    private House house;
    private Journal journal;
    private DurableCursor cursor;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
        journal = house.journal;
        List<Punch> punches = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            punches.add(SinkHouse.punch("P" + i, i));
        }
        journal.append(punches);
        SinkConfig config = new SinkConfig("memory", Mode.LIVE, Duration.ofMinutes(5), SinkConfig.Begin.START,
                Optional.empty(), Duration.ofHours(1), Optional.empty(), Set.of("punch"),
                new Target.Files(Path.of("."), "jsonl", "full", "day", 0, false, false));
        cursor = new DurableCursor(config, journal, new SinkPlace(config, "memory", journal), house.clock);
        cursor.open();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private long kept() throws Exception {
        return journal.records().deliveries().cursor("memory").orElseThrow().position();
    }

    @Test
    void whatWasPassedOverIsNotedAtTheEnd() throws Exception {
        cursor.pass(2, 2);
        assertEquals(0, kept());
        cursor.save();
        assertEquals(2, kept());
    }

    /// The end came while a delivery was being noted; its commit went through, and nobody was there to hear of it.
    @Test
    void aDeliveryThatWasNotedUnheardIsNotTakenBackAtTheEnd() throws Exception {
        cursor.pass(2, 2);
        journal.advance(new Progress("memory", 5, List.of(), List.of(), 0));
        cursor.save();
        assertEquals(5, kept());
    }
}
