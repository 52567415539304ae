// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// The backend that events and lists are fetched from. Immutable.
///
/// @param configured whether there is one
/// @param reachable whether it answered the last time; false before the first
/// @param lastAnswer when it answered last (UTC), or null
/// @param problem what is wrong, a sentence for people, or null
public record BackendStatus(boolean configured, boolean reachable, Instant lastAnswer, String problem) {}
