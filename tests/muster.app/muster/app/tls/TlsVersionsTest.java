// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TlsVersionsTest {

    @Test
    void aVersionMeansThatAndAllThatAreNewer() {
        assertEquals(List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"), TlsVersions.from("1.0"));
        assertEquals(TlsVersions.SAFE, TlsVersions.from("1.2"));
        assertEquals(List.of("TLSv1.3"), TlsVersions.from("1.3"));
    }

    @Test
    void onlyWhatOldTerminalsNeedIsTakenFromTheListOfWhatIsTooWeak() {
        assertEquals("SSLv3, RC4, TLSv1.5, anon, rsa_pkcs1_sha1 usage HandshakeSignature", TlsVersions.without(
                "SSLv3, TLSv1, TLSv1.1, RC4, TLSv1.5, TLS_RSA_*, anon, rsa_pkcs1_sha1 usage HandshakeSignature"));
        assertArrayEquals(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"}, TlsVersions.strong(new String[] {
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"}));
    }
}
