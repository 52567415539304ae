// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A certificate that changes while somebody listens with it.
final class CurrentCertificateTest {

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path folder;

    private CurrentCertificate open() throws Exception {
        OpenSsl.certificate(folder, "first", "ec");
        OpenSsl.certificate(folder, "second", "ec");
        replace("first");
        return CurrentCertificate.open("test", folder.resolve("now.pem"), folder.resolve("now.key"), nanos::get);
    }

    private void replace(String name) throws Exception {
        replace(name, ".pem");
        replace(name, ".key");
    }

    private void replace(String name, String part) throws Exception {
        Files.copy(folder.resolve(name + part), folder.resolve("now" + part), StandardCopyOption.REPLACE_EXISTING);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String shown(CurrentCertificate certificate) {
        String alias = certificate.chooseServerAlias("EC", null, null);
        assertNotNull(certificate.getPrivateKey(alias));
        return certificate.getCertificateChain(alias)[0].getSubjectX500Principal().toString();
    }

    @Test
    void aNewPairIsShownFromThirtySecondsOn() throws Exception {
        CurrentCertificate certificate = open();
        assertEquals("CN=first", shown(certificate));
        replace("second");
        pass(Duration.ofSeconds(29));
        assertEquals("CN=first", shown(certificate));
        pass(Duration.ofSeconds(1));
        assertEquals("CN=second", shown(certificate));
    }

    @Test
    void halfAPairChangesNothingUntilTheOtherHalfIsThere() throws Exception {
        CurrentCertificate certificate = open();
        replace("second", ".pem");
        pass(Duration.ofSeconds(30));
        assertEquals("CN=first", shown(certificate));
        replace("second", ".key");
        pass(Duration.ofSeconds(30));
        assertEquals("CN=second", shown(certificate));
    }

    @Test
    void aPairThatVanishesStaysInUse() throws Exception {
        CurrentCertificate certificate = open();
        Files.delete(folder.resolve("now.pem"));
        Files.delete(folder.resolve("now.key"));
        pass(Duration.ofSeconds(30));
        assertEquals("CN=first", shown(certificate));
    }

    @Test
    void aHandshakeThatChoseTheOneBeforeComesToItsEndWithIt() throws Exception {
        CurrentCertificate certificate = open();
        String chosen = certificate.chooseServerAlias("EC", null, null);
        replace("second");
        pass(Duration.ofSeconds(30));
        assertEquals("CN=second", shown(certificate));
        assertEquals("CN=first", certificate.getCertificateChain(chosen)[0].getSubjectX500Principal().toString());
        assertNotNull(certificate.getPrivateKey(chosen));
    }

    @Test
    void nothingIsShownToWhoWantsAnotherKindOfKey() throws Exception {
        assertNull(open().chooseServerAlias("RSA", null, null));
    }
}
