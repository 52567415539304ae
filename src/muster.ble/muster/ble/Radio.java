// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Listens for phones through BlueZ, and keeps listening whatever befalls the bus, BlueZ or the adapters.
///
/// Thread-safe. Nothing is connected to before scanning is first wanted; from then on the connection is kept. The
/// system bus is the one `DBUS_SYSTEM_BUS_ADDRESS` names, if it is set.
public final class Radio implements AutoCloseable {

    private final Wish wish = new Wish();
    private final Ear ear = new Ear(Ear.CAPACITY);
    private final News news = new News(Wording.idleRadio());
    private final BusKeeper keeper;
    private final List<Thread> threads;

    /// A part that runs until it is interrupted.
    private interface Part {
        void run() throws InterruptedException;
    }

    private Radio(
            RadioSettings settings,
            Consumer<Advertisement> listener,
            Consumer<RadioState> told,
            String address,
            RfKill rfkill) {
        keeper = new BusKeeper(address, new Surroundings(settings, wish, ear, news, rfkill, System::nanoTime));
        threads = List.of(
                start("ble-bus", keeper::run),
                start("ble-ear", () -> ear.listen(listener)),
                start("ble-news", () -> news.tell(told)));
    }

    /// Opens it without scanning; nothing is connected to yet.
    ///
    /// @param ear is given each report, on one thread of the radio's own; while it is busy, a newer report of a device
    ///     takes the place of an older one, and devices that were not heard yet go first
    /// @param news is given each change of condition once, on one other thread of the radio's own. A state without
    ///     adapter takes the place of the states of all adapters.
    public static Radio open(RadioSettings settings, Consumer<Advertisement> ear, Consumer<RadioState> news) {
        return open(settings, ear, news, null, RfKill.system());
    }

    /// As above, on another bus.
    ///
    /// @param address as D-Bus writes it: `unix:path=/run/other`; null = the system bus
    static Radio open(
            RadioSettings settings,
            Consumer<Advertisement> ear,
            Consumer<RadioState> news,
            String address,
            RfKill rfkill) {
        return new Radio(settings, ear, news, address, rfkill);
    }

    private static Thread start(String name, Part part) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                part.run();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Starts or stops scanning on all adapters that were asked for; returns at once.
    public void scan(boolean wanted) {
        if (wanted && news.states().getFirst().condition() == Condition.IDLE && !news.knowsAdapters()) {
            news.begin(Wording.lookingAround());
        }
        if (wish.set(wanted)) {
            ear.clear();
            keeper.wake();
        }
    }

    /// How every adapter is now; one state without adapter when there is none to speak of. Never empty.
    public List<RadioState> adapters() {
        return news.states();
    }

    /// How many reports were dropped since it was opened, because more devices than the buffer has room for
    /// were heard before the ear came to them.
    public long lost() {
        return ear.lost();
    }

    /// Stops scanning and leaves the bus. Takes at most a few seconds.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
