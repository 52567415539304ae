// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts and decrypts backups; the format stands in docs/backup.md. AES-256-GCM in chunks of 64 KiB; each chunk's
/// nonce holds its number and whether it is the last one, so none can be changed, left out, moved or added.
public final class BackupCipher {

    static final byte[] MAGIC = "muster-backup-1\n".getBytes(StandardCharsets.US_ASCII);
    static final int CHUNK = 65_536;

    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int SALT = 32;
    private static final int KEY = 32;

    private BackupCipher() {}

    /// The file is no whole backup that this key opens. The message is a sentence without its full stop.
    public static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Whether a file that begins so is encrypted.
    static boolean isEncrypted(byte[] begin) {
        return begin.length >= MAGIC.length && Arrays.equals(begin, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /// Encrypts everything there is to read.
    static void encrypt(InputStream in, OutputStream out, BackupKey key, SecureRandom random) throws IOException {
        try {
            byte[] salt = bytes(random, SALT);
            byte[] fileKey = bytes(random, KEY);
            byte[] head = ByteBuffer.allocate(MAGIC.length + SALT).put(MAGIC).put(salt).array();
            out.write(head);
            out.write(wrapping(Cipher.ENCRYPT_MODE, key, salt, head).doFinal(fileKey));
            SecretKey secret = new SecretKeySpec(fileKey, "AES");
            byte[] chunk = in.readNBytes(CHUNK);
            for (long number = 0; ; number++) {
                // only what follows tells whether a full chunk is the last one
                byte[] next = chunk.length == CHUNK ? in.readNBytes(CHUNK) : new byte[0];
                boolean last = next.length == 0;
                out.write(chunk(Cipher.ENCRYPT_MODE, secret, number, last).doFinal(chunk));
                if (last) {
                    return;
                }
                chunk = next;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /// Decrypts a whole file. What was written before it is refused is not to be used.
    ///
    /// @throws Refused if the key is another one, or the file is cut, changed or none of ours
    static void decrypt(InputStream in, OutputStream out, BackupKey key) throws IOException {
        try {
            SecretKey secret = new SecretKeySpec(fileKey(new DataInputStream(in), key), "AES");
            byte[] chunk = in.readNBytes(CHUNK + TAG);
            for (long number = 0; ; number++) {
                byte[] next = chunk.length == CHUNK + TAG ? in.readNBytes(CHUNK + TAG) : new byte[0];
                boolean last = next.length == 0;
                out.write(opened(chunk(Cipher.DECRYPT_MODE, secret, number, last), chunk));
                if (last) {
                    return;
                }
                chunk = next;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static byte[] opened(Cipher cipher, byte[] chunk) throws GeneralSecurityException, Refused {
        try {
            if (chunk.length < TAG) {
                throw new AEADBadTagException("too short");
            }
            return cipher.doFinal(chunk);
        } catch (AEADBadTagException e) {
            throw new Refused("it was cut or changed", e);
        }
    }

    private static byte[] fileKey(DataInputStream in, BackupKey key) throws GeneralSecurityException, IOException {
        byte[] head = new byte[MAGIC.length + SALT];
        byte[] wrapped = new byte[KEY + TAG];
        try {
            in.readFully(head);
            if (!isEncrypted(head)) {
                throw new Refused("it is no encrypted backup of muster", null);
            }
            in.readFully(wrapped);
            return wrapping(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(head, MAGIC.length, head.length), head)
                    .doFinal(wrapped);
        } catch (EOFException e) {
            throw new Refused("it was cut: not even its head is whole", e);
        } catch (AEADBadTagException e) {
            throw new Refused("it was encrypted with another key, or its head was changed", e);
        }
    }

    /// A fixed nonce, since the salt makes another key for every file.
    private static Cipher wrapping(int mode, BackupKey key, byte[] salt, byte[] head)
            throws GeneralSecurityException {
        Cipher cipher = cipher(mode, key.wrapping(salt), new byte[NONCE]);
        cipher.updateAAD(head);
        return cipher;
    }

    private static Cipher chunk(int mode, SecretKey key, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE).putLong(NONCE - 1 - Long.BYTES, number).array();
        nonce[NONCE - 1] = (byte) (last ? 1 : 0);
        return cipher(mode, key, nonce);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        return cipher;
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
