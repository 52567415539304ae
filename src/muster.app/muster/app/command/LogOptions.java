// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What of the log to show, and how.
final class LogOptions {

    private static final int USUAL = 20;
    private static final int MOST = 1000;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = {"-f", "--follow"}, description = "Show the newest lines, and then each as it comes.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "How many of the newest lines, 0 to " + MOST + "; else " + USUAL + ".")
    private Integer count;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only lines of this type: scan, sync, sms, photo, error, warning, alert, ...")
    private String type;

    @Option(names = "--json", description = "Print a line of JSON for each, with all that belongs to it.")
    private boolean json;

    DaemonOptions daemon() {
        return daemon;
    }

    boolean follow() {
        return follow;
    }

    /// Only lines of this type; null = all.
    String type() {
        return type;
    }

    boolean json() {
        return json;
    }

    /// How many lines that are there already.
    int count() throws UserError {
        int lines = count == null ? USUAL : count;
        if (lines < 0 || lines > MOST) {
            throw new UserError(ExitCode.USAGE, "-n must be 0 to " + MOST + ", not " + lines, "");
        }
        return lines;
    }
}
