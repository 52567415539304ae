// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key as its bearer has it: `mk_ID_SECRET`. The id, which is no secret, says which of the kept hashes to compare
/// with, so that one slow hash is enough however many keys there are. Immutable.
///
/// @param id 8 letters and digits
/// @param secret 256 random bits in base64url, 43 characters
record KeyText(String id, String secret) {

    private static final Pattern FORM = Pattern.compile("mk_([a-z0-9]{8})_([A-Za-z0-9_-]{43})");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    /// A new one.
    static KeyText make(SecureRandom random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new KeyText(id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// What a request bears, taken apart; empty when it has not got the form of a key.
    static Optional<KeyText> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /// The whole key: a secret.
    String whole() {
        return "mk_" + id + "_" + secret;
    }

    /// Fit for a log: without the secret.
    @Override
    public String toString() {
        return "mk_" + id + "_...";
    }
}
