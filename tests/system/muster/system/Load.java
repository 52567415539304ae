// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Terminals that make punches without a pause and send each until it is acknowledged, as real ones do;
/// what they write down is what an auditor may ask for. Thread-safe.
final class Load implements AutoCloseable {

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
            int first = next;
            next += PUNCHES_A_POST;
            List<String> punches = IntStream.range(first, next)
                    .mapToObj(number -> serial + " " + Punches.pin(number) + " " + Punches.time(number))
                    .toList();
            sendUntilAcknowledged(serial, Punches.lines(first, PUNCHES_A_POST), punches);
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
