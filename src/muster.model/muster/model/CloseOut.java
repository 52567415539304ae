// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// The answer of `GET /api/close-out` and `POST /api/close-out`: whether a day is complete, signed. Immutable.
///
/// @param date the day, by the terminals' clocks
/// @param branch the branch it is about, or null for all
/// @param state the worst of what follows
/// @param branches the branches by id, and at the end what belongs to none
/// @param sinks the sinks for punches, in the order of the configuration
/// @param madeAt when it was asked (UTC)
/// @param instance name of the muster that says so
/// @param publicKey its key, X.509 in base64: what anybody can check the signature with
/// @param signature Ed25519 in base64, over [CanonicalJson] of this without its member `signature`
public record CloseOut(
        LocalDate date,
        String branch,
        DayState state,
        List<OfBranch> branches,
        List<OfSink> sinks,
        Instant madeAt,
        String instance,
        String publicKey,
        String signature) {

    /// The same with another signature; null = with none.
    public CloseOut signed(String by) {
        return new CloseOut(date, branch, state, branches, sinks, madeAt, instance, publicKey, by);
    }

    /// One branch.
    ///
    /// @param branch its id; null stands for the terminals and doors of none
    /// @param name what people call it, or null
    /// @param state the worst of its terminals
    /// @param terminals how many approved terminals it has
    /// @param waitingFor the terminals that are not complete
    /// @param punches how many punches of the day are in the journal
    /// @param quarantined how many records that came on that day are held
    public record OfBranch(
            String branch,
            String name,
            DayState state,
            int terminals,
            List<Awaited> waitingFor,
            long punches,
            long quarantined) {}

    /// A terminal that is waited for.
    ///
    /// @param terminal its serial
    /// @param name what people call it
    /// @param state whether it comes by itself
    /// @param reason why it is waited for, a sentence for people
    /// @param lastContact when it was heard last (UTC), or null
    public record Awaited(String terminal, String name, DayState state, String reason, Instant lastContact) {}

    /// One sink.
    ///
    /// @param sink its name
    /// @param state whether it has everything of the day
    /// @param waiting how many punches of the day wait
    /// @param setAside how many of them are open dead letters
    /// @param reason why it is not complete, a sentence for people, or null
    public record OfSink(String sink, DayState state, long waiting, long setAside, String reason) {}
}
