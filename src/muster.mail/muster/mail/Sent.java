// SPDX-License-Identifier: Apache-2.0
package muster.mail;

/// A mail that the server took for at least one recipient. Immutable.
///
/// @param answer what became of it, for people
/// @param refused whom it did not reach and what the server said of them; empty as a rule
public record Sent(String answer, String refused) {}
