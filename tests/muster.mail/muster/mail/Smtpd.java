// SPDX-License-Identifier: Apache-2.0
package muster.mail;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A real mail server, python3-aiosmtpd (`tests/rigs/mail/smtpd.py`, whose words these are).
final class Smtpd implements AutoCloseable {

    /// The script's exit status when a package is not installed.
    private static final int MISSING = 77;

    private final Process process;
    private final int port;

    private Smtpd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts one; the test is left out where there is none.
    static Smtpd start(String... words) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "tests/rigs/mail/smtpd.py"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String port = process.inputReader().readLine();
            assumeTrue(port != null || process.onExit().join().exitValue() != MISSING,
                    "needs a mail server: apt install python3-aiosmtpd");
            return new Smtpd(process, Integer.parseInt(port));
        } catch (IOException noPython) {
            return abort("needs a mail server: apt install python3 python3-aiosmtpd");
        }
    }

    int port() {
        return port;
    }

    /// The next mail it took, as JSON.
    String mail() {
        try {
            return process.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
