// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesGaugeTest {

    @TempDir
    private Path directory;

    /// Made by the JDK's own keytool.
    private Path certificate(int days) throws Exception {
        Path store = directory.resolve("store" + days);
        Path file = directory.resolve("certificate" + days + ".pem");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        run(keytool, "-genkeypair", "-alias", "m", "-keyalg", "EC", "-dname", "CN=muster.test", "-validity", "" + days,
                "-keystore", store.toString(), "-storepass", "secret");
        run(keytool, "-exportcert", "-rfc", "-alias", "m", "-keystore", store.toString(), "-storepass", "secret",
                "-file", file.toString());
        return file;
    }

    private static void run(Path program, String... arguments) throws Exception {
        List<String> line = new java.util.ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void theDaysThatAreLeftAreCountedAndAnUnreadableFileIsLeftOut() throws Exception {
        Path ten = certificate(10);
        Path thirty = certificate(30);
        Path chain = directory.resolve("chain.pem");
        Files.writeString(chain, Files.readString(thirty) + Files.readString(ten));
        Path spoilt = Files.writeString(directory.resolve("spoilt.pem"), "nothing");
        Gauge gauge = new CertificatesGauge(List.of(thirty, chain, spoilt, directory.resolve("missing.pem")));
        Snapshot now = read(gauge, Instant.now());
        assertEquals(29, now.value(Measures.CERTIFICATE_DAYS, thirty.toString()).orElseThrow());
        assertEquals(9, now.value(Measures.CERTIFICATE_DAYS, chain.toString()).orElseThrow());
        assertEquals(Set.of(thirty.toString(), chain.toString()), now.subjects(List.of(Measures.CERTIFICATE_DAYS)));
        Snapshot late = read(gauge, Instant.now().plus(Duration.ofDays(11)));
        assertEquals(-2, late.value(Measures.CERTIFICATE_DAYS, chain.toString()).orElseThrow());
    }

    private static Snapshot read(Gauge gauge, Instant at) throws Exception {
        Snapshot.Builder into = new Snapshot.Builder(at);
        gauge.read(into);
        return into.done();
    }
}
