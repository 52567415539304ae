// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import muster.zk.pull.ProtocolException.Kind;

/// The way packets take to a terminal and back. One thread receives, any may send and close.
interface Link {

    /// Sends a packet.
    ///
    /// @throws IOException if it cannot be sent, or not in time
    void send(Packet packet) throws IOException, InterruptedException;

    /// Waits for the next packet, as long as it takes.
    ///
    /// @throws IOException when the connection ended
    /// @throws ProtocolException when it can no longer be trusted
    Packet receive() throws IOException, ProtocolException;

    /// How long ago the last bytes came of a packet that has begun to come and is not whole, in nanoseconds;
    /// [Long#MAX_VALUE] when none has.
    long idle();

    /// Whether packets can be lost without the connection ending.
    boolean losesPackets();

    /// Ends it; whoever sends or receives fails. A second call is nothing.
    void close();

    /// Opens the way the settings name.
    ///
    /// @throws ProtocolException [Kind#UNREACHABLE], [Kind#TIMEOUT]
    static Link open(PullSettings settings, PullTally tally) throws ProtocolException, InterruptedException {
        String terminal = "The terminal at " + settings.address();
        try {
            return switch (settings.transport()) {
                case UDP -> new UdpLink(settings, tally);
                case TCP -> new TcpLink(settings);
                case AUTO -> either(settings, tally);
            };
        } catch (SocketTimeoutException silence) {
            throw new ProtocolException(
                    Kind.TIMEOUT,
                    terminal + " did not take the connection within " + settings.times().connect().toSeconds() + " s.",
                    "Check that it is on and in this network, and that no firewall is between.");
        } catch (UnknownHostException unknown) {
            throw unreachable(terminal + " cannot be found: the name is not known.");
        } catch (NoRouteToHostException noWay) {
            throw unreachable(terminal + " cannot be reached: the network has no way there.");
        } catch (ConnectException refused) {
            throw unreachable(terminal + " refuses the connection.");
        } catch (IOException failure) {
            // An interrupt closes the socket under a virtual thread that connects.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw unreachable(terminal + " cannot be reached: " + failure.getMessage() + ".");
        }
    }

    private static Link either(PullSettings settings, PullTally tally) throws IOException {
        try {
            return new TcpLink(settings);
        } catch (ConnectException refused) {
            return new UdpLink(settings, tally);
        }
    }

    private static ProtocolException unreachable(String sentence) {
        return new ProtocolException(
                Kind.UNREACHABLE, sentence, "Check address and port, and that it is on and in this network.");
    }
}
