// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.tls.OpenSsl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wiring of what protects the two planes.
final class PlanesTest {

    @TempDir
    Path folder;

    private static Config config(String... flags) throws ConfigException {
        return new ConfigReader(null, Map.of(), List.of(flags)).read();
    }

    private static Planes planes(Config config) throws ConfigException {
        return new Planes(config, InstantSource.system(), System::nanoTime);
    }

    @Test
    void withoutCertificatesNothingIsSecured() throws Exception {
        assertNull(planes(config()).api());
        assertNull(planes(config()).secured(null, null));
        assertEquals(List.of(), Planes.certificates(config()));
    }

    @Test
    void theEndOfItsOwnCertificatesIsWatchedBesidesThoseThatAreNamed() throws Exception {
        Path own = OpenSsl.certificate(folder, "own", "ec");
        Config config = config("api.tls_certificate=" + own, "api.tls_key=" + folder.resolve("own.key"),
                "watch.certificates=/etc/ssl/a.pem," + own);
        assertNotNull(planes(config).api());
        assertEquals(List.of(Path.of("/etc/ssl/a.pem"), own), Planes.certificates(config));
    }

    @Test
    void aCertificateThatCannotBeUsedKeepsItFromStarting() throws Exception {
        Path own = OpenSsl.certificate(folder, "own", "ec");
        OpenSsl.certificate(folder, "other", "ec");
        Config config = config("api.tls_certificate=" + own, "api.tls_key=" + folder.resolve("other.key"));
        String said = assertThrows(ConfigException.class, () -> planes(config)).getMessage();
        assertTrue(said.startsWith("api.tls_certificate: " + folder + "/other.key: it is not the key"), said);
    }
}
