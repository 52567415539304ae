// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

/// What is wrong with a rule's settings. Immutable.
///
/// @param key the setting: `when`, `for`, `keep_firing`, `message`; empty = the rule's name
/// @param text what is wrong and what is allowed
public record RuleProblem(String key, String text) {}
