// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

/// What delivering one record would change. Immutable.
///
/// @param seq the record's place in the journal
/// @param kind `new`, `known`, `different`, `refused`, `skipped` or `unknown` when the target cannot be asked
/// @param sent the record as it would be sent, one line
/// @param found what the target has in its place, one line, or null
public record Difference(long seq, String kind, String sent, String found) {}
