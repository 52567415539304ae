// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The format of encrypted backups: what was changed, cut, moved or added is refused.
class BackupCipherProperties {

    private static final int HEAD = 16 + 32 + 48;
    private static final int STEP = BackupCipher.CHUNK + 16;

    private static BackupKey key(String text) throws IOException {
        Path file = Files.createTempFile("backup-", ".key");
        try {
            return BackupKey.read(Files.writeString(file, text + "\n"));
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] encrypted(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BackupCipher.encrypt(new ByteArrayInputStream(content), out, key("k".repeat(32)), new SecureRandom());
        return out.toByteArray();
    }

    private static byte[] decrypted(byte[] file, String key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BackupCipher.decrypt(new ByteArrayInputStream(file), out, key(key));
        return out.toByteArray();
    }

    private static void refused(byte[] file) {
        assertThrows(BackupCipher.Refused.class, () -> decrypted(file, "k".repeat(32)));
    }

    @Property(tries = 60)
    void whatIsEncryptedIsReadAgain(@ForAll @IntRange(max = 3 * BackupCipher.CHUNK) int size) throws IOException {
        assertArrayEquals(content(size), decrypted(encrypted(content(size)), "k".repeat(32)));
    }

    @Example
    void wholeChunksAndNothingAreReadAgain() throws IOException {
        for (int size : new int[] {0, 1, BackupCipher.CHUNK - 1, BackupCipher.CHUNK, 2 * BackupCipher.CHUNK}) {
            assertArrayEquals(content(size), decrypted(encrypted(content(size)), "k".repeat(32)));
        }
    }

    @Property(tries = 300)
    void anyByteThatIsChangedIsFound(
            @ForAll @IntRange(max = 2 * BackupCipher.CHUNK + 9) int size,
            @ForAll @IntRange(max = Integer.MAX_VALUE - 1) int at,
            @ForAll @IntRange(min = 1, max = 255) int change) throws IOException {
        byte[] file = encrypted(content(size));
        file[at % file.length] ^= (byte) change;
        refused(file);
    }

    @Example
    void everyByteOfTheHeadCounts() throws IOException {
        byte[] file = encrypted(content(5));
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            refused(changed);
        }
    }

    @Property(tries = 300)
    void aFileThatIsCutAnywhereIsRefused(
            @ForAll @IntRange(max = 2 * BackupCipher.CHUNK + 9) int size,
            @ForAll @IntRange(max = Integer.MAX_VALUE - 1) int at) throws IOException {
        byte[] file = encrypted(content(size));
        refused(Arrays.copyOf(file, at % file.length));
    }

    @Example
    void aFileCutBetweenTwoChunksOrWithOneLeftOutOrMovedOrAddedIsRefused() throws IOException {
        byte[] file = encrypted(content(3 * BackupCipher.CHUNK));
        refused(Arrays.copyOf(file, HEAD + STEP));
        refused(Arrays.copyOf(file, HEAD));
        byte[] without = Arrays.copyOf(file, file.length - STEP);
        System.arraycopy(file, HEAD + 2 * STEP, without, HEAD + STEP, STEP);
        refused(without);
        byte[] turned = file.clone();
        System.arraycopy(file, HEAD, turned, HEAD + STEP, STEP);
        System.arraycopy(file, HEAD + STEP, turned, HEAD, STEP);
        refused(turned);
        refused(Arrays.copyOf(file, file.length + 1));
        refused(Arrays.copyOf(file, file.length + STEP));
    }

    @Example
    void anotherKeyDoesNotOpenItAndAShortOneIsNone() throws IOException {
        byte[] file = encrypted(content(100));
        IOException other = assertThrows(BackupCipher.Refused.class, () -> decrypted(file, "l".repeat(32)));
        assertTrue(other.getMessage().contains("another key"), other.getMessage());
        assertThrows(IOException.class, () -> key("k".repeat(31)));
        assertFalse(Arrays.equals(encrypted(content(100)), file), "two files of the same content are different");
    }
}
