// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The answer to a poll (zk-push.md section 9.2).
///
/// @param body `OK` when there is nothing to do, else one line per command; not to be changed
/// @param fitted how many commands are in it: the first ones of those offered
public record CommandLines(byte[] body, int fitted) {

    /// The most lines in one reply.
    public static final int MAX_LINES = 20;

    /// The most bytes in one reply.
    public static final int MAX_BYTES = 8 * 1024;

    private static final CommandLines NOTHING = new CommandLines("OK".getBytes(StandardCharsets.US_ASCII), 0);

    /// Writes as many commands as one reply may hold, in their order. A restart is always the last
    /// line: what was queued behind it waits for the next poll. The first command always fits, so that
    /// none can block the queue. No value can break out of its line.
    ///
    /// @param dialect access terminals want CRLF, all others LF
    /// @param charset what the terminal reads; as of [TextDecoding#sending()]
    public static CommandLines write(
            List<NumberedCommand> queued, Dialect dialect, Charset charset, int maxLines, int maxBytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int fitted = 0;
        for (NumberedCommand command : queued) {
            byte[] line = line(command, dialect).getBytes(charset);
            if (fitted > 0 && (fitted >= maxLines || body.size() + line.length > maxBytes)) {
                break;
            }
            body.writeBytes(line);
            fitted++;
            if (CommandText.restarts(command.text())) {
                break;
            }
        }
        return fitted == 0 ? NOTHING : new CommandLines(body.toByteArray(), fitted);
    }

    /// TABs separate fields and stay; every other control character would end the line or worse.
    private static String line(NumberedCommand command, Dialect dialect) {
        StringBuilder line = new StringBuilder("C:").append(command.id()).append(':');
        command.text()
                .codePoints()
                .map(c -> c != Ascii.TAB && Ascii.isControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.append(dialect == Dialect.ACC ? "\r\n" : "\n").toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandLines lines && fitted == lines.fitted && Arrays.equals(body, lines.body);
    }

    @Override
    public int hashCode() {
        return 31 * fitted + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return fitted + " commands, " + body.length + " bytes";
    }
}
