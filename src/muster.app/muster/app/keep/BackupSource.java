// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import muster.app.disk.WholeFile;

/// A backup that is read again. Immutable.
///
/// @param file the backup
/// @param key the key it may be encrypted with
public record BackupSource(Path file, Optional<BackupKey> key) {

    /// Whether it is encrypted.
    public boolean isEncrypted() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BackupCipher.isEncrypted(in.readNBytes(BackupCipher.MAGIC.length));
        }
    }

    /// Writes the journal that is in it to a file that appears only when all of it is there.
    ///
    /// @throws IOException if it is encrypted and there is no key, or it was cut or changed; the message tells which
    public void unpack(Path target) throws IOException {
        boolean encrypted = isEncrypted();
        if (encrypted && key.isEmpty()) {
            throw new IOException(file + " is encrypted: name the file with its key (--key-file). Nothing was changed");
        }
        try {
            WholeFile.write(target, out -> {
                if (encrypted) {
                    decrypted(out);
                } else {
                    plain(out);
                }
            });
        } catch (BackupCipher.Refused e) {
            throw new IOException(file + " cannot be used: " + e.getMessage() + ". Nothing was changed", e);
        }
    }

    private void decrypted(OutputStream out) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BackupCipher.CHUNK)) {
            BackupCipher.decrypt(in, out, key.orElseThrow());
        }
    }

    private void plain(OutputStream out) throws IOException {
        if (file.toString().endsWith(BackupNames.ENCRYPTED)) {
            throw new BackupCipher.Refused("its name tells that it is encrypted, but its head was changed", null);
        }
        MessageDigest digest = Backups.sha256();
        Files.copy(file, new DigestOutputStream(out, digest));
        Path sum = BackupNames.sum(file);
        if (Files.exists(sum)) {
            String known = Files.readString(sum).split(" ", 2)[0].strip();
            if (!known.equals(HexFormat.of().formatHex(digest.digest()))) {
                throw new BackupCipher.Refused("it was cut or changed since it was made (" + sum.getFileName()
                        + " tells another sum)", null);
            }
        }
    }
}
