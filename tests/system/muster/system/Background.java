// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A command that goes on until it is ended.
final class Background implements AutoCloseable {

    private final Process process;
    private final Path out;

    private Background(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /// Starts one that asks a daemon.
    static Background start(Muster muster, String... words) throws IOException {
        ProcessBuilder builder = Program.command(words);
        builder.environment().put("MUSTER_URL", muster.url());
        Path out = Files.createTempFile("muster-", ".out");
        return new Background(builder.redirectErrorStream(true).redirectOutput(out.toFile()).start(), out);
    }

    /// What it wrote so far.
    String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /// How often a text occurs in what it wrote.
    int count(String text) {
        return output().split(java.util.regex.Pattern.quote(text), -1).length - 1;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(out);
    }
}
