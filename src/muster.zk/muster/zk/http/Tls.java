// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// How a listener secures its connections. Immutable; what the context's keys are may change behind it.
///
/// @param context holds the certificate and its key
/// @param protocols the versions that are spoken, by their names in Java: `TLSv1.2`
public record Tls(SSLContext context, List<String> protocols) {

    /// The first byte of whoever speaks TLS.
    static final int HANDSHAKE = 0x16;

    /// Checks that there is a version to speak.
    ///
    /// @throws IllegalArgumentException if there is none
    public Tls {
        Objects.requireNonNull(context);
        protocols = List.copyOf(protocols);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("at least one version of TLS must be allowed");
        }
    }

    /// TLS over an accepted connection, before the handshake. Closing it closes the connection.
    ///
    /// @param first what was read from the connection already
    SSLSocket over(Socket socket, byte first) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, new ByteArrayInputStream(new byte[] {first}), true);
        secure.setUseClientMode(false);
        secure.setEnabledProtocols(protocols.toArray(String[]::new));
        return secure;
    }
}
