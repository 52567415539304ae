// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import muster.model.Json;

/// Where a command runs: its streams, its environment, its clock. Immutable.
///
/// @param interactive whether a person looks at the output in a terminal window
record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        InputStream in,
        InstantSource clock,
        boolean interactive) {

    /// Whether colour may be used: a person looks, and did not ask for none (no-color.org).
    boolean colour() {
        return interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// How many columns a table may have: what `COLUMNS` says, else those of the window; as many as it likes where
    /// the output goes into a file or to a program.
    int columns() {
        String given = variable("COLUMNS");
        if (given != null && given.matches("[1-9]\\d{1,4}")) {
            return Integer.parseInt(given);
        }
        int window = interactive ? WindowSize.columns() : 0;
        return window > 0 ? window : Integer.MAX_VALUE;
    }

    /// A value of the environment; null when it is not set or empty.
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// Prints a line of JSON. The C1 controls are escaped: JSON lets them through, and a window obeys them.
    void json(String json) {
        out.println(json.chars().anyMatch(Surroundings::c1) ? escaped(json) : json);
    }

    void json(Object value) {
        json(Json.text(value));
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        json.chars().forEach(c -> {
            if (c1(c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean c1(int c) {
        return c >= 0x7F && c <= 0x9F;
    }

    /// How long ago that was: `12 s ago`; null when it never was.
    String ago(Instant then) {
        return then == null ? null : Display.age(Duration.between(then, clock.instant())) + " ago";
    }
}
