// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What `POST /api/alerts/{id}/acknowledge` is told. Immutable.
///
/// @param by who knows about it
/// @param note what is being done, or null
public record Acknowledgement(String by, String note) {}
