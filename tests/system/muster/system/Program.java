// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/// The program as it ships: `bin/muster` of the image under test.
final class Program {

    /// The folder that `make image` made.
    static final Path IMAGE = Path.of(System.getProperty("muster.image", "build/image")).toAbsolutePath();

    static final Path LAUNCHER = IMAGE.resolve("bin/muster");

    private static final int MOST_SECONDS = 60;

    private Program() {}

    /// How a command ended.
    ///
    /// @param code what the shell sees
    /// @param out what it wrote for the next program
    /// @param err what it wrote for people
    record Outcome(int code, String out, String err) {

        /// The same, if all went well; else the test fails.
        Outcome good() {
            Assertions.assertEquals(0, code, () -> "exit code; it said: " + err + out);
            return this;
        }
    }

    /// A command that can still be given an environment and a folder; settings of whoever runs the tests
    /// are kept from it.
    static ProcessBuilder command(String... words) {
        List<String> all = new ArrayList<>();
        all.add(LAUNCHER.toString());
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
        return builder;
    }

    /// The daemon with free ports on this host, unless an option names others.
    static ProcessBuilder serve(Path data, String... options) {
        ProcessBuilder builder = command("serve", "--data", data.toString(),
                "--set", "api.listen=127.0.0.1:0", "--set", "push.listen=127.0.0.1:0");
        builder.command().addAll(List.of(options));
        return builder;
    }

    /// Runs a command to its end.
    static Outcome run(String... words) throws IOException, InterruptedException {
        return run(command(words));
    }

    /// Runs a command to its end.
    static Outcome run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("muster-", ".out");
        Path err = Files.createTempFile("muster-", ".err");
        try {
            Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                Assertions.fail(builder.command() + " did not end within " + MOST_SECONDS + " s; it said: "
                        + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
