// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;

/// The answer of `GET /api/punches/{seq}/explain`: the whole life of one record. Immutable.
///
/// @param punch the record
/// @param story what happened to it, oldest first
/// @param deliveries how each sink stands to it
public record Explanation(PunchRow punch, List<Step> story, List<Sent> deliveries) {

    /// Something that happened to a record.
    ///
    /// @param at when (UTC), or null when that is not known
    /// @param what a word: `made`, `received`, `held`, `released`, `variant`, `clock`, `rule`
    /// @param text a sentence for people
    public record Step(Instant at, String what, String text) {}

    /// How a sink stands to a record.
    ///
    /// @param sink its name
    /// @param state `delivered`, `duplicate`, `waiting`, `set_aside`, `discarded` or `skipped`
    /// @param at when (UTC), or null when it waits
    /// @param answer what the target said, or why it waits
    public record Sent(String sink, String state, Instant at, String answer) {}
}
