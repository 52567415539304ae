// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import muster.app.config.KeyFile;

/// The key that backups are encrypted with, read from a file. Immutable.
public final class BackupKey {

    /// The shortest that is accepted: whoever has a backup can try keys as fast as machines go.
    static final int LEAST = 32;

    private final String text;

    private BackupKey(String text) {
        this.text = text;
    }

    /// Reads it: the file's first line.
    ///
    /// @throws IOException if the file cannot be read or holds no such key; the message names the file
    public static BackupKey read(Path file) throws IOException {
        String text = KeyFile.read(file);
        if (text.length() < LEAST) {
            throw new IOException(file + ": a key for backups has at least " + LEAST
                    + " characters; make one with: head -c 32 /dev/urandom | base64");
        }
        return new BackupKey(text);
    }

    /// The key that wraps the key of one file (RFC 5869, HMAC-SHA256).
    SecretKey wrapping(byte[] salt) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256").deriveKey("AES", HKDFParameterSpec.ofExtract()
                .addIKM(text.getBytes(StandardCharsets.US_ASCII))
                .addSalt(salt)
                .thenExpand("muster backup 1".getBytes(StandardCharsets.US_ASCII), 32));
    }
}
