// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// A person as a terminal knows one. Passwords and templates are never part of it. Immutable.
///
/// @param pin the number, as text, the key
/// @param name as decoded from the terminal; empty when it has none
/// @param card the card number as sent; empty when none
/// @param privilege the terminal's number: 0 user, 2 enroller, 6 admin, 10 custom, 14 super admin
public record Person(String pin, String name, String card, int privilege) {}
