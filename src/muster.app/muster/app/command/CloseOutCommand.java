// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import muster.app.day.CloseOutKey;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.CloseOut;
import muster.model.CloseOut.Awaited;
import muster.model.CloseOut.OfBranch;
import muster.model.CloseOut.OfSink;
import muster.model.DayState;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster close-out`.
@Command(
        name = "close-out",
        description = "Tells whether a day is complete, per branch and sink, signed; whether payroll may be run.",
        footer = {
            "",
            "Examples:",
            "  muster close-out --date 2026-11-20 --print | lp",
            "  muster close-out --date 2026-11-20 --json > day.json",
            "  muster close-out --verify day.json"
        })
final class CloseOutCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--date", paramLabel = "DATE", description = "The day by the terminals' clocks; else yesterday.")
    private LocalDate date;

    @Option(names = "--branch", paramLabel = "ID", description = "Only this branch.")
    private String branch;

    @Option(names = "--tell", description = "Tell sinks and webhooks of branches that are complete (day.closed).")
    private boolean tell;

    @Option(names = "--print", description = "Print a page of 80 columns for the file.")
    private boolean print;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Option(
            names = "--verify",
            paramLabel = "FILE",
            description = "Check the signature of a close-out that --json wrote; asks no muster.")
    private Path verify;

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            description = "With --verify: the key that is trusted; else the one the file names.")
    private String publicKey;

    CloseOutCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (verify != null) {
            return verified();
        }
        try (Api api = daemon.api(surroundings)) {
            CloseOut closeOut = tell ? api.days().close(date, branch) : api.days().closeOut(date, branch);
            if (json) {
                surroundings.json(closeOut);
            } else if (print) {
                new CloseOutPage(closeOut).lines().forEach(surroundings.out()::println);
            } else {
                table(closeOut);
            }
            return (closeOut.state() == DayState.COMPLETE ? ExitCode.OK : ExitCode.TRY_AGAIN).number();
        }
    }

    private int verified() throws UserError {
        try {
            String text = Files.readString(verify);
            CloseOut closeOut = Json.parse(text, CloseOut.class);
            if (!CloseOutKey.verify(text, publicKey)) {
                throw new UserError(ExitCode.BAD_DATA, "the signature of " + verify + " does not fit: it was changed,"
                        + " or signed by another muster", "ask for a new one with muster close-out --json");
            }
            line("signed by " + closeOut.instance() + " at " + closeOut.madeAt() + ": " + closeOut.date() + " is "
                    + Json.word(closeOut.state()));
            if (publicKey == null) {
                line("the key is " + closeOut.publicKey() + "; compare it with the one you know, or give --public-key");
            }
            return ExitCode.OK.number();
        } catch (NoSuchFileException e) {
            throw new UserError(ExitCode.NO_INPUT, "there is no file " + verify, "");
        } catch (IOException e) {
            throw new UserError(ExitCode.IO, "the file " + verify + " cannot be read: " + e.getMessage(), "");
        } catch (JsonParseException e) {
            throw new UserError(ExitCode.BAD_DATA, "the file " + verify + " holds no close-out: " + e.getMessage(),
                    "it should hold what muster close-out --json printed");
        }
    }

    private void table(CloseOut closeOut) {
        Table table = new Table("BRANCH", "NAME", "STATE", "TERMINALS", "WAITING FOR", "PUNCHES", "HELD");
        for (OfBranch each : closeOut.branches()) {
            table.row(each.branch(), each.name(), Json.word(each.state()), Display.number(each.terminals()),
                    Display.number(each.waitingFor().size()), Display.number(each.punches()),
                    Display.number(each.quarantined()));
        }
        table.print(surroundings.out());
        for (OfBranch each : closeOut.branches()) {
            for (Awaited awaited : each.waitingFor()) {
                line(awaited.terminal() + " " + Json.word(awaited.state()) + ": " + awaited.reason());
            }
        }
        for (OfSink sink : closeOut.sinks()) {
            line("sink " + sink.sink() + ": " + (sink.state() == DayState.COMPLETE ? "complete"
                    : Json.word(sink.state()) + ", " + Display.number(sink.waiting()) + " waiting, "
                            + Display.count(sink.setAside(), "dead letter") + ": " + sink.reason()));
        }
        line(closeOut.date() + " is " + Json.word(closeOut.state()));
    }

    private void line(String text) {
        surroundings.out().println(Display.safe(text));
    }
}
