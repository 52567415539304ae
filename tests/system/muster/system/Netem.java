// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The kernel's bad network (tc-netem(8)) on the loopback of a network namespace that is the tests' own; `make torture
/// NETEM=1` makes one.
final class Netem {

    static final String MISSING = "needs NETEM=1, root and a kernel with sch_netem";

    private static final boolean POSSIBLE = Boolean.getBoolean("muster.netem") && begun() && ended();

    private Netem() {}

    static boolean possible() {
        return POSSIBLE;
    }

    static void begin() {
        begun();
    }

    static void end() {
        if (POSSIBLE) {
            ended();
        }
    }

    private static boolean begun() {
        return tc("qdisc", "replace", "dev", "lo", "root", "netem", "delay", "10ms", "8ms", "loss", "2%",
                "duplicate", "3%", "reorder", "10%", "50%");
    }

    private static boolean ended() {
        return tc("qdisc", "del", "dev", "lo", "root");
    }

    private static boolean tc(String... words) {
        List<String> command = new ArrayList<>(List.of("tc"));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
