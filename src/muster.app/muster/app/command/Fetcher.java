// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.app.terminal.Refusal;
import muster.client.ApiException;
import muster.model.FetchReport;
import muster.model.FetchRequest;

/// Who reads terminals' logs: a running muster, or this process itself. For one thread.
interface Fetcher extends AutoCloseable {

    /// Begins to read.
    FetchReport order(FetchRequest request) throws ApiException, Refusal, InterruptedException;

    /// How far that is.
    FetchReport report(long id) throws ApiException, UserError, InterruptedException;

    @Override
    void close();
}
