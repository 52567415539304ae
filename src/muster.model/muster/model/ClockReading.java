// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A terminal's clock compared with ours. Written when it moved by more than a second since the last one
/// written. Immutable.
///
/// @param terminal its serial
/// @param offsetMillis its clock minus ours, at the middle of the question
/// @param uncertaintyMillis half the time the question took, and the half second its clock hides
/// @param set whether it was set right thereupon
/// @param receivedAt when (UTC)
public record ClockReading(
        String terminal, long offsetMillis, long uncertaintyMillis, boolean set, Instant receivedAt)
        implements Fact {}
