// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import muster.app.file.CsvPunches;
import muster.app.file.JsonPunches;
import muster.app.file.PunchWriter;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.PunchRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster export`.
@Command(
        name = "export",
        description = "Writes punches to a file, the oldest first.",
        footer = {
            "",
            "Examples:",
            "  muster export --format csv --from 2026-11-01 --to 2026-11-30 --output nov.csv",
            "  muster export --format jsonl > punches.jsonl"
        })
final class ExportCommand implements Callable<Integer> {

    private static final int PAGE = 5000;

    private final Surroundings surroundings;

    @Mixin
    private OriginOptions origin;

    @Mixin
    private LocalTimeBounds bounds;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "csv or jsonl.")
    private ExportFormat format;

    @Option(names = "--terminal", paramLabel = "SERIAL", description = "Only of this terminal.")
    private String terminal;

    @Option(names = "--pin", paramLabel = "PIN", description = "Only of this person.")
    private String pin;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, which appears when it is complete; else to standard output.")
    private Path output;

    @Option(
            names = "--bom",
            description = "Begin a CSV with a byte order mark, which some spreadsheets need to see UTF-8.")
    private boolean byteOrderMark;

    @Option(
            names = "--safe",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Put ' before what a spreadsheet would run (usual); --no-safe: cells as they are.")
    private boolean safe;

    @Option(
            names = "--pseudonyms",
            paramLabel = "FILE",
            description = "Pseudonyms for PINs and names, made with the key in this file; it is made if missing.")
    private Path pseudonyms;

    /// How many punches are written.
    private long count;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, IOException, InterruptedException {
        if (byteOrderMark && format != ExportFormat.CSV) {
            throw new UserError(ExitCode.USAGE, "--bom is for CSV", "leave it out");
        }
        try (Origin opened = origin.open(surroundings)) {
            if (output == null) {
                Writer out = new BufferedWriter(new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8));
                write(opened, out);
                if (surroundings.out().checkError()) {
                    throw new UserError(ExitCode.IO, "standard output was closed before all was written", "");
                }
                return ExitCode.OK.number();
            }
            try (NewFile file = NewFile.at(output)) {
                long written = write(opened, file.writer());
                file.complete();
                surroundings.err().println(punches(written) + " written to " + output);
            }
        }
        return ExitCode.OK.number();
    }

    private static String punches(long number) {
        return Display.count(number, "punch", "punches");
    }

    private long write(Origin opened, Writer out)
            throws UserError, ApiException, JournalException, IOException, InterruptedException {
        PunchWriter writer = switch (format) {
            case CSV -> new CsvPunches(out, byteOrderMark, safe);
            case JSONL -> new JsonPunches(out);
        };
        PunchQuery query = new PunchQuery(terminal, pin, null, bounds.from(), bounds.to(), null, false, PAGE);
        UnaryOperator<PunchRow> shown = pseudonyms == null
                ? UnaryOperator.identity()
                : Pseudonyms.of(pseudonyms, surroundings.err())::row;
        count = 0;
        Progress progress = new Progress(surroundings, () -> 0, () -> 0).rated(() -> count, ExportCommand::punches);
        try {
            writer.begin();
            for (PunchPage page = opened.punches(query); page != null; page = next(opened, query, page)) {
                for (PunchRow punch : page.punches()) {
                    writer.write(shown.apply(punch));
                    count++;
                }
                out.flush();
                // on standard output the punches themselves show how far it is
                if (output != null) {
                    progress.show(punches(count) + " written");
                }
            }
        } finally {
            progress.clear();
        }
        return count;
    }

    /// The page behind one; null when there is none, or nobody reads any more.
    private PunchPage next(Origin opened, PunchQuery query, PunchPage page)
            throws ApiException, JournalException, InterruptedException {
        boolean closed = output == null && surroundings.out().checkError();
        return page.next() == null || closed ? null : opened.punches(query.behind(page.next()));
    }
}
