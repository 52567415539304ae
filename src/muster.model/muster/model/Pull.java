// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// How a terminal is read on port 4370. Immutable.
///
/// @param host its address or name
/// @param port 1 to 65535, mostly 4370
/// @param transport how to reach it
/// @param keyFile file whose first line is its comm key, or null when it has none
/// @param pollSeconds time between two reads of its log, 10 to 86400; 0 = the default of the configuration
/// @param live whether its punches are listened for between the reads
/// @param layout its record layout when it cannot be told from the content: `8`, `8-ma300`,
///     `16`, `16-state-first`, `22`, `40`, `49` …; null = told from the content
/// @param charset the code page of its names when they are not UTF-8: `GB18030`, `windows-1256` …, or null
/// @param setClock whether its clock is set when it is off by more than the configured bound
public record Pull(
        String host,
        int port,
        Transport transport,
        String keyFile,
        int pollSeconds,
        boolean live,
        String layout,
        String charset,
        boolean setClock) {

    /// The usual port.
    public static final int PORT = 4370;

    /// How to reach a terminal.
    public enum Transport {
        /// TCP, and UDP when that is refused.
        AUTO,
        /// TCP only.
        TCP,
        /// UDP only, as the oldest speak.
        UDP
    }

    /// A terminal at an address, everything else as usual.
    public static Pull at(String host) {
        return new Pull(host, PORT, Transport.AUTO, null, 0, true, null, null, false);
    }
}
