// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;

/// One adapter in one life of bluetoothd: has it scan while that is wanted, whatever befalls it (ble.md section 7).
///
/// What the bus tells comes in by [#told]; everything else happens on a thread of its own, which may wait long for an
/// answer without holding up other adapters.
final class AdapterSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AdapterSession.class.getName());

    /// After a start of bluetoothd the adapter's power may follow the adapter.
    private static final Duration POWER_FOLLOWS = Duration.ofSeconds(2);
    /// An adapter that is pulled, and a bluetoothd that ends, first say that it is off; that is not told.
    private static final Duration GOES = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Told.Adapter adapter;
    private final Wording wording;
    private final Controller controller;
    private final Surroundings surroundings;
    private final Search search;
    private final Thread thread;
    private final long appeared;

    private boolean powered;
    private long poweredSince;
    private boolean discovering;
    private long discoveringSince;
    private boolean changed;

    private boolean wasPowered;
    private boolean switchRefused;
    private long switchOnAfter;

    AdapterSession(
            Told.Adapter adapter,
            Controller controller,
            Devices devices,
            Surroundings surroundings,
            PowerCycles cycles) {
        this.adapter = adapter;
        this.wording = new Wording(adapter.name(), adapter.address());
        this.controller = controller;
        this.surroundings = surroundings;
        search = new Search(wording, controller, surroundings, cycles, () -> devices.lastHeard(adapter.name()));
        appeared = surroundings.nanos().getAsLong();
        switchOnAfter = appeared;
        discoveringSince = appeared;
        poweredSince = appeared;
        told(adapter);
        thread = Thread.ofVirtual().name("ble-" + adapter.name()).start(this::run);
    }

    /// What was first told of it.
    Told.Adapter adapter() {
        return adapter;
    }

    Wording wording() {
        return wording;
    }

    /// The bus told how the adapter is.
    synchronized void told(Told.Adapter adapter) {
        long now = surroundings.nanos().getAsLong();
        if (adapter.powered() != null && adapter.powered() != powered) {
            powered = adapter.powered();
            poweredSince = now;
        }
        if (adapter.discovering() != null && adapter.discovering() != discovering) {
            discovering = adapter.discovering();
            discoveringSince = now;
        }
        wake();
    }

    /// Something changed that it should look at.
    synchronized void wake() {
        changed = true;
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                pause(step());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step() throws InterruptedException {
        try {
            Search.Seen seen = seen();
            if (!surroundings.wish().wanted()) {
                return rest();
            }
            if (!seen.powered()) {
                return off();
            }
            wasPowered = true;
            switchRefused = false;
            Search.Next next = search.step(seen);
            return next.cycle() ? cycle() : next.patience();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "ble: " + wording.name() + " is looked after again in a moment", e);
            return LOOK_AGAIN;
        }
    }

    private synchronized Search.Seen seen() {
        return new Search.Seen(powered, discovering, discoveringSince);
    }

    private synchronized long offSince() {
        return poweredSince;
    }

    private synchronized void pause(Duration longest) throws InterruptedException {
        if (!changed) {
            wait(longest.toMillis() + 1);
        }
        changed = false;
    }

    private Duration rest() {
        search.stop();
        surroundings.news().say(wording.idle());
        return FOREVER;
    }

    private Duration off() {
        search.forget();
        long now = surroundings.nanos().getAsLong();
        long early = wasPowered
                ? offSince() + GOES.toNanos() - now
                : appeared + POWER_FOLLOWS.toNanos() - now;
        if (early > 0) {
            return Duration.ofNanos(early);
        }
        RfKill.Block block = surroundings.rfkill().block(wording.name());
        if (block != RfKill.Block.NONE) {
            surroundings.news().say(wording.blocked(block));
        } else if (!surroundings.settings().powerOn()) {
            surroundings.news().say(wording.off(null));
        } else if (now - switchOnAfter >= 0) {
            switchOn();
        }
        return LOOK_AGAIN;
    }

    private void switchOn() {
        if (!switchRefused) {
            surroundings.news().say(wording.switchingOn());
        }
        switchOnAfter = surroundings.nanos().getAsLong() + LOOK_AGAIN.toNanos();
        try {
            controller.power(true);
        } catch (Refused e) {
            switchRefused = true;
            surroundings.news().say(wording.off(e.getMessage()));
        }
    }

    private Duration cycle() throws InterruptedException {
        try {
            controller.power(false);
            awaitPower(false);
            controller.power(true);
            awaitPower(true);
            return Duration.ZERO;
        } catch (Refused e) {
            LOG.log(System.Logger.Level.WARNING, "ble: {0} could not be switched: {1}", wording.name(), e.getMessage());
            return LOOK_AGAIN;
        }
    }

    private synchronized void awaitPower(boolean on) throws InterruptedException {
        long end = surroundings.nanos().getAsLong() + LOOK_AGAIN.toNanos();
        long left = LOOK_AGAIN.toNanos();
        while (powered != on && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - surroundings.nanos().getAsLong();
        }
    }

    /// Ends the thread; the search ends with the connection.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
