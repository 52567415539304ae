// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A reverse proxy that shows a muster under `/monitor/`, as plainly as it can be: one request a connection.
final class PrefixProxy implements AutoCloseable {

    static final String PREFIX = "/monitor";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;

    PrefixProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + PREFIX;
    }

    private void serve() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void pass(Socket client) {
        try (client; Socket muster = new Socket(target.getAddress(), target.getPort())) {
            String head = head(client.getInputStream());
            OutputStream out = client.getOutputStream();
            if (!head.contains(" " + PREFIX + "/")) {
                out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
                return;
            }
            String passed = head.replaceFirst(" " + PREFIX + "/", " /")
                    .replaceFirst("(?i)Connection: [^\r]*", "Connection: close");
            muster.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
            muster.getInputStream().transferTo(out);
        } catch (IOException gone) {
            // one of the two hung up
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
