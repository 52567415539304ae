// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The body of `PATCH /api/deadletters/{id}`. Immutable.
///
/// @param pin the person's number to deliver it under
public record LetterEdit(String pin) {}
