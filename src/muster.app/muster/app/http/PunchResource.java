// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.app.intake.Intake;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.journal.Variant;
import muster.model.Entry;
import muster.model.ImportBatch;
import muster.model.Punch;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.PunchRow;
import muster.model.Source;

/// Punches. Thread-safe.
final class PunchResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_IMPORT = 10_000;

    private final Records records;
    private final Terminals terminals;
    private final Intake intake;
    private final DoorResource door;

    /// @param door who takes a body that is a check-in
    PunchResource(Journal journal, Terminals terminals, Intake intake, DoorResource door) {
        this.records = journal.records();
        this.terminals = terminals;
        this.intake = intake;
        this.door = door;
    }

    void page(Exchange exchange) throws Rejection, JournalException, IOException {
        Parameters parameters = exchange.parameters(
                "terminal", "pin", "source", "event", "from", "to", "order", "limit", "cursor");
        PunchQuery query = new PunchQuery(
                parameters.text("terminal"),
                parameters.text("pin"),
                parameters.word("source", Source.class),
                parameters.text("event"),
                parameters.from("from"),
                parameters.to("to"),
                parameters.place("cursor"),
                parameters.choice("order", List.of("newest", "oldest"), "newest").equals("newest"),
                parameters.number("limit", 1, PunchQuery.MAX_LIMIT, USUAL_PAGE));
        List<Entry> entries = records.punches(query);
        List<PunchRow> page = new PunchRows(terminals, records).page(entries);
        exchange.reply(new PunchPage(page, next(query, entries)));
    }

    private Long next(PunchQuery query, List<Entry> page) throws JournalException {
        if (page.size() < query.limit()) {
            return null;
        }
        long last = page.getLast().seq();
        PunchQuery rest = new PunchQuery(query.terminal(), query.pin(), query.source(), query.event(), query.from(),
                query.to(), last, query.newestFirst(), 1);
        return records.punches(rest).isEmpty() ? null : last;
    }

    void one(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        long seq = exchange.number("seq");
        List<Entry> found = records.entries(seq - 1, 1);
        if (found.isEmpty() || found.getFirst().seq() != seq || !(found.getFirst().fact() instanceof Punch punch)) {
            throw new Rejection(ProblemKind.NOT_FOUND, "the journal has no punch at " + seq);
        }
        PunchRows rows = new PunchRows(terminals, records);
        List<PunchRow> variants = new ArrayList<>();
        for (Variant variant : records.variants(seq)) {
            variants.add(rows.row(seq, variant.punch()));
        }
        exchange.reply(Map.of("punch", rows.row(seq, punch), "variants", variants));
    }

    /// Either punches from a file, or a person at the door.
    void take(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        if (exchange.bodyHas("punches")) {
            importAll(exchange);
        } else {
            door.checkIn(exchange);
        }
    }

    private void importAll(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        ImportBatch batch = exchange.body(ImportBatch.class);
        if (batch.punches() == null) {
            throw Rejection.invalid("punches is null: {\"punches\": [...]}");
        }
        if (batch.punches().size() > LARGEST_IMPORT) {
            throw Rejection.invalid("punches has " + batch.punches().size() + " elements and may have " + LARGEST_IMPORT
                    + "; nothing of it was taken. Send it in parts");
        }
        exchange.reply(intake.importAll(batch.punches()));
    }
}
