// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Terminals that make punches without a pause and send each until it is acknowledged, as real ones do;
/// what they write down is what an auditor may ask for. Thread-safe.
final class Load implements AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 11, 1, 0, 0);
    private static final int PUNCHES_A_POST = 3;
    private static final long AFTER_A_FAILURE = 20_000_000;

    private final InetSocketAddress door;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Thread> terminals = new ArrayList<>();
    private volatile boolean finishing;
    private volatile boolean stopped;

    private Load(InetSocketAddress door) {
        this.door = door;
    }

    /// Starts so many terminals, whether anybody listens or not.
    static Load start(InetSocketAddress door, int terminals) {
        Load load = new Load(door);
        for (int i = 0; i < terminals; i++) {
            String serial = "TSTLOAD%05d".formatted(i);
            load.terminals.add(Thread.ofVirtual().name(serial).start(() -> load.work(serial)));
        }
        return load;
    }

    private void work(String serial) {
        int next = 0;
        while (!finishing && !stopped) {
            List<String> punches = new ArrayList<>();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < PUNCHES_A_POST; i++, next++) {
                String person = 1 + next % 40 + " ";
                String time = TIME.format(FIRST.plusSeconds(next));
                punches.add(serial + " " + person + time);
                lines.append(person.strip()).append('\t').append(time).append("\t0\t1\t0\n");
            }
            sendUntilAcknowledged(serial, lines.toString(), punches);
        }
    }

    private void sendUntilAcknowledged(String serial, String lines, List<String> punches) {
        while (!stopped && !send(serial, lines)) {
            LockSupport.parkNanos(AFTER_A_FAILURE);
        }
        if (!stopped) {
            acknowledged.addAll(punches);
        }
    }

    private boolean send(String serial, String lines) {
        try {
            String target = "/iclock/cdata?SN=" + serial + "&table=ATTLOG&Stamp=9999";
            return Raw.exchange(door, Muster.request("POST", target, lines)).body().equals("OK: " + PUNCHES_A_POST);
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    /// What was acknowledged so far, each as `serial PIN time`.
    Set<String> acknowledged() {
        return acknowledged;
    }

    /// Waits until so many more are acknowledged.
    void awaitMore(int count) throws Exception {
        int enough = acknowledged.size() + count;
        Await.until(enough + " punches are acknowledged", () -> acknowledged.size() >= enough);
    }

    /// Lets no new punches be made and waits until the last one is acknowledged.
    void finish() throws InterruptedException {
        finishing = true;
        for (Thread terminal : terminals) {
            terminal.join(Await.PATIENCE);
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
