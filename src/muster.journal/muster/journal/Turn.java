// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import muster.journal.Receipt.Outcome;

/// One caller that waits for the writer: what is to be written, and where the answer goes.
final class Turn {

    /// What is to be written.
    @FunctionalInterface
    interface Work {
        List<Outcome> write(Pen pen) throws SQLException;
    }

    private final int rows;
    private final Work work;
    private final CompletableFuture<Receipt> answer = new CompletableFuture<>();
    private List<Outcome> outcomes = List.of();

    /// @param rows about how many rows it will write
    Turn(int rows, Work work) {
        this.rows = rows;
        this.work = work;
    }

    int rows() {
        return rows;
    }

    /// Writes, within the transaction that is open. Called by the writer.
    void write(Pen pen) throws SQLException {
        outcomes = work.write(pen);
    }

    /// Tells the caller that its transaction is on disk. Called by the writer.
    void succeed(long head) {
        answer.complete(new Receipt(outcomes, head));
    }

    /// Tells the caller that nothing was written. Called by the writer.
    void fail(JournalException why) {
        answer.completeExceptionally(why);
    }

    /// Waits for the answer. Called by the caller.
    Receipt await() throws JournalException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            // A new one for each caller: its stack trace is the caller's, and several wait for the same failure.
            JournalException why = (JournalException) e.getCause();
            throw new JournalException(why.kind(), why.getMessage(), why.hint(), why);
        }
    }
}
