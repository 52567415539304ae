// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the backend is. Immutable.
///
/// HTTP actions are served below `https://<deployment>.convex.site`; `<deployment>.convex.cloud` is for Convex's own
/// clients, and `.convex.cloud/http` is what documents name by mistake (product.md, SYN-09 and 5.1). Either is read
/// as the first.
///
/// @param base scheme, host, port and what stands before every path, without a slash at its end
/// @param corrected whether `base` is another one than was given
public record ConvexAddress(String base, boolean corrected) {

    private static final String CLIENTS = ".convex.cloud";
    private static final String ACTIONS = ".convex.site";

    /// Reads the address of the configuration.
    ///
    /// @param given an http or https URL with a host, without query and fragment
    public static ConvexAddress of(URI given) {
        String host = given.getHost().toLowerCase(Locale.ROOT);
        String path = given.getRawPath() == null ? "" : given.getRawPath().replaceAll("/+$", "");
        boolean clients = host.endsWith(CLIENTS);
        if (clients) {
            host = host.substring(0, host.length() - CLIENTS.length()) + ACTIONS;
            path = path.replaceFirst("^/http(?=/|$)", "");
        }
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        return new ConvexAddress(given.getScheme() + "://" + host + port + path, clients);
    }

    /// The URL of a route.
    ///
    /// @param route with its slash
    /// @param query names and values as they are meant; may be empty
    URI at(String route, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(base + route + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    /// Whether what is sent there could be read on the way.
    boolean isOpen() {
        URI uri = URI.create(base);
        return "http".equals(uri.getScheme())
                && !uri.getHost().matches("localhost|127\\.[0-9.]+|\\[::1]");
    }
}
