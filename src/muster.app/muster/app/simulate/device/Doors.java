// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/// The sockets of a terminal that is switched on.
///
/// @param tcp null when it does not speak TCP
/// @param udp null when it does not speak UDP
record Doors(ServerSocket tcp, DatagramSocket udp) implements AutoCloseable {

    private static final int TRIES = 20;

    /// Opens what a place asks for; by both transports at the same port.
    ///
    /// @throws BindException if somebody has the port
    static Doors open(Place place) throws IOException {
        BindException taken = null;
        // any port that is free on TCP may still be taken on UDP
        for (int i = 0; i < (place.port() == 0 ? TRIES : 1); i++) {
            try {
                return tryOnce(place);
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }

    private static Doors tryOnce(Place place) throws IOException {
        ServerSocket tcp = place.tcp() ? new ServerSocket() : null;
        try {
            if (tcp != null) {
                tcp.setReuseAddress(true);
                tcp.bind(place.socketAddress());
            }
            int port = tcp == null ? place.port() : tcp.getLocalPort();
            return new Doors(tcp, place.udp() ? new DatagramSocket(place.at(port).socketAddress()) : null);
        } catch (IOException e) {
            if (tcp != null) {
                tcp.close();
            }
            throw e;
        }
    }

    int port() {
        return tcp == null ? udp.getLocalPort() : tcp.getLocalPort();
    }

    @Override
    public void close() {
        try {
            if (tcp != null) {
                tcp.close();
            }
        } catch (IOException e) {
            // it is closed all the same
        }
        if (udp != null) {
            udp.close();
        }
    }
}
