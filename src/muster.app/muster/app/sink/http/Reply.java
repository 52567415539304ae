// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import muster.app.convex.PlainText;
import muster.app.sink.Trouble;
import muster.model.Json;

/// What a target answered. Immutable.
///
/// @param from who answered, for people: `ERPNext at erp.example`
/// @param status HTTP status
/// @param headers its head
/// @param text its body as UTF-8, as far as it was kept
/// @param whole whether that is all of it
/// @param retryAfter how long it asked to be left alone, at most a day; null when it did not
public record Reply(
        String from, int status, HttpHeaders headers, String text, boolean whole, Duration retryAfter) {

    /// Whether it did as it was told: 2xx.
    public boolean ok() {
        return status / 100 == 2;
    }

    /// A header's first value; empty when there is none.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// Whether it is a web page and no program's answer.
    public boolean isPage() {
        return header("Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html")
                || text.stripLeading().startsWith("<");
    }

    /// The JSON value in it; empty when there is none, or not all of it is here.
    public Optional<JsonElement> json() {
        try {
            return whole ? Optional.of(Json.parse(text, JsonElement.class)) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /// The JSON object in it; empty when there is none.
    public Optional<JsonObject> object() {
        return json().filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
    }

    /// What it said, one line of at most so many characters.
    public String line(int most) {
        return PlainText.line(isPage() ? "a web page" : text, most);
    }

    /// What its status means for everything that was sent.
    ///
    /// @param cure what to do when it does not let us in
    /// @return null for 2xx, 1xx, and for those 4xx that each target has its own meaning for: 400, 404, 405, 409, 410,
    ///     413, 422 and the like
    public Trouble trouble(String cure) {
        if (status / 100 == 3) {
            return Trouble.stop(
                    from + " sends on to " + elsewhere() + " (" + status + "); records are not sent after it",
                    "if that is the target, write its address into url");
        }
        return switch (status) {
            case 401, 403 -> Trouble.stop(from + " does not let muster in (" + said() + ")", cure);
            case 407 -> new Trouble(Trouble.Kind.RETRY, from + " is behind a proxy that wants a password (407)",
                    "muster has none for it; let the proxy pass this machine", null);
            case 408, 425, 429 -> Trouble.retry(from + " cannot now (" + said() + ")", retryAfter);
            default -> status >= 500 ? Trouble.retry(from + " cannot now (" + said() + ")", retryAfter) : null;
        };
    }

    /// What to say of an answer that the target cannot have given: something in between did, or it is another server.
    ///
    /// @param wanted what was expected, for people: `a JSON object with "results"`
    public Trouble strange(String wanted) {
        String what = isPage() ? "a web page (" + status + ")"
                : !whole ? "far too much (" + status + ")"
                : "something that is not " + wanted + " (" + said() + ")";
        return new Trouble(Trouble.Kind.RETRY, from + " answers with " + what,
                "a proxy or the network's sign-in page may be in between; else look at url", retryAfter);
    }

    /// Status and the beginning of the text, to be put into brackets.
    public String said() {
        String line = isPage() ? "" : line(200);
        return line.isEmpty() ? String.valueOf(status) : status + ": " + line;
    }

    /// The host it names, without what else stands in the address: that may be a secret.
    private String elsewhere() {
        try {
            String host = URI.create(header("Location")).getHost();
            return host == null ? "another address of its own" : PlainText.line(host, 200);
        } catch (IllegalArgumentException e) {
            return "an address that is none";
        }
    }
}
