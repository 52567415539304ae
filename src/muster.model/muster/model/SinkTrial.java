// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What came of trying a sink's target. Immutable.
///
/// @param ok whether records could be delivered now
/// @param text what was found, a sentence for people
/// @param cure what to do about it, or null
public record SinkTrial(boolean ok, String text, String cure) {}
