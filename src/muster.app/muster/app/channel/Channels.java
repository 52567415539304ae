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

    /// One that runs.
    private record Running(ChannelConfig config, ChannelLoop loop, Thread thread) {}

    private final Journal journal;
    private final ZoneId zone;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Thread log;
    private volatile List<Running> running = List.of();

    private Channels(Journal journal, ZoneId zone, InstantSource clock, RandomGenerator random) {
        this.journal = journal;
        this.zone = zone;
        this.clock = clock;
        this.random = random;
        this.log = thread(loop("log", "log", LOGGED, new LogChannel()));
    }

    /// Starts them. One that never ran tells what happens from now on.
    ///
    /// @param zone of the quiet hours
    /// @param random for pauses of different length
    public static Channels start(List<ChannelConfig> configured, Journal journal, ZoneId zone, InstantSource clock,
            RandomGenerator random) {
        Channels channels = new Channels(journal, zone, clock, random);
        channels.change(configured);
        return channels;
    }

    /// Goes on with these: those that are configured as they were run on untouched, the others are ended or started. A
    /// changed one goes on where it was.
    public synchronized void change(List<ChannelConfig> configured) {
        List<Running> before = running;
        end(before.stream().filter(each -> !configured.contains(each.config())).map(Running::thread).toList());
        List<Running> after = new ArrayList<>();
        for (ChannelConfig each : configured) {
            after.add(before.stream().filter(one -> one.config().equals(each)).findFirst()
                    .orElseGet(() -> started(each)));
        }
        running = List.copyOf(after);
    }

    private Running started(ChannelConfig config) {
        ChannelLoop loop =
                loop(config.name(), config.target().type(), config.rules(), channel(config.target(), clock));
        return new Running(config, loop, thread(loop));
    }

    private ChannelLoop loop(String name, String type, ChannelRules rules, Channel channel) {
        return new ChannelLoop(name, type, rules, channel, journal, zone, clock, System::nanoTime, random);
    }

    private static Channel channel(ChannelTarget target, InstantSource clock) {
        return switch (target) {
            case ChannelTarget.Webhook webhook -> new WebhookChannel(webhook, clock);
            case ChannelTarget.Email email -> new MailChannel(email, clock);
            case ChannelTarget.Http http -> new HttpChannel(http, clock);
            case ChannelTarget.Modem modem -> new ModemChannel(modem);
        };
    }

    private static Thread thread(ChannelLoop loop) {
        return Thread.ofVirtual().name("channel-" + loop.name()).start(() -> {
            try {
                loop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// How they are, in the configuration's order; without the log.
    public List<ChannelStatus> all() {
        return running.stream().map(each -> each.loop().place().status()).toList();
    }

    /// Whether each one's last message could not be sent, by name.
    public Map<String, Boolean> failing() {
        Map<String, Boolean> failing = new LinkedHashMap<>();
        running.forEach(each -> failing.put(each.loop().name(), each.loop().place().isFailing()));
        return failing;
    }

    /// Sends a message that tells of nothing, once; waits while another message of that channel is being sent.
    ///
    /// @throws Refusal if there is no such channel
    public ChannelTrial test(String name) throws Refusal, InterruptedException {
        for (Running each : running) {
            if (each.loop().name().equals(name)) {
                return each.loop().test();
            }
        }
        throw new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no channel " + name + "; muster alerts channels shows those there are");
    }

    /// Ends them; a message that was being sent may be sent again at the next start.
    @Override
    public synchronized void close() {
        List<Thread> threads = new ArrayList<>(running.stream().map(Running::thread).toList());
        threads.add(log);
        end(threads);
    }

    private static void end(List<Thread> threads) {
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
