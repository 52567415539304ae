// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A person was learnt from a terminal, changed or removed. Immutable.
///
/// @param after the person from now on
/// @param removed true when the person is gone
/// @param terminal the terminal that told, or null when an operator did
/// @param by who did it: `terminal`, `import` or an operator
/// @param receivedAt when (UTC)
public record PersonChange(Person after, boolean removed, String terminal, String by, Instant receivedAt)
        implements Fact {}
