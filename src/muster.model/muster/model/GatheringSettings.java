// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// What an operator sets of an event. Immutable; a null member stays as it is.
///
/// @param id only when adding; null = made from the name
/// @param name what people call it
/// @param start when it begins (UTC)
/// @param end when it ends (UTC)
/// @param capacity how many people may be inside; 0 = no bound
/// @param automatic whether it is started and stopped by itself at its start and end
public record GatheringSettings(
        String id, String name, Instant start, Instant end, Integer capacity, Boolean automatic) {}
