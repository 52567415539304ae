// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import muster.app.terminal.Network;
import muster.app.tls.TlsVersions;

/// Lets the operators' side be asked from certain addresses only, and secures it. Thread-safe.
final class ApiGate implements HttpHandler {

    private final List<Network> addresses;
    private final Peers peers;
    private final HttpHandler inside;

    /// @param addresses where it may be asked from; empty = anywhere
    /// @param peers tells who calls
    /// @param inside answers whoever may pass
    ApiGate(List<Network> addresses, Peers peers, HttpHandler inside) {
        this.addresses = addresses;
        this.peers = peers;
        this.inside = inside;
    }

    /// Binds the port; nobody is answered yet.
    ///
    /// @param tls shows the certificate, or null for plain http
    static HttpServer listen(InetSocketAddress address, int backlog, SSLContext tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, backlog);
        }
        HttpsServer server = HttpsServer.create(address, backlog);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = tls.getDefaultSSLParameters();
                parameters.setProtocols(TlsVersions.SAFE.toArray(String[]::new));
                parameters.setCipherSuites(TlsVersions.strong(parameters.getCipherSuites()));
                connection.setSSLParameters(parameters);
            }
        });
        return server;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        if (Network.admits(addresses, peers.of(http))) {
            inside.handle(http);
            return;
        }
        http.getResponseHeaders().set("Connection", "close");
        http.sendResponseHeaders(403, -1);
        http.close();
    }
}
