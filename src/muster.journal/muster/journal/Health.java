// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.Instant;

/// Whether facts can be kept. Immutable.
///
/// @param ok false from a failed commit until the next one that succeeds
/// @param problem why not, a sentence for people; empty when ok
/// @param since since when it is so (UTC)
/// @param freeBytes free space where the file is; -1 when it cannot be told
/// @param walBytes size of the write-ahead log beside the file; 0 when there is none
public record Health(boolean ok, String problem, Instant since, long freeBytes, long walBytes) {}
