// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDate;

/// One day's line that says what the chain of hashes over the journal was. Immutable.
///
/// @param date the day it was made, in the zone of the configuration
/// @param seq the last entry that it vouches for
/// @param hash SHA-256 in hexadecimal
/// @param signature Ed25519 over `muster-anchor DATE SEQ HASH`, in base64
/// @param publicKey what that is checked with: X.509 in base64
public record DayAnchor(LocalDate date, long seq, String hash, String signature, String publicKey) {}
