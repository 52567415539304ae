// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import java.time.Instant;

/// An event as the backend tells of it; its texts are a stranger's. Immutable.
///
/// @param id its id, not empty
/// @param name its name, or null
/// @param start when it begins (UTC), or null
/// @param end when it ends (UTC), or null
/// @param active whether check-ins are taken for it
public record ConvexEvent(String id, String name, Instant start, Instant end, boolean active) {}
