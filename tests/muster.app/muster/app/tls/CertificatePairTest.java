// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What certificate files are understood, and what is said of the others.
final class CertificatePairTest {

    @TempDir
    Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String refused(String certificate, String key) {
        IOException refused = assertThrows(IOException.class,
                () -> CertificatePair.read(file(certificate), file(key)));
        return refused.getMessage().replace(folder + "/", "");
    }

    @ParameterizedTest
    @CsvSource({"rsa, RSA", "ec, EC"})
    void aKeyInPkcs8IsReadWithItsCertificate(String kind, String algorithm) throws Exception {
        Path certificate = OpenSsl.certificate(folder, "own", kind);
        CertificatePair pair = CertificatePair.read(certificate, file("own.key"));
        assertEquals(algorithm, pair.key().getAlgorithm());
        assertEquals(1, pair.chain().size());
        assertTrue(pair.toString().startsWith("CN=own, valid until 20"), pair.toString());
    }

    @Test
    void aChainIsReadInItsOrder() throws Exception {
        Path own = OpenSsl.certificate(folder, "own", "ec");
        Path other = OpenSsl.certificate(folder, "authority", "rsa");
        Files.writeString(own, Files.readString(own) + "\r\n" + Files.readString(other));
        CertificatePair pair = CertificatePair.read(own, file("own.key"));
        assertEquals("CN=authority", pair.chain().get(1).getSubjectX500Principal().toString());
    }

    @ParameterizedTest
    @CsvSource({"rsa, -traditional, PKCS#1", "ec, -traditional, its own old form"})
    void aKeyInAnOldFormIsNamedWithTheCommandThatConvertsIt(String kind, String option, String form) throws Exception {
        OpenSsl.certificate(folder, "own", kind);
        OpenSsl.run(folder, "", "pkey", "-in", "own.key", option, "-out", "old.key");
        String said = refused("own.pem", "old.key");
        assertTrue(said.contains(form), said);
        String command = said.substring(said.indexOf("openssl ") + 8).replace("NEW", "new.key");
        OpenSsl.run(folder, "", command.replace(folder + "/", "").split(" "));
        CertificatePair.read(file("own.pem"), file("new.key"));
    }

    @Test
    void aLockedKeyIsRefusedWithTheCommandThatUnlocksIt() throws Exception {
        OpenSsl.certificate(folder, "own", "ec");
        OpenSsl.run(folder, "", "pkcs8", "-topk8", "-in", "own.key", "-passout", "pass:secret", "-out", "locked.key");
        String said = refused("own.pem", "locked.key");
        assertTrue(said.contains("locked with a password"), said);
        assertTrue(said.contains("openssl pkcs8 -in locked.key"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void aKeyOfAnotherCertificateIsRefused(String kind) throws Exception {
        OpenSsl.certificate(folder, "own", "ec");
        OpenSsl.certificate(folder, "other", kind);
        assertTrue(refused("own.pem", "other.key").startsWith("other.key: it is not the key of the first certificate"));
    }

    @Test
    void whatIsNoCertificateOrKeyIsNamed() throws Exception {
        OpenSsl.certificate(folder, "own", "ec");
        Files.writeString(file("empty"), "");
        Files.writeString(file("junk"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertEquals("none: there is no such file", refused("none", "own.key"));
        assertEquals("none: there is no such file", refused("own.pem", "none"));
        assertTrue(refused("empty", "own.key").startsWith("empty: it holds no certificate"));
        assertTrue(refused("own.pem", "empty").startsWith("empty: it holds no private key"));
        assertTrue(refused("own.pem", "own.pem").startsWith("own.pem: it holds no private key"));
        assertTrue(refused("junk", "own.key").startsWith("junk: it holds no certificate"));
        assertTrue(refused("own.pem", "junk").startsWith("junk: the key cannot be read"));
    }

    @Test
    void itsTextHoldsNothingOfTheKey() throws Exception {
        Path certificate = OpenSsl.certificate(folder, "own", "rsa");
        CertificatePair pair = CertificatePair.read(certificate, file("own.key"));
        assertFalse(pair.toString().contains("key"), pair.toString());
    }
}
