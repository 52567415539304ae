// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The reference of P10: the JDK's HTTP server and nothing behind it. With `hello`, not even that.
final class BareHttp {

    public static void main(String[] words) throws IOException {
        if (words.length > 0 && words[0].equals("hello")) {
            System.out.println("ready");
            return;
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        System.out.println("ready door=127.0.0.1:" + server.getAddress().getPort());
    }
}
