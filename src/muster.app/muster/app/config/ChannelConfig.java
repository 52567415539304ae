// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// One `[channels.NAME]` of the configuration. Immutable.
///
/// @param name what it is called by; letters, digits, `-`, `_`
/// @param rules what it tells and when
/// @param target how it reaches people
public record ChannelConfig(String name, ChannelRules rules, ChannelTarget target) {}
