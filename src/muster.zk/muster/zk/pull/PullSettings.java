// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Objects;

/// Which terminal, and how to treat it. Immutable.
///
/// @param host name or address
/// @param port 4370 unless it was changed on the terminal
/// @param transport how packets travel
/// @param commKey the number set on the terminal, as 32 bits without a sign; 0 when none. Not for logs
/// @param times how long to wait
/// @param sizes how much to take
/// @param quirks what is peculiar to it
public record PullSettings(
        String host, int port, Transport transport, int commKey, PullTimes times, PullSizes sizes, Quirks quirks) {

    /// The port terminals listen on.
    public static final int PORT = 4370;

    /// Checks that all is given and the port is one.
    ///
    /// @throws IllegalArgumentException if the port is none
    public PullSettings {
        Objects.requireNonNull(host);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(times);
        Objects.requireNonNull(sizes);
        Objects.requireNonNull(quirks);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /// A terminal like most, without a comm key.
    public static PullSettings of(String host) {
        return new PullSettings(
                host, PORT, Transport.AUTO, 0, PullTimes.STANDARD, PullSizes.STANDARD, Quirks.NONE);
    }

    /// Where it is, as it is named in messages.
    String address() {
        return host + ":" + port;
    }

    /// Without the comm key.
    @Override
    public String toString() {
        return address() + " by " + transport + (commKey == 0 ? "" : " with a comm key") + ", " + times + ", " + sizes
                + ", " + quirks;
    }
}
