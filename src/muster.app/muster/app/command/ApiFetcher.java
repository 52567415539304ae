// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.client.Api;
import muster.client.ApiException;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import muster.model.Problem;

/// A running muster reads terminals' logs.
final class ApiFetcher implements Fetcher {

    /// How many questions in a row may stay without an answer: the reading goes on meanwhile.
    private static final int PATIENCE = 20;

    private final Api api;
    private FetchReport last;
    private int failures;

    ApiFetcher(Api api) {
        this.api = api;
    }

    @Override
    public FetchReport order(FetchRequest request) throws ApiException, InterruptedException {
        last = api.order(request);
        return last;
    }

    @Override
    public FetchReport report(long id) throws ApiException, UserError, InterruptedException {
        try {
            last = api.fetch(id);
            failures = 0;
        } catch (ApiException e) {
            if (e.problem().map(Problem::status).orElse(0) == 404) {
                throw new UserError(ExitCode.TRY_AGAIN, "muster was started anew while it read the terminals",
                        "give the command again; what was read is in the journal");
            }
            failures++;
            if (!e.passing() || failures > PATIENCE) {
                throw e;
            }
        }
        return last;
    }

    @Override
    public void close() {
        api.close();
    }
}
