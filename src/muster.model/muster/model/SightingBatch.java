// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The body of `POST /api/sightings`. Immutable.
///
/// @param sightings in the order they were heard, at most 10,000
public record SightingBatch(List<Sighting> sightings) {}
