// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.Instant;
import muster.model.Source;

/// The way a record came in. Immutable.
///
/// @param source push, pull, import …
/// @param terminal serial of the terminal
/// @param table what it was sent as: `ATTLOG`, `rtlog`, `transaction`, `import`
/// @param receivedAt when it reached this machine (UTC)
public record Arrival(Source source, String terminal, String table, Instant receivedAt) {}
