// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// A line of `GET /api/alerts` in the seed's shape (product.md ALR-05, ALR-06). Immutable.
///
/// @param timestamp local time of this machine, ISO 8601 without zone
/// @param level `error`, `warning` or `info`
/// @param message a sentence
public record Alert(String timestamp, String level, String message) {}
