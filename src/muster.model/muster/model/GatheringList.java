// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/gatherings`. Immutable.
///
/// @param current id of the event this door is set to, or null
/// @param gatherings the events, by start, those without one last
/// @param backend the place they are fetched from
public record GatheringList(String current, List<GatheringStatus> gatherings, BackendStatus backend) {}
