// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// A line of `GET /api/alerts` in the seed's shape (product.md ALR-05, ALR-06). Immutable.
///
/// @param timestamp local time of this machine, ISO 8601 without zone
/// @param level `error`, `warning` or `info`
/// @param message a sentence
/// @param rule the rule that noticed it
/// @param subject what it is about: a terminal's serial, the name of a sink, ...; empty = this muster as a whole
/// @param act `fired`, `repeated` or `resolved`
public record Alert(
        String timestamp, String level, String message, String rule, String subject, String act) {}
