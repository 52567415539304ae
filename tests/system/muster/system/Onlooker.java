// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// A client of the stream that comes back behind the number it saw last whenever it is cut off, as a browser does, and
/// writes down what it saw over all of that. Thread-safe.
final class Onlooker {

    private static final long LOOK = 30_000_000;

    private final InetSocketAddress door;
    private final Map<Long, String> punches = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private String lastId;
    private long last;
    private int returns;

    private Onlooker(InetSocketAddress door) {
        this.door = door;
        this.thread = Thread.ofVirtual().name("onlooker").unstarted(this::look);
    }

    static Onlooker at(InetSocketAddress door) {
        Onlooker onlooker = new Onlooker(door);
        onlooker.thread.start();
        return onlooker;
    }

    private void look() {
        while (!closed) {
            try (Follower follower = Follower.open(door, "/api/stream?after=0", lastId)) {
                returns++;
                int read = 0;
                boolean ended;
                do {
                    LockSupport.parkNanos(LOOK);
                    ended = follower.ended() || closed;
                    read = take(follower.messages(), read);
                } while (!ended);
                lastId = follower.lastId().isEmpty() ? lastId : follower.lastId();
            } catch (Exception | AssertionError nobodyThere) {
                LockSupport.parkNanos(LOOK);
            }
        }
    }

    private synchronized int take(List<Follower.Message> messages, int from) {
        for (Follower.Message message : messages.subList(from, messages.size())) {
            if (message.id() != last + 1 && wrong.size() < 10) {
                wrong.add(message.id() + " came behind " + last);
            }
            last = message.id();
            JsonObject body = message.json();
            if ("punch".equals(body.get("kind").getAsString())) {
                punches.put(message.id(), body.getAsJsonObject("punch").get("local_time").getAsString());
            }
        }
        return messages.size();
    }

    /// The newest number it saw.
    synchronized long last() {
        return last;
    }

    /// Numbers that were left out, came twice or came in another order.
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /// The local time of every punch it saw, by its number.
    synchronized Map<Long, String> punches() {
        return new TreeMap<>(punches);
    }

    /// How often it came.
    int returns() {
        return returns;
    }

    /// Ends it.
    void close() throws InterruptedException {
        closed = true;
        thread.join(Await.PATIENCE);
    }
}
