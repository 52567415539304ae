// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/// A client of a stream that keeps whatever comes, on a thread of its own. Thread-safe.
final class Follower implements AutoCloseable {

    private final Socket socket;
    private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<Message> others = Collections.synchronizedList(new ArrayList<>());
    private final List<String> comments = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile String head = "";
    private volatile boolean greeted;
    private volatile String lastId = "";

    /// One message.
    ///
    /// @param id as sent
    /// @param event its name; empty for those that browsers hand to `onmessage`
    record Message(long id, String event, String data) {

        JsonObject json() {
            return JsonParser.parseString(data).getAsJsonObject();
        }
    }

    private Follower(InetSocketAddress api, String path, String lastEventId, String key) throws IOException {
        socket = new Socket(api.getAddress(), api.getPort());
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        String bearer = key == null ? "" : "Authorization: Bearer " + key + "\r\n";
        // HTTP/1.0, so that the answer is not cut into chunks
        socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n" + resume + bearer + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        thread = Thread.ofVirtual().name("follower").start(this::read);
    }

    /// Follows from now on; returns when the daemon has begun to answer.
    static Follower open(Muster muster, String path) throws Exception {
        return open(muster, path, null);
    }

    /// Follows behind the last message that was seen.
    static Follower open(Muster muster, String path, String lastEventId) throws Exception {
        return open(muster.api(), path, lastEventId);
    }

    /// The same by an address of its own, such as a proxy's.
    static Follower open(InetSocketAddress api, String path, String lastEventId) throws Exception {
        return open(api, path, lastEventId, null);
    }

    /// The same for the bearer of a key.
    static Follower open(InetSocketAddress api, String path, String lastEventId, String key) throws Exception {
        Follower follower = new Follower(api, path, lastEventId, key);
        Await.until("the stream " + path + " begins", () -> follower.greeted || !follower.thread.isAlive());
        Assertions.assertTrue(follower.greeted, () -> "no stream: " + follower.head);
        return follower;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            readHead(lines);
            String id = "";
            String event = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    end(id, event, data.toString());
                    event = "";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    comments.add(line);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (IOException gone) {
            // a test that wanted more finds it missing
        }
    }

    private void readHead(BufferedReader lines) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            all.append(line).append('\n');
        }
        head = all.toString();
    }

    private void end(String id, String event, String data) {
        lastId = id;
        if (!data.isEmpty()) {
            boolean aside = data.startsWith("{\"type\":\"device_status\"") || data.startsWith("{\"type\":\"user_sync\"");
            (aside ? others : messages).add(new Message(Long.parseLong(id), event, data));
        }
        greeted = head.startsWith(" 200 ", "HTTP/1.1".length()); // a proxy may say HTTP/1.0
    }

    /// Status and headers of the answer.
    String head() {
        return head;
    }

    /// The messages so far.
    List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /// What `/devices/events` told so far that is no punch: terminals that came or went, people that changed.
    List<Message> others() {
        synchronized (others) {
            return List.copyOf(others);
        }
    }

    /// How many messages came so far.
    int count() {
        return messages.size();
    }

    /// The ids of the messages so far.
    List<Long> ids() {
        return messages().stream().map(Message::id).toList();
    }

    /// The comments so far.
    List<String> comments() {
        synchronized (comments) {
            return List.copyOf(comments);
        }
    }

    /// The id that a browser would repeat when it comes back.
    String lastId() {
        return lastId;
    }

    /// Whether the daemon has ended the stream.
    boolean ended() {
        return !thread.isAlive();
    }

    /// Waits until there are so many messages.
    Follower await(int count) throws Exception {
        Await.until(count + " messages have come", () -> messages.size() >= count);
        return this;
    }

    /// Goes away without a word.
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
