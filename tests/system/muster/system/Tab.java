// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;

/// A tab of a [Browser]: what a person does with a page, and what the page complains of and asks for.
final class Tab implements AutoCloseable {

    private static final Gson GSON = new Gson();

    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private WebSocket socket;

    private Tab() {}

    static Tab open(HttpClient http, URI address) throws Exception {
        Tab tab = new Tab();
        tab.socket = http.newWebSocketBuilder().buildAsync(address, tab.new Ear()).get(30, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.send(domain + ".enable", Map.of());
        }
        return tab;
    }

    /// Collects the pieces of the browser's messages.
    private final class Ear implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            text.append(piece);
            if (last) {
                hear(JsonParser.parseString(text.toString()).getAsJsonObject());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void hear(JsonObject message) {
        if (message.has("id")) {
            CompletableFuture<JsonObject> answer = waiting.remove(message.get("id").getAsInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonObject about = message.getAsJsonObject("params");
        switch (message.get("method").getAsString()) {
            case "Runtime.exceptionThrown" -> complaints.add(about.toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert").contains(about.get("type").getAsString())) {
                    complaints.add(about.toString());
                }
            }
            case "Log.entryAdded" -> {
                if (!about.getAsJsonObject("entry").get("level").getAsString().equals("verbose")) {
                    complaints.add(about.toString());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(about.getAsJsonObject("request").get("url").getAsString());
            case "Network.loadingFinished" -> bytes.addAndGet(about.get("encodedDataLength").getAsLong());
            default -> { }
        }
    }

    /// One call of the protocol.
    JsonObject send(String method, Map<String, ?> parameters) throws Exception {
        int id = numbers.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String text = GSON.toJson(Map.of("id", id, "method", method, "params", parameters));
        synchronized (numbers) {
            socket.sendText(text, true).get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        JsonObject got = answer.get(2 * Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Assertions.assertFalse(got.has("error"), () -> method + ": " + got);
        return got.getAsJsonObject("result");
    }

    /// A screen of that size.
    Tab sized(int width, int height, boolean touch) throws Exception {
        send("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", touch));
        send("Emulation.setTouchEmulationEnabled", Map.of("enabled", touch));
        return this;
    }

    /// A reader who wants pages so, and nothing in them to move.
    ///
    /// @param scheme `light` or `dark`
    Tab still(String scheme) throws Exception {
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /// Goes to an address, from nowhere.
    Tab go(String address) throws Exception {
        send("Page.navigate", Map.of("url", "about:blank"));
        send("Page.navigate", Map.of("url", address));
        return this;
    }

    /// What an expression is, awaited if it is a promise; null for undefined.
    JsonElement value(String expression) throws Exception {
        JsonObject result = send("Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        Assertions.assertFalse(result.has("exceptionDetails"), () -> expression + ": " + result);
        return result.getAsJsonObject("result").get("value");
    }

    String text(String expression) throws Exception {
        JsonElement value = value(expression);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    /// Waits until an expression is true; fails the test with what is on the screen if it never is.
    Tab until(String expression) throws Exception {
        try {
            Await.until(expression, () -> value("Boolean(" + expression + ")").getAsBoolean());
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; the page says: " + text("document.body.innerText")
                    + "\n" + complaints, late);
        }
        return this;
    }

    /// Touches what a selector finds first, in its middle.
    Tab tap(String selector) throws Exception {
        return touch("document.querySelector(" + GSON.toJson(selector) + ")");
    }

    /// Touches the element that an expression gives as soon as it does, in its middle.
    Tab touch(String expression) throws Exception {
        until(expression);
        JsonObject at = JsonParser.parseString(text("(() => { const e = " + expression
                + "; e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                + " return JSON.stringify({x: r.x + r.width / 2, y: r.y + r.height / 2}); })()")).getAsJsonObject();
        List<JsonObject> points = List.of(at);
        send("Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints", points));
        send("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
        return this;
    }

    /// Types as a reader of codes does: letter by letter, and Enter.
    Tab scan(String code) throws Exception {
        for (String letter : code.split("")) {
            press(letter, letter);
        }
        press("Enter", "\r");
        return this;
    }

    private void press(String key, String text) throws Exception {
        int code = key.equals("Enter") ? 13 : key.charAt(0);
        send("Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code));
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /// Errors and warnings so far: of scripts, of the policy, of what could not be loaded.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Every address that was asked for so far.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// How much came over the wire so far, heads too, without what still streams.
    long bytes() {
        return bytes.get();
    }

    /// A picture of the screen, as PNG.
    void picture(Path file) throws Exception {
        String data = send("Page.captureScreenshot", Map.of("format", "png")).get("data").getAsString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() {
        // else it goes on following a stream, and a browser has six connections for one muster
        String text = GSON.toJson(Map.of("id", numbers.incrementAndGet(), "method", "Page.close"));
        socket.sendText(text, true)
                .thenCompose(sent -> sent.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(gone -> socket)
                .join();
    }
}
