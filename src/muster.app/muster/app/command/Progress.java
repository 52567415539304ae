// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.Instant;

/// A line that tells how far a long work has come, for a person who looks; otherwise nothing. For one
/// thread.
final class Progress {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WIDTH = 30;

    private final Surroundings surroundings;
    private final CountedInput in;
    private final long size;
    private Instant next;
    private boolean shown;

    /// @param size how many bytes there are; negative when nobody knows
    Progress(Surroundings surroundings, CountedInput in, long size) {
        this.surroundings = surroundings;
        this.in = in;
        this.size = size;
        // a short work needs no bar
        this.next = surroundings.clock().instant().plus(PAUSE);
    }

    /// Shows it, if it is time.
    void show(long rows) {
        if (!surroundings.interactive()) {
            return;
        }
        Instant now = surroundings.clock().instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(PAUSE);
        surroundings.err().print("\r" + bar() + Display.count(rows, "row") + "\033[K");
        surroundings.err().flush();
        shown = true;
    }

    private String bar() {
        if (size <= 0) {
            return "";
        }
        int done = Math.clamp(in.count() * 100 / size, 0, 100);
        int filled = done * WIDTH / 100;
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " %, ";
    }

    /// Takes the line away.
    void clear() {
        if (shown) {
            surroundings.err().print("\r\033[K");
            surroundings.err().flush();
        }
        shown = false;
    }
}
