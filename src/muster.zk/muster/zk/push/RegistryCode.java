// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The secret an access terminal is given when it registers, and the token it makes of it
/// (zk-push.md section 12).
public final class RegistryCode {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    private RegistryCode() {}

    /// A new code: 16 letters and digits.
    ///
    /// @param random a generator nobody can guess
    public static String fresh(RandomGenerator random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /// The token a terminal sends as `Cookie: token=`: MD5 of code, serial and session, in hex.
    public static String token(String code, String serial, String sessionId) {
        try {
            byte[] secret = (code + serial + sessionId).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(secret));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no MD5, which every Java must have", impossible);
        }
    }

    /// Whether a token is the right one, compared in constant time and in any case of letters.
    ///
    /// Some controllers send something else for ever: enforce it only for a terminal that once sent a
    /// right one.
    ///
    /// @param token as sent, or null
    public static boolean matches(String token, String code, String serial, String sessionId) {
        return token != null
                && MessageDigest.isEqual(
                        token.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                        token(code, serial, sessionId).getBytes(StandardCharsets.UTF_8));
    }
}
