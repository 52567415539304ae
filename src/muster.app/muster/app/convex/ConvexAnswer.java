// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import muster.app.convex.ConvexProblem.Kind;
import muster.model.Json;

/// An answer of the backend as it came: its JSON object, or what is wrong with it. Immutable.
///
/// @param asked address and route, for people
/// @param status HTTP status
/// @param headers its head
/// @param body its text; null = longer than anything it can have to say
record ConvexAnswer(String asked, int status, HttpHeaders headers, byte[] body) {

    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final String ADDRESS = "look at backend.url; it is the address that ends in .convex.site";

    /// The object in it.
    ///
    /// @throws ConvexProblem if it is a refusal, or no JSON object
    JsonObject object(InstantSource clock) throws ConvexProblem {
        if (status / 100 == 3) {
            throw problem(Kind.WRONG_ADDRESS, "sends on to " + shown(header("Location")),
                    "if that is the backend, write its address into backend.url");
        }
        if (status == 401 || status == 403) {
            throw problem(Kind.REFUSED_KEY, "refuses the key (" + status + error() + ")",
                    "put the right key into the file that backend.key_file names, look at backend.dialect, and "
                            + "restart muster");
        }
        if (status == 407) {
            throw problem(Kind.UNREACHABLE, "is behind a proxy that wants a password (407)",
                    "muster has none for it; let the proxy pass this machine");
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw new ConvexProblem(Kind.BUSY, status, asked + " cannot now (" + status + error() + ")",
                    "it is tried again; if it stays so, look at the backend's log", retryAfter(clock));
        }
        if (status == 404 || status == 405 || status == 410 || isPage()) {
            throw problem(Kind.WRONG_ADDRESS, isPage()
                            ? "answers with a web page (" + status + ")"
                            : "is not there (" + status + error() + ")",
                    isPage() ? "the network may want you to sign in; else " + ADDRESS : ADDRESS);
        }
        if (status / 100 != 2) {
            throw problem(Kind.NONSENSE, "does not understand (" + status + error() + ")",
                    "backend and muster do not fit together; look at backend.dialect");
        }
        return understood();
    }

    private JsonObject understood() throws ConvexProblem {
        if (body == null) {
            throw problem(Kind.NONSENSE, "answers with far too much", ADDRESS);
        }
        JsonObject object = parsed();
        if (object == null) {
            throw problem(Kind.NONSENSE, "answers with something that is no JSON object", ADDRESS);
        }
        if (object.get("success") instanceof JsonElement success && success.isJsonPrimitive()
                && success.getAsString().equals("false")) {
            throw problem(Kind.NONSENSE, "could not do it (" + status + error() + ")", "look at the backend's log");
        }
        return object;
    }

    private JsonObject parsed() {
        try {
            return Json.parse(new String(body, StandardCharsets.UTF_8), JsonObject.class);
        } catch (JsonParseException e) {
            return null;
        }
    }

    private boolean isPage() {
        return header("Content-Type").startsWith("text/html")
                || body != null && new String(body, 0, Math.min(64, body.length), StandardCharsets.UTF_8)
                        .stripLeading().startsWith("<");
    }

    /// What it said about its refusal, to be put behind the status.
    private String error() {
        JsonObject object = body == null || isPage() ? null : parsed();
        String error = object == null ? "" : text(object, "error");
        String details = object == null ? "" : text(object, "details");
        return (error.isEmpty() ? "" : ": " + error) + (details.isEmpty() ? "" : ", " + details);
    }

    private static String text(JsonObject object, String member) {
        JsonElement element = object.get(member);
        return element != null && element.isJsonPrimitive() ? PlainText.line(element.getAsString(), 160) : "";
    }

    private Duration retryAfter(InstantSource clock) {
        String wanted = header("Retry-After").strip();
        Duration rest;
        try {
            rest = wanted.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(wanted))
                    : Duration.between(clock.instant(), date(wanted));
        } catch (DateTimeException e) {
            return null;
        }
        return rest.isNegative() ? Duration.ZERO : rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nowhere" : PlainText.line(text, 200);
    }

    private ConvexProblem problem(Kind kind, String what, String hint) {
        return new ConvexProblem(kind, status, asked + " " + what, hint);
    }
}
