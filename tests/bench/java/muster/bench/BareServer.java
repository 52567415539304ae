// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// The reference of P1: a virtual thread a connection and one thread that commits whatever waits, and nothing else. It
/// checks nothing, knows no limits, no terminals and no rules; what muster does beside it is what it costs.
final class BareServer {

    private final GroupCommit commits;

    private BareServer(GroupCommit commits) {
        this.commits = commits;
    }

    public static void main(String[] words) throws Exception {
        BareServer server = new BareServer(new GroupCommit(Path.of(words[0])));
        try (ServerSocket door = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress())) {
            System.out.println("ready door=127.0.0.1:" + door.getLocalPort());
            while (true) {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> server.serve(socket));
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 2048);
            OutputStream out = socket.getOutputStream();
            while (answer(in, out)) {
                // the next request of a connection that is kept
            }
        } catch (IOException | InterruptedException gone) {
            // the client sees it
        }
    }

    private boolean answer(InputStream in, OutputStream out) throws IOException, InterruptedException {
        String target = line(in);
        int length = 0;
        boolean keep = true;
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            String field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Integer.parseInt(field.substring(15).trim());
            } else if (field.startsWith("connection:")) {
                keep = !field.contains("close");
            }
        }
        if (target == null) {
            return false;
        }
        int serial = target.indexOf("SN=") + 3;
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int rows = commits.append(target.substring(serial, target.indexOf('&', serial)), body.split("\n"));
        String text = "OK: " + rows;
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: " + (keep ? "keep-alive" : "close")
                + "\r\nContent-Length: " + text.length() + "\r\n\r\n" + text).getBytes(StandardCharsets.US_ASCII));
        return keep;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
