// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/// A door of a muster on this machine that is asked over a new connection each time.
///
/// @param port of 127.0.0.1
/// @param tls who is trusted, or null for plain http
record Knock(int port, SSLContext tls) {

    /// The status of the answer; its rest is not waited for, for it may be a stream.
    int status(String method, String path, String body, String... headers) throws IOException {
        // closed beneath TLS: above it, a close waits for the other side's, which a stream never sends
        try (Socket plain = connected("127.0.0.1")) {
            InputStream in = ask(plain, method, path, body, headers);
            return Integer.parseInt(firstLine(in).split(" ")[1]);
        }
    }

    /// The whole answer.
    ///
    /// @param from the own address, one of 127.0.0.0/8
    String text(String from, String method, String path, String body) throws IOException {
        try (Socket plain = connected(from)) {
            return new String(ask(plain, method, path, body).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connected(String from) throws IOException {
        Socket plain = new Socket();
        plain.setSoTimeout((int) Await.LONGEST.toMillis());
        plain.setTcpNoDelay(true);
        plain.bind(new InetSocketAddress(from, 0));
        plain.connect(new InetSocketAddress("127.0.0.1", port));
        return plain;
    }

    private InputStream ask(Socket plain, String method, String path, String body, String... headers)
            throws IOException {
        Socket socket = tls == null ? plain : tls.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (body != null) {
            text.append("Content-Type: application/json\r\nContent-Length: ").append(body.length()).append("\r\n");
        }
        text.append("Connection: close\r\n\r\n").append(body == null ? "" : body);
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket.getInputStream();
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended before an answer");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }
}
