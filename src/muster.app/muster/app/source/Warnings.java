// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.Fact;
import muster.model.Notice;
import muster.model.Operation;

/// Tells operators of acts at a terminal that break times or lose data (zk-push.md section 7.4).
/// Thread-safe.
public final class Warnings {

    private static final Logger LOG = System.getLogger(Warnings.class.getName());

    private static final Map<Integer, String> ACTS = Map.of(
            13, "its data were cleared",
            21, "its clock was set",
            22, "it was reset to factory settings",
            23, "its records were deleted",
            82, "its server address was changed");

    private final Journal journal;

    /// Writes to this journal.
    public Warnings(Journal journal) {
        this.journal = journal;
    }

    /// Looks at facts that were just journalled; those known before are not told again.
    void look(List<Fact> facts, Receipt receipt) throws JournalException, InterruptedException {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof Operation operation
                    && operation.table().equals("OPERLOG")
                    && ACTS.containsKey(operation.code())
                    && receipt.outcomes().get(i).kind() == Receipt.Kind.STORED) {
                notices.add(notice(operation));
            }
        }
        if (!notices.isEmpty()) {
            journal.append(notices);
        }
    }

    private static Notice notice(Operation operation) {
        String message = "at terminal " + operation.terminal() + " " + ACTS.get(operation.code())
                + " (by its clock at " + operation.localTime() + ")";
        LOG.log(Level.WARNING, message);
        return new Notice(Notice.Level.WARNING, "warning", operation.terminal(), message,
                Map.of("terminal", operation.terminal(), "operation", Integer.toString(operation.code())),
                operation.receivedAt());
    }
}
