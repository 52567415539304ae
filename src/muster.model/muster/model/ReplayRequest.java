// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The body of `POST /api/sinks/{name}/replay`. Immutable.
///
/// @param position the place before the first record to deliver
/// @param forward whether records that were not delivered may be left out; null = false
public record ReplayRequest(Long position, Boolean forward) {}
