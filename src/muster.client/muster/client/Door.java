// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.List;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.ScannerStatus;
import muster.model.Sighting;
import muster.model.SightingBatch;

/// The door of one muster: who comes in, and the scanner that sees phones. Reached by [Api#door()]. Thread-safe.
/// Its calls throw what those of [Api] throw.
public final class Door {

    private final Wire wire;

    Door(Wire wire) {
        this.wire = wire;
    }

    /// Checks somebody in. A request with a key can be repeated until it is answered: it counts once.
    ///
    /// @param request only the PIN is needed
    public CheckInResult checkIn(CheckInRequest request) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/punches", request, CheckInResult.class);
    }

    /// The Bluetooth scanner as it is now.
    public ScannerStatus scanner() throws ApiException, InterruptedException {
        return wire.get("/api/scanner", new Query(), ScannerStatus.class);
    }

    /// Hands over advertisements that another scanner heard, at most 10,000 of them.
    ///
    /// @param sightings in the order they were heard
    /// @return how many were looked at; what came of them is told by the event's attendance and the stream
    public int sight(List<Sighting> sightings) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/sightings", new SightingBatch(sightings), Taken.class).taken();
    }
}
