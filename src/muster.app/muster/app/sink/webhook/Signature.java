// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import muster.app.config.KeyFile;

/// Signs messages as Standard Webhooks has it: HMAC-SHA256 over `id.timestamp.body` under each secret. For one thread.
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    /// The shortest secret that the specification allows, in bytes.
    private static final int LEAST = 24;

    private final List<Mac> secrets;

    private Signature(List<Mac> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /// Reads the secrets, one file each.
    ///
    /// @throws IOException if one cannot be read or is none; the message names the file and tells nothing of the secret
    public static Signature of(List<Path> files) throws IOException {
        List<Mac> secrets = new ArrayList<>(files.size());
        for (Path file : files) {
            secrets.add(keyed(secret(file)));
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
        StringBuilder all = new StringBuilder();
        for (Mac secret : secrets) {
            secret.update(head);
            String one = Base64.getEncoder().encodeToString(secret.doFinal(body));
            all.append(all.isEmpty() ? "v1," : " v1,").append(one);
        }
        return all.toString();
    }

    /// Made once: it begins anew by itself behind each signature.
    private static Mac keyed(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
