// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;

/// The answer of `GET /api/activity`: the punches of the last minutes. Immutable.
///
/// @param from the begin of the first minute (UTC)
/// @param punches how many were received in each minute, oldest first; the last minute is not over yet
public record Activity(Instant from, List<Long> punches) {}
