// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.top.Top;
import muster.client.top.TopSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster top`.
@Command(
        name = "top",
        description = {
            "The dashboard in this terminal window: what muster, its terminals, its sinks and its events do now, and"
                + " the keys to act on them. ? tells the keys of each view.",
            "It asks the API like every other command, so it works from another machine with --url and --key-file."
        },
        footer = {"", "Examples:", "  muster top", "  muster top --view punches --read-only"})
final class TopCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--view", paramLabel = "NAME", completionCandidates = Views.class,
            description = "Begin with this view: ${COMPLETION-CANDIDATES}.")
    private String view;

    @Option(names = "--read-only", description = "Switch everything off that changes something.")
    private boolean readOnly;

    @Option(names = "--ascii", description = "Send nothing but ASCII; so it is too when the locale has no UTF-8.")
    private boolean ascii;

    @Option(names = "--no-color", description = "Use no colours; so it is too with NO_COLOR in the environment.")
    private boolean noColour;

    @Option(names = "--no-hints", description = "Leave the keys out of the last line.")
    private boolean noHints;

    TopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What `--view` takes.
    static final class Views implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Top.views().iterator();
        }
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (view != null && !Top.views().contains(view)) {
            throw new ParameterException(spec.commandLine(),
                    "--view must be one of " + String.join(", ", Top.views()) + ", not " + view);
        }
        if ("dumb".equals(surroundings.variable("TERM"))) {
            throw new UserError(ExitCode.USAGE, "this terminal (TERM=dumb) cannot place text on its screen",
                    "`muster status --watch 5` needs no more than lines");
        }
        try (Api api = daemon.api(surroundings)) {
            Top.run(api, settings(), surroundings.clock());
            return ExitCode.OK.number();
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "there is no terminal window to show it in: " + e.getMessage(),
                    "`muster status` prints the same numbers anywhere");
        }
    }

    private TopSettings settings() {
        String user = System.getProperty("user.name", "operator");
        return new TopSettings(ascii || !utf8(), colours(), readOnly, view, state(), user, ZoneId.systemDefault(),
                !noHints);
    }

    /// What the locale says; a window that lies about it has --ascii.
    private static boolean utf8() {
        String encoding = System.getProperty("native.encoding", "");
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }

    private TopSettings.Colours colours() {
        if (noColour || surroundings.variable("NO_COLOR") != null) {
            return TopSettings.Colours.NONE;
        }
        String term = surroundings.variable("TERM");
        return term != null && term.contains("256color") ? TopSettings.Colours.MANY : TopSettings.Colours.SIXTEEN;
    }

    /// Where sort and filter are remembered; null when there is no place.
    private Path state() {
        String given = surroundings.variable("XDG_STATE_HOME");
        String home = surroundings.variable("HOME");
        try {
            Path folder = given != null ? Path.of(given) : home == null ? null : Path.of(home, ".local", "state");
            return folder == null || !folder.isAbsolute() ? null : folder.resolve("muster").resolve("top.state");
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
