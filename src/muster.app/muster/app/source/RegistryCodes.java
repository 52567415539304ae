// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import muster.app.disk.WholeFile;

/// The codes access terminals are registered with: one per terminal, the same after a restart, and not
/// to be guessed from its serial. Thread-safe.
public final class RegistryCodes {

    private static final int LENGTH = 12;
    private static final int SECRET = 32;

    private final byte[] secret;
    private final byte[] start;

    private RegistryCodes(byte[] secret, byte[] start) {
        this.secret = secret;
        this.start = start;
    }

    /// Reads the secret the codes are made from, or makes one at the first start.
    public static RegistryCodes open(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] start = random.generateSeed(16);
        byte[] secret = read(file);
        if (secret.length < SECRET) {
            byte[] made = random.generateSeed(SECRET);
            WholeFile.write(file, out -> out.write(made));
            secret = made;
        }
        return new RegistryCodes(secret, start);
    }

    /// What is there; less than a secret when it is missing, or a power cut has left a name and no content.
    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /// The code of a terminal: letters and digits.
    String code(String serial) {
        return digest(secret, serial);
    }

    /// The session of a terminal since this start: letters and digits.
    String session(String serial) {
        return digest(start, serial);
    }

    private static String digest(byte[] key, String serial) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            byte[] hash = digest.digest(serial.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
