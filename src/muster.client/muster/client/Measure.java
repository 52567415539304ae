// SPDX-License-Identifier: Apache-2.0
package muster.client;

/// Something that this muster measures: an item of the answer of `GET /api/measures`. Immutable.
///
/// @param name what rules, the history and the command line call it
/// @param help one sentence, with its unit
/// @param kind `gauge`, `counter` or `since` (the seconds since a moment, kept as that moment)
/// @param family whose it is, such as `terminal` or `sink`; empty = this muster's
public record Measure(String name, String help, String kind, String family) {}
