// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.ImportResult;
import muster.model.ImportedPunch;

/// Imported punches go to a running muster.
final class ApiDestination implements Destination {

    private final Api api;

    ApiDestination(Api api) {
        this.api = api;
    }

    @Override
    public ImportResult take(List<ImportedPunch> punches) throws ApiException, InterruptedException {
        return api.importAll(punches);
    }

    @Override
    public void close() {
        api.close();
    }
}
