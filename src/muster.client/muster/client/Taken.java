// SPDX-License-Identifier: Apache-2.0
package muster.client;

/// The answer of `POST /api/sightings`. Immutable.
record Taken(int taken) {}
