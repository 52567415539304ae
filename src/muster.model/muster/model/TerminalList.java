// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;

/// The answer of `GET /api/terminals`. Immutable.
///
/// @param terminals the known ones, by serial
/// @param pending those that wait for approval, newest first
/// @param pairingUntil until when unknown terminals are accepted by themselves (UTC), or null
public record TerminalList(List<TerminalStatus> terminals, List<PendingTerminal> pending, Instant pairingUntil) {}
