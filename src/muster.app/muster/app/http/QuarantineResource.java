// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import muster.app.door.Door;
import muster.app.intake.Intake;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.PunchQuery;
import muster.model.QuarantinePage;
import muster.model.QuarantineRow;
import muster.model.Quarantined;

/// Records that are held. Thread-safe.
final class QuarantineResource {

    private static final int USUAL_PAGE = 100;

    private final Records records;
    private final Intake intake;
    private final Door door;

    QuarantineResource(Journal journal, Intake intake, Door door) {
        this.records = journal.records();
        this.intake = intake;
        this.door = door;
    }

    void page(Exchange exchange) throws Rejection, JournalException, IOException {
        Parameters parameters = exchange.parameters("terminal", "cursor", "limit");
        String terminal = parameters.text("terminal");
        int limit = parameters.number("limit", 1, PunchQuery.MAX_LIMIT, USUAL_PAGE);
        List<Entry> page = records.quarantine(terminal, parameters.place("cursor"), true, limit);
        boolean more = page.size() == limit
                && !records.quarantine(terminal, page.getLast().seq(), true, 1).isEmpty();
        exchange.reply(new QuarantinePage(
                page.stream().map(entry -> QuarantineRow.of(entry.seq(), (Quarantined) entry.fact())).toList(),
                more ? page.getLast().seq() : null));
    }

    void replay(Exchange exchange) throws Rejection, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(Map.of("released", intake.replay() + door.replay()));
    }
}
