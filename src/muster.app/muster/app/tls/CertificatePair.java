// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate with those that vouch for it, and its private key, as PEM files hold them (RFC 7468).
/// Immutable.
///
/// @param chain the own certificate first
/// @param key its key, RSA or EC
public record CertificatePair(List<X509Certificate> chain, PrivateKey key) {

    private static final long LARGEST = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Pattern LOCKED =
            Pattern.compile("-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED");
    private static final byte[] PROBE = "muster".getBytes(StandardCharsets.US_ASCII);

    /// Copies the chain.
    public CertificatePair {
        chain = List.copyOf(chain);
    }

    /// Reads both files.
    ///
    /// @param certificate PEM, the own certificate first, then those that vouch for it
    /// @param key PEM, PKCS#8, not locked with a password
    /// @throws IOException if one cannot be used; the message names it and tells what to do
    public static CertificatePair read(Path certificate, Path key) throws IOException {
        CertificatePair pair = new CertificatePair(chain(certificate), key(key));
        if (!pair.matches()) {
            throw new IOException(key + ": it is not the key of the first certificate in " + certificate
                    + "; the own certificate comes first, then those that vouch for it");
        }
        return pair;
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new IOException(file + ": it holds no certificate that can be read; it must be PEM", e);
        }
        throw new IOException(file + ": it holds no certificate; it must be PEM, -----BEGIN CERTIFICATE-----");
    }

    private static PrivateKey key(Path file) throws IOException {
        String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
        if (LOCKED.matcher(text).find()) {
            throw new IOException(file + ": the key is locked with a password, which nobody can type at a restart;"
                    + " unlock it: openssl pkcs8 -in " + file + " -out NEW");
        }
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new IOException(file + ": it holds no private key; it must be PEM, -----BEGIN PRIVATE KEY-----");
        }
        if (!block.group(1).equals("PRIVATE KEY")) {
            String form = block.group(1).startsWith("RSA") ? "PKCS#1" : "its own old form";
            throw new IOException(file + ": the key is in " + form + " (" + block.group(1) + "), which is not"
                    + " supported; convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW");
        }
        try {
            return key(Base64.getMimeDecoder().decode(block.group(2)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": the key cannot be read; it must be an RSA or EC key in PKCS#8", e);
        }
    }

    private static PrivateKey key(byte[] encoded) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (InvalidKeySpecException noRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    private boolean matches() {
        try {
            Signature signature = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA"
                    : "SHA256withRSA");
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + ": it is too large for a certificate or a key");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + ": it cannot be read: the user muster runs as has no right to", e);
        }
    }

    /// Fit for a log: without the key.
    @Override
    public String toString() {
        return chain.getFirst().getSubjectX500Principal() + ", valid until "
                + chain.getFirst().getNotAfter().toInstant();
    }
}
