// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The body of `POST /api/sync`. Immutable.
///
/// @param sink name of the sink; null = all of them
public record SyncRequest(String sink) {}
