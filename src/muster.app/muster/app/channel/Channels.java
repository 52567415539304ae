// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import muster.app.config.ChannelConfig;
import muster.app.config.ChannelRules;
import muster.app.config.ChannelTarget;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.model.ChannelStatus;
import muster.model.ChannelTrial;
import muster.model.Notice;

/// Every channel, each on a thread of its own, and the log, which is one too. Thread-safe.
public final class Channels implements AutoCloseable {

    private static final ChannelRules LOGGED =
            new ChannelRules(Notice.Level.INFO, Set.of(), Duration.ZERO, Optional.empty(), Integer.MAX_VALUE, true);

    private final List<ChannelLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Channels() {}

    /// Starts them. One that never ran tells what happens from now on.
    ///
    /// @param zone of the quiet hours
    /// @param random for pauses of different length
    public static Channels start(List<ChannelConfig> configured, Journal journal, ZoneId zone, InstantSource clock,
            RandomGenerator random) {
        LongSupplier nanos = System::nanoTime;
        Channels channels = new Channels();
        for (ChannelConfig each : configured) {
            ChannelLoop loop = new ChannelLoop(each.name(), each.target().type(), each.rules(),
                    channel(each.target(), clock), journal, zone, clock, nanos, random);
            channels.loops.add(loop);
            channels.run(loop);
        }
        channels.run(new ChannelLoop("log", "log", LOGGED, new LogChannel(), journal, zone, clock, nanos, random));
        return channels;
    }

    private static Channel channel(ChannelTarget target, InstantSource clock) {
        return switch (target) {
            case ChannelTarget.Webhook webhook -> new WebhookChannel(webhook, clock);
            case ChannelTarget.Email email -> new MailChannel(email, clock);
            case ChannelTarget.Http http -> new HttpChannel(http, clock);
            case ChannelTarget.Modem modem -> new ModemChannel(modem);
        };
    }

    private void run(ChannelLoop loop) {
        threads.add(Thread.ofVirtual().name("channel-" + loop.name()).start(() -> {
            try {
                loop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /// How they are, in the configuration's order; without the log.
    public List<ChannelStatus> all() {
        return loops.stream().map(loop -> loop.place().status()).toList();
    }

    /// Whether each one's last message could not be sent, by name.
    public Map<String, Boolean> failing() {
        Map<String, Boolean> failing = new LinkedHashMap<>();
        loops.forEach(loop -> failing.put(loop.name(), loop.place().isFailing()));
        return failing;
    }

    /// Sends a message that tells of nothing, once; waits while another message of that channel is being sent.
    ///
    /// @throws Refusal if there is no such channel
    public ChannelTrial test(String name) throws Refusal, InterruptedException {
        for (ChannelLoop loop : loops) {
            if (loop.name().equals(name)) {
                return loop.test();
            }
        }
        throw new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no channel " + name + "; muster alerts channels shows those there are");
    }

    /// Ends them; a message that was being sent may be sent again at the next start.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            for (Thread thread : threads) {
                // one after another they could take longer than whoever ends the daemon waits
                thread.join(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
