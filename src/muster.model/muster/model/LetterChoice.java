// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The body of `POST /api/deadletters/retry` and `POST /api/deadletters/discard`. Immutable.
///
/// @param sink of this sink; null = any
/// @param reason of this class; null = any
public record LetterChoice(String sink, String reason) {}
