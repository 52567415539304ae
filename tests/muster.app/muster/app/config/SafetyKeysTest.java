// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.tls.OpenSsl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings of who may reach the two planes.
final class SafetyKeysTest {

    @TempDir
    Path folder;

    private Config read(String... flags) throws ConfigException {
        return new ConfigReader(null, Map.of(), List.of(flags)).read();
    }

    private String mistakes(String... flags) {
        return assertThrows(ConfigException.class, () -> read(flags)).getMessage().replace(folder + "/", "");
    }

    @Test
    void bothPlanesMayHaveACertificate() throws Exception {
        Path certificate = OpenSsl.certificate(folder, "own", "ec");
        Path key = folder.resolve("own.key");
        SafetyConfig safety = read("api.tls_certificate=" + certificate, "api.tls_key=" + key,
                "push.tls_certificate=" + certificate, "push.tls_key=" + key, "push.tls_listen=127.0.0.1:0").safety();
        assertEquals(Optional.of(new TlsFiles(certificate, key)), safety.api().tls());
        assertEquals(Optional.of(new TlsFiles(certificate, key)), safety.push().tls());
        assertEquals(0, safety.push().tlsListen().orElseThrow().getPort());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "api.tls_certificate=a   | api.tls_certificate: it needs api.tls_key as well",
        "api.tls_key=a           | api.tls_key: it needs api.tls_certificate as well",
        "push.tls_listen=[::1]:0 | push.tls_listen: it needs push.tls_certificate and push.tls_key",
        "push.secret_file=/none  | push.secret_file: /none cannot be read",
    })
    void halfASettingIsAMistake(String flag, String mistake) {
        assertEquals("command line: " + mistake, mistakes(flag));
    }

    @Test
    void aFileThatCannotBeReadIsAMistake() throws Exception {
        Path own = OpenSsl.certificate(folder, "own", "ec");
        String said = mistakes("api.tls_certificate=" + own, "api.tls_key=" + folder.resolve("none"));
        assertEquals("command line: api.tls_key: none cannot be read", said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "with blank in it", "päth-secret", "one//two-three", "?12345678"})
    void aSecretThatCannotStandInAPathIsRefusedAndNotShown(String secret) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
        String said = mistakes("push.secret_file=" + file);
        assertTrue(said.contains("secret: its first line must be 8 to 128"), said);
        assertFalse(!secret.isEmpty() && said.contains(secret), said);
    }

    @Test
    void aSecretIsTakenWithoutTheSlashesAroundItAndNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "/site7/9f2c51/\nmore\n");
        SafetyConfig safety = read("push.secret_file=" + file).safety();
        assertEquals("site7/9f2c51", safety.push().secret().orElseThrow());
        assertFalse(safety.toString().contains("9f2c51"), safety.toString());
    }
}
