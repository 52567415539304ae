// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;

/// Counts what was done with branches and terminals. For one thread.
final class BranchCounts {

    private final long[][] counts = new long[2][2];

    void count(BranchStep step) {
        counts[step.known() ? 1 : 0][step.kind().ordinal()]++;
    }

    long total() {
        return counts[0][0] + counts[0][1] + counts[1][0] + counts[1][1];
    }

    /// The counts in words.
    ///
    /// @param added the verb for what is new
    /// @param changed the verb for what was there
    /// @param unchanged how many are there already just so
    String sentence(String added, String changed, long unchanged) {
        if (total() == 0) {
            return "nothing to change" + (unchanged == 0 ? "" : ": "
                    + Display.count(unchanged, "branch or terminal is", "branches and terminals are")
                    + " there already just so");
        }
        List<String> parts = new ArrayList<>();
        part(parts, added, counts[0]);
        part(parts, changed, counts[1]);
        if (unchanged > 0) {
            parts.add(Display.number(unchanged) + (unchanged == 1 ? " is" : " are") + " there already just so");
        }
        return String.join("; ", parts);
    }

    private static void part(List<String> parts, String verb, long[] kinds) {
        String branches = kinds[0] == 0 ? "" : Display.count(kinds[0], "branch", "branches");
        String terminals = kinds[1] == 0 ? "" : Display.count(kinds[1], "terminal");
        if (!branches.isEmpty() || !terminals.isEmpty()) {
            parts.add(verb + " " + branches + (branches.isEmpty() || terminals.isEmpty() ? "" : " and ") + terminals);
        }
    }
}
