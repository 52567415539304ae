// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/// Live events on their way to the listener, who may be slow without delaying the acknowledgement. Thread-safe.
final class LiveQueue implements Runnable {

    private static final System.Logger LOG = System.getLogger(LiveQueue.class.getName());

    private final String address;
    private final String terminal;
    private final int room;
    private final PullTally tally;
    private final Deque<Packet> waiting = new ArrayDeque<>();
    private LiveListener listener;
    private Thread thread;
    private boolean ended;

    LiveQueue(String address, int room, PullTally tally) {
        this.address = address;
        this.terminal = "The terminal at " + address;
        this.room = room;
        this.tally = tally;
    }

    /// Tells events to this listener from now on.
    synchronized void listen(LiveListener next) {
        listener = next;
        if (thread == null && !ended) {
            thread = Thread.ofVirtual().name("zk-pull events of " + address).start(this);
        }
    }

    /// Takes an event from the reader.
    synchronized void offer(Packet event) {
        tally.events.increment();
        if (listener == null || ended) {
            tally.unheardEvents.increment();
            return;
        }
        if (waiting.size() == room) {
            waiting.remove();
            tally.droppedEvents.increment();
        }
        waiting.add(event);
        notifyAll();
    }

    /// No further event comes; those waiting are still told.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Waits until all are told, and after this time tells the listener to stop. A listener that calls this
    /// itself is not waited for.
    void join(Duration limit) {
        Thread teller = teller();
        if (teller == null || teller == Thread.currentThread()) {
            return;
        }
        try {
            if (!teller.join(limit)) {
                teller.interrupt();
                teller.join(limit);
            }
        } catch (InterruptedException stop) {
            teller.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Thread teller() {
        return thread;
    }

    @Override
    public void run() {
        try {
            for (Packet event = next(); event != null; event = next()) {
                tell(event);
            }
        } catch (InterruptedException stop) {
            LOG.log(Level.DEBUG, "{0}: the listener was told to stop", terminal);
        }
    }

    private synchronized Packet next() throws InterruptedException {
        while (waiting.isEmpty() && !ended) {
            wait();
        }
        return waiting.poll();
    }

    private void tell(Packet packet) throws InterruptedException {
        for (LiveEvent event : LiveEvent.read(packet.session(), packet.data())) {
            if (event.unknown()) {
                tally.unknownEvents.increment();
                LOG.log(Level.DEBUG, () -> terminal + " told of an unknown event " + event.code() + ": "
                        + HexFormat.of().formatHex(event.data()));
            }
            tell(event);
        }
    }

    private void tell(LiveEvent event) throws InterruptedException {
        try {
            current().happened(event);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, terminal + ": a live event failed here. It is in the terminal's table, and is"
                    + " taken from there with the next read.", failure);
        }
    }

    private synchronized LiveListener current() {
        return listener;
    }
}
