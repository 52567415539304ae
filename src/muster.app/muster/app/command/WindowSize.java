// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// How wide the window is that this process was started in. Java cannot ask; POSIX's `stty` can.
final class WindowSize {

    private static final File WINDOW = new File("/dev/tty");

    private WindowSize() {}

    /// In columns; 0 when that cannot be told.
    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(WINDOW)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            String answer = new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip();
            return answer.matches("\\d{1,5} \\d{1,5}") ? Integer.parseInt(answer.split(" ")[1]) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
