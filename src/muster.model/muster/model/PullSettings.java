// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What an operator sets of how a terminal is read on port 4370. Immutable; a null field is left as it
/// is, an empty text takes a setting back.
///
/// @param host its address or name; empty = it is no longer read
/// @param port 1 to 65535
/// @param transport how to reach it
/// @param keyFile file whose first line is its comm key
/// @param pollSeconds time between two reads, 10 to 86400; 0 = the default
/// @param live whether its punches are listened for between the reads
/// @param layout its record layout
/// @param charset the code page of its names
/// @param setClock whether its clock is set when it is off
public record PullSettings(
        String host,
        Integer port,
        Pull.Transport transport,
        String keyFile,
        Integer pollSeconds,
        Boolean live,
        String layout,
        String charset,
        Boolean setClock) {

    /// A terminal at an address, everything else as usual.
    public static PullSettings at(String host, int port) {
        return new PullSettings(host, port, null, null, null, null, null, null, null);
    }
}
