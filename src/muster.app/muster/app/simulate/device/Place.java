// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where a terminal is to be found. Immutable.
///
/// @param port of TCP and UDP alike; 0 = any that is free
/// @param tcp whether it speaks TCP
/// @param udp whether it speaks UDP
public record Place(InetAddress address, int port, boolean tcp, boolean udp) {

    /// The port after some others.
    ///
    /// @throws IOException if there are not so many
    Place after(int others) throws IOException {
        if (port != 0 && port + others > 0xFFFF) {
            throw new IOException("there is no port " + (port + others));
        }
        return at(port == 0 ? 0 : port + others);
    }

    Place at(int other) {
        return new Place(address, other, tcp, udp);
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }
}
