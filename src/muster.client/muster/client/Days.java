// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.LocalDate;
import muster.model.CloseOut;
import muster.model.DayRequest;
import muster.model.Reconciliation;

/// The days of one muster, a method for each endpoint, reached by [Api#days()]. Thread-safe. Its calls throw what
/// those of [Api] throw. A day is named by the terminals' clocks, null for yesterday; a branch by its id, null for all.
public final class Days {

    private static final String RECONCILE = "/api/reconcile";
    private static final String CLOSE_OUT = "/api/close-out";

    private final Wire wire;

    Days(Wire wire) {
        this.wire = wire;
    }

    /// A day side by side.
    ///
    /// @param targets whether the sinks' targets are asked too
    public Reconciliation reconcile(LocalDate date, String branch, boolean targets)
            throws ApiException, InterruptedException {
        Query query = query(date, branch).and("targets", targets ? "true" : null);
        return wire.get(RECONCILE, query, Reconciliation.class);
    }

    /// Reads and sends again what is missing of a day; the answer tells what was begun.
    public Reconciliation repair(LocalDate date, String branch) throws ApiException, InterruptedException {
        return wire.send("POST", RECONCILE, new DayRequest(date, branch), Reconciliation.class);
    }

    /// Whether a day is complete.
    public CloseOut closeOut(LocalDate date, String branch) throws ApiException, InterruptedException {
        return wire.get(CLOSE_OUT, query(date, branch), CloseOut.class);
    }

    /// The same, and tells sinks and webhooks of every branch that is complete for the first time.
    public CloseOut close(LocalDate date, String branch) throws ApiException, InterruptedException {
        return wire.send("POST", CLOSE_OUT, new DayRequest(date, branch), CloseOut.class);
    }

    private static Query query(LocalDate date, String branch) {
        return new Query().and("date", date).and("branch", branch);
    }
}
