// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import muster.app.terminal.Network;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;
import muster.zk.pull.PullSettings;
import muster.zk.pull.PullSizes;
import muster.zk.pull.PullTimes;
import muster.zk.pull.Quirks;
import muster.zk.pull.TerminalIdentity;
import muster.zk.pull.Transport;

/// Looks for terminals in a network, by opening a real session at each address: some terminals restart when
/// a mere connection is closed (zk-pull.md section 3.3). Immutable.
///
/// @param network which addresses
/// @param port mostly 4370
/// @param perSecond how many addresses are tried in a second
/// @param timeout how long an address may take to answer
public record Scan(Network network, int port, int perSecond, Duration timeout) {

    /// A network with more addresses is refused.
    public static final int MOST = 65_536;

    private static final int AT_ONCE = 128;

    /// Something that answered.
    ///
    /// @param host its address
    /// @param serial its serial; empty when it did not tell
    /// @param deviceName its model; empty when it did not tell
    /// @param firmware its firmware; empty when it did not tell
    /// @param problem why it cannot be read, or empty
    public record Found(String host, String serial, String deviceName, String firmware, String problem) {}

    /// Tries every address; addresses where nothing listens are passed over in silence.
    ///
    /// @param found called for each one that answered, one at a time
    /// @param progress called with how many addresses were tried, one at a time
    public void run(Consumer<Found> found, IntConsumer progress) throws InterruptedException {
        List<InetAddress> addresses = addresses();
        Semaphore room = new Semaphore(AT_ONCE);
        List<Thread> threads = new ArrayList<>();
        int[] tried = new int[1];
        try {
            for (InetAddress address : addresses) {
                room.acquire();
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        Found answer = look(address.getHostAddress());
                        synchronized (this) {
                            if (answer != null) {
                                found.accept(answer);
                            }
                            progress.accept(++tried[0]);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        room.release();
                    }
                }));
                Thread.sleep(Duration.ofSeconds(1).dividedBy(perSecond));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private Found look(String host) throws InterruptedException {
        PullTimes usual = PullTimes.STANDARD;
        PullTimes times = new PullTimes(timeout, timeout.multipliedBy(3), usual.prepare(), usual.silence(),
                usual.trail(), usual.exit(), usual.table(), usual.disabled());
        PullSettings settings = new PullSettings(
                host, port, Transport.TCP, 0, times, PullSizes.STANDARD, Quirks.NONE);
        try (PullSession session = PullSession.open(settings, InstantSource.system())) {
            TerminalIdentity identity = session.identity();
            return new Found(host, identity.serial(), identity.name(), identity.firmware(), "");
        } catch (ProtocolException e) {
            return switch (e.kind()) {
                case UNREACHABLE, TIMEOUT, CUT -> null;
                default -> new Found(host, "", "", "", e.getMessage());
            };
        }
    }

    /// The addresses of the network, without those of the network itself and of its broadcast.
    ///
    /// @throws IllegalArgumentException if there are more than [#MOST]
    public List<InetAddress> addresses() {
        byte[] first = network.address().getAddress();
        int free = first.length * 8 - network.prefix();
        if (free > 16) {
            throw new IllegalArgumentException(
                    "the network has more than " + MOST + " addresses; scan a part of it");
        }
        int count = 1 << free;
        boolean whole = first.length == 4 && free >= 2;
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = whole ? 1 : 0; i < (whole ? count - 1 : count); i++) {
            addresses.add(at(first, free, i));
        }
        return addresses;
    }

    private static InetAddress at(byte[] first, int free, int index) {
        byte[] bytes = first.clone();
        for (int bit = 0; bit < free; bit++) {
            int at = bytes.length - 1 - bit / 8;
            int mask = 1 << bit % 8;
            bytes[at] = (byte) ((index >> bit & 1) == 1 ? bytes[at] | mask : bytes[at] & ~mask);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length of an address never changes", e);
        }
    }
}
