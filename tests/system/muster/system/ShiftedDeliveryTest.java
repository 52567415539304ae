// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A personnel database that wants ten minutes taken away, and the same file brought to it twice.
@Tag("system")
class ShiftedDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROWS =
            "SELECT log_date || ' ' || log_time || ' ' || badge FROM att_raw_data ORDER BY 1";

    @TempDir
    Path folder;

    private List<String> options(Postgres postgres, String mode) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), Postgres.PASSWORD + "\n");
        List<String> options = new ArrayList<>(SinkView.set("hrbook", "type=sql",
                "url=" + Postgres.url(postgres.port()), "user=" + Postgres.USER, "password_file=" + password,
                "layout=hrbook", "create=true", "profile=ten", "mode=" + mode, "device_prefix=ZK-"));
        options.addAll(List.of("--set", "profiles.ten.shift=-10m", "--set", "profiles.ten.pin_longest=4"));
        return options;
    }

    private Path file() throws Exception {
        return Files.writeString(folder.resolve("1_attlog.dat"), """
                1001\t2026-11-10 00:05:00\t1\t0\t15\t0
                1002\t2026-11-10 00:10:00\t1\t0\t15\t0
                10001\t2026-11-10 08:00:00\t1\t0\t15\t0
                1001\t2026-11-10 17:00:01\t1\t1\t15\t0
                """);
    }

    @Test
    void five_past_midnight_lands_on_the_day_before_after_a_look_at_it_and_a_second_upload_changes_nothing()
            throws Exception {
        try (Postgres postgres = Postgres.start();
                Muster muster = Muster.accepting(folder.resolve("data"),
                        options(postgres, "manual").toArray(String[]::new))) {
            muster.run("import", "--terminal", "TSTATT000001", file().toString()).good();
            Outcome look = muster.run("sinks", "diff", "hrbook", "--all").good();
            assertTrue(look.out().contains("2026-11-09"), "the day before is shown: " + look.out());
            assertTrue(look.out().contains("pin_longest"), "and why one is left out: " + look.out());
            assertTrue(look.err().contains("3 new") && look.err().contains("1 skipped"), look.err());

            muster.run("sync", "now").good();
            List<String> right = List.of("2026-11-09 23:55:00 1001", "2026-11-10 00:00:00 1002",
                    "2026-11-10 16:50:01 1001");
            assertEquals(right, postgres.texts(ROWS));
            String said = muster.run("import", "--terminal", "TSTATT000001", file().toString()).good().out();
            assertTrue(said.contains("nothing new"), said);
            muster.run("sync", "now").good();
            assertEquals(right, postgres.texts(ROWS), "the same file a second time");

            muster.run("sinks", "replay", "hrbook", "--after", "0").good();
            String known = muster.run("sinks", "diff", "hrbook", "--after", "0").good().err();
            assertTrue(known.contains("3 known"), known);
            muster.run("sync", "now").good();
            assertEquals(right, postgres.texts(ROWS), "everything a second time");
            assertEquals(List.of("ZK-TSTATT000001"),
                    postgres.texts("SELECT DISTINCT access_device FROM att_raw_data"));
        }
    }

    @Test
    void what_a_terminal_sends_is_in_the_table_at_once() throws Exception {
        try (Postgres postgres = Postgres.start();
                Muster muster = Muster.accepting(folder.resolve("data"),
                        options(postgres, "live").toArray(String[]::new))) {
            muster.upload("TSTATT000001", Punches.lines(0, 50));
            SinkView.awaitDone(muster, "hrbook", PATIENCE);
            assertEquals(50, postgres.number("SELECT count(*) FROM att_raw_data"));
            String tried = muster.run("sinks", "test", "hrbook").good().out();
            assertTrue(tried.contains("answers"), tried);
        }
    }
}
