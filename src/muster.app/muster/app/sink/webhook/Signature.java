// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import muster.app.config.KeyFile;

/// Signs messages as Standard Webhooks has it: HMAC-SHA256 over `id.timestamp.body` under each secret. Immutable.
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    /// The shortest secret that the specification allows, in bytes.
    private static final int LEAST = 24;

    private final List<SecretKeySpec> secrets;

    private Signature(List<SecretKeySpec> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /// Reads the secrets, one file each.
    ///
    /// @throws IOException if one cannot be read or is none; the message names the file and tells nothing of the secret
    public static Signature of(List<Path> files) throws IOException {
        List<SecretKeySpec> secrets = new ArrayList<>(files.size());
        for (Path file : files) {
            secrets.add(secret(file));
        }
        return new Signature(secrets);
    }

    private static SecretKeySpec secret(Path file) throws IOException {
        String text = KeyFile.read(file);
        try {
            byte[] bytes = text.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                    : new byte[0];
            if (bytes.length >= LEAST) {
                return new SecretKeySpec(bytes, ALGORITHM);
            }
        } catch (IllegalArgumentException _) {
            // what it says of the text would tell of the secret
        }
        throw new IOException(file + ": its first line must be " + PREFIX + " and at least " + LEAST
                + " bytes in Base64");
    }

    /// The value of `webhook-signature`: one signature for each secret, blanks between.
    ///
    /// @param id the message's
    /// @param timestamp seconds since 1970
    /// @param body the exact bytes that are sent
    public String of(String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> "v1," + one(secret, head, body)).collect(Collectors.joining(" "));
    }

    private static String one(SecretKeySpec secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
