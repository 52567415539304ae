// SPDX-License-Identifier: Apache-2.0
package muster.app.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The page for phones and browsers: a few static files that are one more client of the API (product.md UI-01 to
/// UI-12). It holds nothing that a key protects, so it is served to everybody; what it shows it asks the API for, with
/// the key that its reader gives. Thread-safe.
///
/// `/` leads to `/dashboard`, whose files are `/dashboard/NAME`. Every address in the page is relative, so that it
/// works behind a proxy's prefix too (API-14).
public final class Page implements HttpHandler {

    /// Where the page is.
    static final String PATH = "/dashboard";

    /// The page itself.
    static final String HTML = "dashboard.html";

    /// What the page loads.
    static final List<String> PARTS = List.of(
            "alerts.mjs", "api.mjs", "app.mjs", "charts.mjs", "configuration.mjs", "dashboard.mjs", "dialogs.mjs",
            "dom.mjs", "events.mjs", "icon.svg", "kiosk.mjs", "parts.mjs", "punches.mjs", "rules.mjs", "stream.mjs",
            "style.css", "terminals.mjs", "words.mjs");

    /// Nothing but these files and this API, and no inline script or style, so that a text that slipped through could
    /// not run.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /// Whether a request is for the page.
    public boolean serves(HttpExchange http) {
        String path = http.getRequestURI().getRawPath();
        return "/".equals(path) || PATH.equals(path) || path != null && path.startsWith(PATH + "/");
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            guard(http.getResponseHeaders());
            if (!List.of("GET", "HEAD").contains(http.getRequestMethod())) {
                http.getResponseHeaders().set("Allow", "GET, HEAD");
                tell(http, 405, "The page can only be looked at: GET or HEAD.");
                return;
            }
            answer(http, http.getRequestURI().getRawPath());
        }
    }

    private static void guard(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
    }

    private void answer(HttpExchange http, String path) throws IOException {
        if (path.equals("/")) {
            lead(http, "dashboard");
        } else if (path.equals(PATH)) {
            send(http, file(HTML));
        } else if (path.equals(PATH + "/")) {
            // the page's own relative addresses would be one step too deep here
            lead(http, "../dashboard");
        } else {
            String name = path.substring(PATH.length() + 1);
            if (PARTS.contains(name)) {
                send(http, file(name));
            } else {
                tell(http, 404, "The page has no such part. The page itself is at " + PATH + ".");
            }
        }
    }

    /// A file is read and packed when it is asked for first, and stays in memory: most starts are not looked at.
    private PageFile file(String name) throws IOException {
        PageFile known = files.get(name);
        if (known == null) {
            known = PageFile.read(name);
            files.put(name, known);
        }
        return known;
    }

    private static void lead(HttpExchange http, String location) throws IOException {
        http.getResponseHeaders().set("Location", location);
        http.sendResponseHeaders(302, -1);
    }

    private static void tell(HttpExchange http, int status, String text) throws IOException {
        http.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        write(http, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange http, PageFile file) throws IOException {
        boolean gzip = takesGzip(http.getRequestHeaders().getFirst("Accept-Encoding"));
        Headers headers = http.getResponseHeaders();
        headers.set("ETag", file.etag(gzip));
        headers.set("Vary", "Accept-Encoding");
        if (file.isKnown(http.getRequestHeaders().getFirst("If-None-Match"))) {
            http.sendResponseHeaders(304, -1);
            return;
        }
        headers.set("Content-Type", file.type());
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        write(http, 200, file.bytes(gzip));
    }

    /// Whether an `Accept-Encoding` takes gzip (RFC 9110 section 12.5.3).
    ///
    /// @param header as received, or null
    static boolean takesGzip(String header) {
        if (header == null) {
            return false;
        }
        for (String coding : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] words = coding.strip().split("\\s*;\\s*");
            if (words[0].equals("gzip")) {
                return words.length == 1 || !words[1].matches("q\\s*=\\s*0(\\.0*)?");
            }
        }
        return false;
    }

    private static void write(HttpExchange http, int status, byte[] body) throws IOException {
        if (http.getRequestMethod().equals("HEAD")) {
            http.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            http.sendResponseHeaders(status, -1);
            return;
        }
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
    }
}
