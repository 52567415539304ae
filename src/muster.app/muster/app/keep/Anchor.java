// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.app.day.CloseOutKey;

/// One day's line that says what the chain of hashes was. Kept elsewhere, on paper or in another log, it proves that
/// nothing up to that entry was changed since. Immutable.
///
/// @param date the day it was made, in the zone of the configuration
/// @param seq the last entry that it vouches for
/// @param hash the chain's hash there, in hexadecimal
/// @param signature Ed25519 over `muster-anchor DATE SEQ HASH`, in base64
/// @param publicKey what that is checked with: X.509 in base64
public record Anchor(LocalDate date, long seq, String hash, String signature, String publicKey) {

    private static final Pattern LINE = Pattern.compile(
            "muster-anchor (\\d{4}-\\d\\d-\\d\\d) (\\d{1,18}) ([0-9a-f]{64}) (\\S{1,200}) (\\S{1,200})");

    /// A signed one.
    static Anchor of(LocalDate date, long seq, String hash, CloseOutKey key) {
        return new Anchor(date, seq, hash, key.signature(text(date, seq, hash)), key.publicKey());
    }

    /// Reads a line.
    static Optional<Anchor> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        try {
            return matcher.matches()
                    ? Optional.of(new Anchor(LocalDate.parse(matcher.group(1)), Long.parseLong(matcher.group(2)),
                            matcher.group(3), matcher.group(4), matcher.group(5)))
                    : Optional.empty();
        } catch (java.time.DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// Whether it is as it was signed by the key it names.
    public boolean isSigned() {
        return CloseOutKey.isSigned(signature, text(date, seq, hash), publicKey);
    }

    /// The line.
    public String line() {
        return text(date, seq, hash) + " " + signature + " " + publicKey;
    }

    private static String text(LocalDate date, long seq, String hash) {
        return "muster-anchor " + date + " " + seq + " " + hash;
    }
}
