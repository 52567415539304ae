// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import muster.app.House;
import muster.app.intake.Intake;
import muster.app.pull.FetchOrders;

/// Runs command lines as a shell does, and keeps what they print.
final class Shell {

    /// What came of a run.
    record Run(int code, String out, String err) {}

    /// The clock of every house stands there; so do the commands'.
    static final InstantSource CLOCK = Clock.fixed(House.MORNING, ZoneOffset.UTC);

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final InstantSource clock;
    private byte[] input = {};

    Shell() {
        this(CLOCK);
    }

    Shell(InstantSource clock) {
        this.clock = clock;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell typing(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(out, err, args);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... args) {
        return commands(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    Commands commands(PrintStream out, PrintStream err) {
        Map<String, Supplier<Object>> more = Map.of();
        Object offline = Wired.offline(Map.of("MUSTER_TIME_ZONE", "Asia/Kolkata"), clock);
        JournalIntakes intakes = (journal, directory) -> Wired.over(offline, "intake", Intake.class, journal, directory);
        JournalFetches fetches =
                (journal, directory) -> Wired.over(offline, "fetches", FetchOrders.class, journal, directory);
        return new Commands(out, err, environment, new ByteArrayInputStream(input), clock, intakes, fetches, more);
    }
}
