// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.Optional;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.PersonPage;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.QuarantinePage;
import muster.model.TerminalList;
import muster.model.TerminalStatus;

/// Listings from a running muster.
final class ApiOrigin implements Origin {

    private final Api api;

    ApiOrigin(Api api) {
        this.api = api;
    }

    @Override
    public PunchPage punches(PunchQuery query) throws ApiException, InterruptedException {
        return api.punches(query);
    }

    @Override
    public TerminalList terminals(String branch) throws ApiException, InterruptedException {
        return api.terminals(branch);
    }

    @Override
    public Optional<TerminalStatus> terminal(String serial) throws ApiException, InterruptedException {
        try {
            return Optional.of(api.terminal(serial));
        } catch (ApiException e) {
            if (e.problem().isPresent() && e.problem().get().status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public PersonPage people(String after, int limit) throws ApiException, InterruptedException {
        return api.people(after, limit);
    }

    @Override
    public QuarantinePage quarantine(String terminal, Long cursor, int limit)
            throws ApiException, InterruptedException {
        return api.quarantine(terminal, cursor, limit);
    }

    @Override
    public void close() {
        api.close();
    }
}
