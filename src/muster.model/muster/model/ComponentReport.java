// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What `PUT /api/components/{name}` is told. Immutable.
///
/// @param state `online`, `degraded`, `offline`, `error` or `off`
/// @param details a sentence or a word for people, at most 200 characters, or null
/// @param staleAfterSeconds after how much silence it is stale, 10 to 86,400; null = 300
public record ComponentReport(Component.State state, String details, Long staleAfterSeconds) {}
