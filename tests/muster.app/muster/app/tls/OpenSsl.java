// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The real openssl; a test that needs it is skipped by name where it is not installed.
public final class OpenSsl {

    private static final String PROGRAM = "/usr/bin/openssl";

    private OpenSsl() {}

    /// Makes a key and a certificate for 127.0.0.1 that vouches for itself: NAME.key and NAME.pem.
    ///
    /// @param kind `ec` or `rsa`
    public static Path certificate(Path folder, String name, String kind) throws IOException, InterruptedException {
        String option = kind.equals("ec") ? "ec_paramgen_curve:prime256v1" : "rsa_keygen_bits:2048";
        run(folder, "", "req", "-x509", "-newkey", kind, "-pkeyopt", option, "-nodes", "-keyout", name + ".key", "-out",
                name + ".pem", "-days", "30", "-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1");
        return folder.resolve(name + ".pem");
    }

    /// Runs it to its end and gives all it said.
    public static String run(Path folder, String input, String... words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PROGRAM)), "openssl is not installed");
        List<String> command = Stream.concat(Stream.of(PROGRAM), Stream.of(words)).toList();
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        try (var out = process.outputWriter()) {
            out.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }
}
