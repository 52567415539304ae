// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.model.Json;
import muster.model.Problem;
import muster.model.Role;

/// One request of the API and its one answer. For one thread.
final class Exchange {

    /// The largest body of a request, in bytes.
    static final int LARGEST_BODY = 8 << 20;

    private static final String JSON = "application/json";
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via");

    private final HttpExchange http;
    private final Watchdog watchdog;
    private final InetAddress from;
    private final List<String> segments;
    private Caller caller = Caller.ANYBODY;
    private Map<String, String> variables = Map.of();
    private byte[] body;
    private boolean answered;

    /// @param from the address it comes from, behind whatever proxies are believed
    /// @param watchdog sees to it that the answer is read
    Exchange(HttpExchange http, InetAddress from, Watchdog watchdog) {
        this.http = http;
        this.from = from;
        this.watchdog = watchdog;
        this.segments = segments(http.getRequestURI().getRawPath());
    }

    private static List<String> segments(String rawPath) {
        String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
        // a plus stands for itself in a path; the decoder is one for forms
        return Arrays.stream(path.substring(1).split("/", -1))
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /// In capitals, as received.
    String method() {
        return http.getRequestMethod();
    }

    /// Whether only the head of the answer is wanted.
    boolean headOnly() {
        return method().equals("HEAD");
    }

    /// The parts of the path between the slashes, decoded.
    List<String> segments() {
        return segments;
    }

    /// The path as received.
    String path() {
        return http.getRequestURI().getRawPath();
    }

    /// A header field of the request, or null.
    String header(String name) {
        return http.getRequestHeaders().getFirst(name);
    }

    /// Every field of that name.
    List<String> headers(String name) {
        return http.getRequestHeaders().getOrDefault(name, List.of());
    }

    /// The header of the answer, until it is sent.
    Headers answerHeaders() {
        return http.getResponseHeaders();
    }

    /// The address the request comes from.
    InetAddress from() {
        return from;
    }

    /// Whether a proxy handed the request on, so that its sender may be anywhere.
    boolean isForwarded() {
        return FORWARDED.stream().anyMatch(name -> http.getRequestHeaders().containsKey(name));
    }

    /// Takes over who sent it.
    void caller(Caller found) {
        caller = found;
    }

    /// Refuses whoever sent it unless they have a role.
    void require(Role needed) throws Rejection {
        caller.require(needed);
    }

    /// What the acts of whoever sent it are filed under.
    String by() {
        return caller.name();
    }

    /// The same, where the request says who it is.
    ///
    /// @param said as in [Caller#author]
    String by(String said) {
        return caller.author(said);
    }

    /// Takes over what the route found in the path.
    void variables(Map<String, String> found) {
        variables = found;
    }

    /// A variable segment of the path.
    String variable(String name) {
        return variables.get(name);
    }

    /// A variable segment of the path that is a number.
    ///
    /// @throws Rejection as not found when it is none: nothing has such a name
    long number(String name) throws Rejection {
        String text = variables.get(name);
        if (!text.matches("[0-9]{1,18}")) {
            throw new Rejection(ProblemKind.NOT_FOUND, "\"" + text + "\" is no number, so nothing is there");
        }
        return Long.parseLong(text);
    }

    /// The parameters.
    ///
    /// @param known the names there are
    Parameters parameters(String... known) throws Rejection {
        return Parameters.read(http.getRequestURI().getRawQuery(), List.of(known));
    }

    /// The body as a record; no body counts as `{}`.
    ///
    /// @param type as in [Body#read]
    <T> T body(Class<T> type) throws Rejection, IOException {
        parameters();
        return Body.read(bytes(), type);
    }

    /// Whether the body is an object with a member of that name, where one path takes two kinds of bodies.
    boolean bodyHas(String member) throws Rejection, IOException {
        return Body.has(bytes(), member);
    }

    private byte[] bytes() throws Rejection, IOException {
        if (body == null) {
            String length = header("Content-Length");
            boolean tooLong = length != null && Long.parseLong(length) > LARGEST_BODY;
            byte[] bytes = tooLong ? null : http.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (bytes == null || bytes.length > LARGEST_BODY) {
                throw new Rejection(ProblemKind.TOO_LARGE,
                        "a body may have 8 MiB at most; nothing of it was taken. Send it in parts");
            }
            body = bytes;
        }
        return body;
    }

    /// Checks that the body says nothing: there is none, or it is `{}`.
    void noBody() throws Rejection, IOException {
        if (!body(Map.class).isEmpty()) {
            throw Rejection.invalid("nothing can be set here; send {}");
        }
    }

    /// Refuses what a form of a foreign web page could send.
    void requireJson() throws Rejection {
        String type = header("Content-Type");
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals(JSON) || header("Content-Encoding") != null) {
            throw new Rejection(ProblemKind.MEDIA_TYPE,
                    "send plain JSON with \"Content-Type: application/json\"; nothing was changed");
        }
    }

