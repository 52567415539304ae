// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.Instant;

/// The end of a block in the chain of hashes: it vouches for every entry up to there. Immutable.
///
/// @param last sequence number of the block's last entry; 0 = of the empty chain
/// @param hash SHA-256 in lower-case hexadecimal
/// @param sealedAt when (UTC); null for the empty chain
public record Seal(long last, String hash, Instant sealedAt) {}
