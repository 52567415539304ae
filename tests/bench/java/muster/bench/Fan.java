// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// SSE clients of one server, in one thread, and the one who publishes, in another.
///
/// Reads one order a line: `stream=HOST:PORT path=/sub clients=1000 slow=0 door=HOST:PORT size=0 messages=2000 rate=0`.
/// `size=0` publishes punches at the terminals' door, in uploads of a hundred or, with `single=true`, of one from
/// sixteen terminals; else messages of that size at nchan's `/pub`. `rate=0` publishes as fast as it is taken, else so
/// many a second, and what is told are the times of each delivery. Slow clients never read.
final class Fan {

    private static final int IN_ONE_GO = 100;
    private static final long PATIENCE = 120_000_000_000L;

    private final Map<String, String> order;
    private final Punches punches;
    private final List<Listener> clients = new ArrayList<>();
    private final List<Listener> slow = new ArrayList<>();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);
    private final int messages;
    private final long[] published;
    private final int[] micros = new int[5_000_000];
    private int delivered;
    private long told;
    private volatile long last;

    private Fan(Map<String, String> order, Punches punches) {
        this.order = order;
        this.punches = punches;
        messages = number("messages");
        published = new long[messages];
    }

    private int number(String name) {
        return Integer.parseInt(order.getOrDefault(name, "0"));
    }

    public static void main(String[] words) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        Punches punches = new Punches();
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            Map<String, String> order = new TreeMap<>();
            for (String word : line.split(" ")) {
                int equals = word.indexOf('=');
                order.put(word.substring(0, equals), word.substring(equals + 1));
            }
            try {
                System.out.println(new Fan(order, punches).run());
            } catch (IOException ended) {
                System.out.println("{\"error\": \"" + ended.getMessage() + "\"}");
            }
            System.out.flush();
        }
    }

    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private String run() throws Exception {
        try (Selector selector = Selector.open(); Publisher publisher = new Publisher(order, punches)) {
            connect(selector);
            long begin = System.nanoTime();
            Thread thread = Thread.ofPlatform().daemon().start(() -> publish(publisher));
            long wanted = (long) messages * clients.size();
            while (told < wanted && System.nanoTime() < begin + PATIENCE) {
                selector.select(key -> read((Listener) key.attachment()), 100);
                if (clients.stream().anyMatch(Listener::ended)) {
                    throw new IOException("the server ended streams");
                }
            }
            thread.join();
            return result((last - begin) / 1e9);
        } finally {
            clients.forEach(Listener::close);
            slow.forEach(Listener::close);
        }
    }

    private void connect(Selector selector) throws IOException {
        InetSocketAddress stream = address(order.get("stream"));
        for (int i = 0; i < number("clients"); i++) {
            clients.add(new Listener(stream, order.get("path"), selector));
        }
        for (int i = 0; i < number("slow"); i++) {
            slow.add(new Listener(stream, order.get("path"), null));
        }
        long end = System.nanoTime() + PATIENCE;
        while (clients.stream().anyMatch(client -> !client.follows())) {
            selector.select(key -> read((Listener) key.attachment()), 100);
            if (System.nanoTime() > end) {
                throw new IOException("not all clients were let in");
            }
        }
    }

    private void read(Listener client) {
        int before = client.events();
        if (!client.read(bytes)) {
            return;
        }
        long now = System.nanoTime();
        for (int i = before; i < client.events() && i < messages; i++) {
            micros[delivered++ % micros.length] = (int) ((now - published[i]) / 1000);
        }
        told += client.events() - before;
        last = now;
    }

    private void publish(Publisher publisher) {
        double rate = Double.parseDouble(order.getOrDefault("rate", "0"));
        long begin = System.nanoTime();
        try {
            for (int done = 0; done < messages;) {
                int count = rate > 0 ? 1 : Math.min(IN_ONE_GO, messages - done);
                for (long at = begin + (long) (done * 1e9 / Math.max(rate, 1)); rate > 0 && System.nanoTime() < at;) {
                    LockSupport.parkNanos(Math.max(1, at - System.nanoTime()));
                }
                Arrays.fill(published, done, done + count, System.nanoTime());
                publisher.publish(count);
                done += count;
            }
        } catch (IOException refused) {
            System.err.println("publishing ended: " + refused);
        }
    }

    private String result(double seconds) {
        int[] sorted = Arrays.copyOf(micros, Math.min(delivered, micros.length));
        Arrays.sort(sorted);
        long bytes = clients.stream().mapToLong(Listener::bytes).sum();
        return "{\"seconds\": %.4f, \"deliveries\": %d, \"wanted\": %d, \"bytes\": %d, \"p50_us\": %d, \"p99_us\": %d}"
                .formatted(seconds, told, (long) messages * clients.size(), bytes, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static int at(int[] sorted, double part) {
        return sorted.length == 0 ? -1 : sorted[(int) (part * (sorted.length - 1))];
    }
}