    /// Answers with a value.
    void reply(Object value) throws IOException {
        reply(200, value, Map.of());
    }

    /// Answers with something that was made.
    ///
    /// @param location where it is, relative to the request, so that it holds behind a proxy's prefix too;
    ///     null when it has no place of its own
    void created(Object value, String location) throws IOException {
        reply(201, value, location == null ? Map.of() : Map.of("Location", location));
    }

    /// Answers with something that was begun.
    ///
    /// @param location where it can be followed, as in [#created]
    void accepted(Object value, String location) throws IOException {
        reply(202, value, Map.of("Location", location));
    }

    /// Answers that it is done.
    void done() throws IOException {
        send(204, null, new byte[0], Map.of());
    }

    /// Answers with JSON that is text already.
    void replyText(byte[] json) throws IOException {
        send(200, JSON, json, Map.of());
    }

    /// Answers with text of another kind.
    ///
    /// @param type its media type
    void replyText(String type, byte[] text) throws IOException {
        send(200, type, text, Map.of());
    }

    /// Answers with a problem.
    void problem(ProblemKind kind, String detail, Map<String, String> headers) throws IOException {
        Problem problem = new Problem(kind.type(), kind.title(), kind.status(), detail, path());
        send(kind.status(), Problem.MEDIA_TYPE, bytes(problem), headers);
    }

    private void reply(int status, Object value, Map<String, String> headers) throws IOException {
        send(status, JSON, bytes(value), headers);
    }

    private static byte[] bytes(Object value) {
        return Json.text(value).getBytes(StandardCharsets.UTF_8);
    }

    private void send(int status, String type, byte[] body, Map<String, String> more) throws IOException {
        answered = true;
        Headers headers = http.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (type != null) {
            headers.set("Content-Type", type);
        }
        more.forEach(headers::set);
        if (headOnly()) {
            headers.set("Content-Length", Integer.toString(body.length));
        }
        Answer answer = new Answer(toString());
        watchdog.watch(answer);
        try {
            write(answer, status, headOnly() ? new byte[0] : body);
        } finally {
            watchdog.forget(answer);
        }
    }

    private void write(Answer answer, int status, byte[] body) throws IOException {
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = http.getResponseBody()) {
                answer.write(out, body);
            }
        }
    }

    /// Begins an answer that is a stream of events; with `HEAD` there is nothing to be written to it.
    OutputStream stream() throws IOException {
        answered = true;
        // a request that still has bytes to read would be ended by the server's limit for slow requests
        http.getRequestBody().close();
        Headers headers = http.getResponseHeaders();
        headers.set("Content-Type", "text/event-stream");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Accel-Buffering", "no");
        // the server forgets a connection that broke inside an answer only when it was to be closed anyway
        headers.set("Connection", "close");
        http.sendResponseHeaders(200, headOnly() ? -1 : 0);
        return http.getResponseBody();
    }

    /// Whether an answer was begun.
    boolean answered() {
        return answered;
    }

    /// Ends the answer, and with it a stream.
    void close() {
        http.close();
    }

    /// Fit for a log: parameters may hold a person's number.
    @Override
    public String toString() {
        // for the log: who is asked about is nobody's business there
        return method() + " " + path().replaceFirst("^(.*/api/people/)[^/]+", "$1...");
    }
}
