// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.Instant;

/// The answer of `POST /api/pairing`. Immutable.
record Pairing(Instant pairingUntil) {}
