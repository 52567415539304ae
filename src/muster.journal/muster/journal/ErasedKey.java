// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the hashes of erased PINs are made with: 32 random bytes in a file beside the journal, made when the first
/// person is erased. Without it nobody can find out by trying which PINs were erased. Immutable but for the file.
final class ErasedKey {

    private static final int LENGTH = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Path file;

    ErasedKey(Path file) {
        this.file = file;
    }

    /// The key of a journal.
    static ErasedKey beside(Path journal) {
        return new ErasedKey(journal.resolveSibling("erased.key"));
    }

    /// What makes the hashes; empty if there is no such file, or nothing usable in it.
    Optional<Mac> mac() {
        try {
            byte[] key = Files.readAllBytes(file);
            return key.length == LENGTH ? Optional.of(mac(key)) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /// The same; makes the file if it is not there. On disk before this returns.
    ///
    /// @throws IOException if there is a file with something else in it, or none can be made
    Mac make() throws IOException {
        Optional<Mac> known = mac();
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        return mac(key);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /// The hash of a PIN.
    static byte[] hash(Mac mac, String pin) {
        return mac.doFinal(pin.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
