// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// How long a punch takes from the moment a terminal begins to send it until an SSE client has read it, at a steady
/// rate that does not wait for answers. A punch is known again by its PIN.
final class EndToEnd {

    private static final int TERMINALS = 128;

    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final long[] nanos;
    private final AtomicInteger seen = new AtomicInteger();

    private EndToEnd(int count) {
        nanos = new long[count];
    }

    public static void main(String[] words) throws Exception {
        double rate = Double.parseDouble(words[2]);
        int count = (int) (rate * Double.parseDouble(words[3]));
        EndToEnd run = new EndToEnd(count);
        URI api = URI.create(words[1]);
        Socket stream = new Socket(api.getHost(), api.getPort());
        // 1.0, for its answer comes without the lengths of chunks between, or in the middle of, its lines
        stream.getOutputStream().write(("GET /api/stream?kinds=punch HTTP/1.0\r\nHost: " + api.getAuthority()
                + "\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        Thread.ofPlatform().daemon().start(() -> run.follow(stream));
        int colon = words[0].lastIndexOf(':');
        run.send(new InetSocketAddress(words[0].substring(0, colon), Integer.parseInt(words[0].substring(colon + 1))),
                rate, count);
        for (int i = 0; i < 300 && run.seen.get() < count; i++) {
            Thread.sleep(10);
        }
        long[] sorted = Arrays.copyOf(run.nanos, run.seen.get());
        // a tenth at the begin is the warm-up of this program
        sorted = Arrays.copyOfRange(sorted, sorted.length / 10, sorted.length);
        Arrays.sort(sorted);
        System.out.printf("{\"count\": %d, \"lost\": %d, \"p50_us\": %d, \"p99_us\": %d}%n", sorted.length,
                count - run.seen.get(), sorted[sorted.length / 2] / 1000, sorted[sorted.length * 99 / 100] / 1000);
        System.exit(0);
    }

    private void follow(Socket stream) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream.getInputStream()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int pin = line.indexOf("\"pin\":\"E");
                Long begin = pin < 0 ? null : sent.remove(line.substring(pin + 7, line.indexOf('"', pin + 7)));
                if (begin != null) {
                    nanos[seen.get()] = System.nanoTime() - begin;
                    seen.incrementAndGet();
                }
            }
        } catch (IOException ended) {
            System.err.println("the stream ended: " + ended);
        }
    }

    private void send(InetSocketAddress door, double rate, int count) throws InterruptedException {
        BlockingQueue<Long> due = new LinkedBlockingQueue<>();
        String time = LocalDateTime.now().withNano(0).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
        long start = System.nanoTime();
        for (int terminal = 0; terminal < TERMINALS; terminal++) {
            String serial = "TSTE%05d".formatted(terminal);
            Thread.ofVirtual().start(() -> work(door, serial, time, start, due));
        }
        Thread.sleep(500);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = begin + (long) (i * 1e9 / rate);
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(Math.max(1, at - System.nanoTime()));
            }
            due.put((long) i);
        }
    }

    private void work(InetSocketAddress door, String serial, String time, long start, BlockingQueue<Long> due) {
        try (Socket socket = new Socket(door.getAddress(), door.getPort())) {
            socket.setTcpNoDelay(true);
            byte[] answer = new byte[1024];
            while (true) {
                long number = due.take();
                String pin = "E" + Long.toString(start + number, 36);
                String body = pin + "\t" + time + "\t0\t1\t0\t0\t0\n";
                sent.put(pin, System.nanoTime());
                socket.getOutputStream().write(("POST /iclock/cdata?SN=" + serial + "&table=ATTLOG&Stamp=9999 HTTP/1.1"
                        + "\r\nHost: 192.0.2.10\r\nConnection: keep-alive\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
                String said = "";
                while (!said.contains("OK: 1")) {
                    int read = socket.getInputStream().read(answer);
                    if (read < 0) {
                        throw new IOException("closed after " + said);
                    }
                    said += new String(answer, 0, read, StandardCharsets.ISO_8859_1);
                }
            }
        } catch (IOException | InterruptedException ended) {
            System.err.println(serial + ": " + ended);
        }
    }
}
