// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is kept of a key's secret: PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2). Immutable.
///
/// @param salt of its own, in base64
/// @param rounds how often it is hashed
/// @param sum 256 bits, in base64
record SlowHash(String salt, int rounds, String sum) {

    /// For new keys. A key is 256 random bits, so nobody guesses it anyway; this is for the day on which it is not.
    static final int ROUNDS = 210_000;

    /// What a file may ask for: more would hold up every request behind it.
    private static final int MOST = 5_000_000;
    private static final int BITS = 256;

    /// That of a new key.
    static SlowHash of(String secret, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new SlowHash(text(salt), ROUNDS, text(derive(secret, salt, ROUNDS)));
    }

    /// Whether it is of that secret. Takes a tenth of a second or more, and the same time whatever the secret.
    boolean fits(String secret) {
        byte[] found = derive(secret, Base64.getDecoder().decode(salt), rounds);
        return MessageDigest.isEqual(Base64.getDecoder().decode(sum), found);
    }

    /// Whether it can be calculated and compared.
    boolean isWhole() {
        try {
            return rounds > 0 && rounds <= MOST && Base64.getDecoder().decode(salt).length >= 8
                    && Base64.getDecoder().decode(sum).length == BITS / 8;
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    private static byte[] derive(String secret, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, rounds, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
