// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.util.List;

/// The way back to one client. Thread-safe.
interface Line {

    /// How much it carries at a time.
    Reach reach();

    /// Whether it is noticed when the client goes away.
    boolean noticesEnd();

    /// Sends packets, given as their datagrams' bytes.
    ///
    /// @param joined whether they go in one piece, where there are pieces
    void send(List<byte[]> datagrams, boolean joined) throws IOException, InterruptedException;

    /// Begins to send a packet, and ends there.
    void breakOff(byte[] datagram) throws IOException;

    /// Turns a client away.
    ///
    /// @param datagram what it is told, if it is told anything
    void refuse(byte[] datagram) throws IOException;

    /// Ends the connection, if there is one.
    void hangUp();
}
