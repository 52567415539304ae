// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import muster.app.disk.WholeFile;
import muster.model.CanonicalJson;
import muster.model.CloseOut;
import muster.model.Json;

/// The Ed25519 key (RFC 8032) that this muster signs close-outs with, and how anybody checks one. Thread-safe.
public final class CloseOutKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String SIGNATURE = "signature";
    private static final Base64.Encoder ENCODER = Base64.getEncoder();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private final PrivateKey secret;
    private final String publicKey;

    private CloseOutKey(PrivateKey secret, String publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /// Reads the key, or makes one at the first start, for its owner only.
    ///
    /// @throws IOException if the file cannot be read or made, or holds no such key
    public static CloseOutKey open(Path file) throws IOException {
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            return make(file);
        }
    }

    private static CloseOutKey read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(DECODER.decode(lines.get(0))));
            CloseOutKey read = new CloseOutKey(secret, lines.get(1));
            if (!verify(read.sign("probe"), "probe", read.publicKey)) {
                throw new GeneralSecurityException("its two halves do not belong together");
            }
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the file " + file + " does not hold the key that close-outs are signed with ("
                    + e.getMessage() + "). Put it back from a backup; or move it away: then a new one is made, and"
                    + " only those who keep the old public key can check older close-outs", e);
        }
    }

    private static CloseOutKey make(Path file) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            String publicKey = ENCODER.encodeToString(pair.getPublic().getEncoded());
            String lines = ENCODER.encodeToString(pair.getPrivate().getEncoded()) + "\n" + publicKey + "\n";
            WholeFile.write(file, out -> out.write(lines.getBytes(StandardCharsets.US_ASCII)));
            return new CloseOutKey(pair.getPrivate(), publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /// What a signature is checked with: X.509 in base64.
    public String publicKey() {
        return publicKey;
    }

    /// The same close-out, signed.
    CloseOut signed(CloseOut closeOut) {
        return closeOut.signed(sign(CanonicalJson.text(Json.text(closeOut), SIGNATURE)));
    }

    /// The signature of a text, in base64.
    public String signature(String text) {
        return sign(text);
    }

    /// Whether a text is as it was signed.
    ///
    /// @param publicKey as in [#publicKey()]
    public static boolean isSigned(String signature, String text, String publicKey) {
        try {
            return verify(signature, text, publicKey);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    /// Whether a close-out is as it was signed.
    ///
    /// @param json the close-out, in any layout
    /// @param publicKey the key that is trusted; null = the one the close-out names, which proves only that nobody
    ///     changed it without making a new signature
    /// @throws JsonParseException if it is no JSON of a close-out
    public static boolean verify(String json, String publicKey) {
        CloseOut closeOut = Json.parse(json, CloseOut.class);
        String key = publicKey == null ? closeOut.publicKey() : publicKey;
        if (key == null || closeOut.signature() == null || !key.equals(closeOut.publicKey())) {
            return false;
        }
        try {
            return verify(closeOut.signature(), CanonicalJson.text(json, SIGNATURE), key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean verify(String signature, String text, String key) throws GeneralSecurityException {
        PublicKey known = KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(DECODER.decode(key)));
        Signature check = Signature.getInstance(ALGORITHM);
        check.initVerify(known);
        check.update(text.getBytes(StandardCharsets.UTF_8));
        return check.verify(DECODER.decode(signature));
    }
}
