// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Arrays;
import java.util.Optional;

/// A terminal's answer to the question for an option: `name=value` and NUL (zk-pull.md section 5.1).
///
/// @param name as the terminal repeats it; empty when it repeats none
/// @param value empty when the option is not there
public record OptionReply(String name, String value) {

    /// Reads the data of the answer: up to the first NUL, behind which some firmware leaves stray bytes. A
    /// second `=` right behind the first is dropped.
    public static OptionReply read(byte[] data, TerminalText text) {
        String line = text.decode(data, 0, data.length).strip();
        int equals = line.indexOf('=');
        if (equals < 0) {
            return new OptionReply("", line);
        }
        int begin = line.startsWith("=", equals + 1) ? equals + 2 : equals + 1;
        return new OptionReply(line.substring(0, equals), line.substring(begin).strip());
    }

    /// The data of the answer.
    public byte[] data(TerminalText text) {
        byte[] line = (name + "=" + value).getBytes(text.charset());
        return Arrays.copyOf(line, line.length + 1);
    }

    /// The value, if the option is there.
    public Optional<String> available() {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
