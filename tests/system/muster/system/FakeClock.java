// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// A program's clock that can be set while it runs: faketime's. The one that only goes forward is the machine's.
final class FakeClock {

    static final String MISSING = "needs a clock that can be set: apt install faketime";

    private final Path library;
    private final Path file;

    private FakeClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /// One that is right so far.
    ///
    /// @param folder where it keeps how far it is off
    /// @return null where faketime is not installed
    static FakeClock in(Path folder) throws IOException {
        Path library = null;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-*")) {
            for (Path architecture : found) {
                Path candidate = architecture.resolve("faketime/libfaketimeMT.so.1");
                library = Files.exists(candidate) ? candidate : library;
            }
        }
        FakeClock clock = library == null ? null : new FakeClock(library, folder.resolve("clock"));
        if (clock != null) {
            clock.set(Duration.ZERO);
        }
        return clock;
    }

    /// It is from now on off by so much; programs notice within a second.
    void set(Duration off) throws IOException {
        Path next = file.resolveSibling("clock.next");
        Files.writeString(next, (off.isNegative() ? "" : "+") + off.toSeconds() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Makes a program that is to be started believe it.
    ProcessBuilder under(ProcessBuilder builder) {
        builder.environment().merge("LD_PRELOAD", library.toString(), (others, own) -> others + ":" + own);
        builder.environment().put("FAKETIME_TIMESTAMP_FILE", file.toString());
        builder.environment().put("FAKETIME_CACHE_DURATION", "1");
        builder.environment().put("DONT_FAKE_MONOTONIC", "1");
        builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // else a thread that waits by the clock that only goes forward waits for hours, or not at all
        builder.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        builder.environment().put("NO_FAKE_STAT", "1");
        return builder;
    }
}
