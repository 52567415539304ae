// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

/// What came of trying a target. Immutable.
///
/// @param ok whether records could be delivered now
/// @param text what was found, a sentence for people
/// @param cure what to do about it, or null
public record Trial(boolean ok, String text, String cure) {}
