// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import muster.app.config.ProfileConfig;
import muster.app.config.SinkConfig;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.app.watch.SinkSummary;
import muster.journal.Cursor;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.SinkChange;
import muster.model.SinkState;
import muster.model.SinkStatus;

/// Every sink, each on a thread of its own, and what operators do with them. Thread-safe.
public final class Sinks implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("muster.sink");

    private final List<SinkLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Journal journal;
    private final InstantSource clock;
    private final Letters letters;
    private final Thread bell;

    private Sinks(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        this.letters = new Letters(journal, this, clock);
        this.bell = Thread.ofVirtual().name("sinks").unstarted(this::ring);
    }

    /// A sink and how it is configured.
    public record Configured(SinkConfig config, Sink sink) {}

    /// Starts them.
    ///
    /// @param profiles by name
    public static Sinks start(List<Configured> configured, Map<String, ProfileConfig> profiles, Journal journal,
            Terminals terminals, InstantSource clock, RandomGenerator random) {
        return start(configured, profiles, journal, terminals, clock, System::nanoTime, random);
    }

    /// The same with another clock for pauses.
    static Sinks start(List<Configured> configured, Map<String, ProfileConfig> profiles, Journal journal,
            Terminals terminals, InstantSource clock, LongSupplier nanos, RandomGenerator random) {
        Sinks sinks = new Sinks(journal, clock);
        for (Configured each : configured) {
            ProfileConfig profile = each.config().profile().map(profiles::get).orElseGet(ProfileConfig::plain);
            Loading loading = new Loading(each.config().kinds(), profile, terminals, journal.records());
            sinks.loops.add(new SinkLoop(each.config(), each.sink(), loading, journal, clock, nanos, random,
                    () -> sinks.tryOthers(each.config().name())));
        }
        sinks.loops.forEach(loop -> sinks.threads.add(
                Thread.ofVirtual().name("sink-" + loop.config().name()).start(() -> run(loop))));
        if (!configured.isEmpty()) {
            sinks.bell.start();
        }
        sinks.tellOfOthers();
        return sinks;
    }

    /// The line is back for one: the others need not sit out pauses that grew while it was cut.
    private void tryOthers(String recovered) {
        loops.stream().filter(loop -> !loop.config().name().equals(recovered))
                .forEach(loop -> loop.orders().hand(loop::mayBeBack));
    }

    /// A sink that was renamed or taken out of the configuration keeps its place and its dead letters.
    private void tellOfOthers() {
        try {
            for (Cursor cursor : journal.records().deliveries().cursors()) {
                if (loops.stream().noneMatch(loop -> loop.config().name().equals(cursor.sink()))) {
                    LOG.log(Level.INFO, "the journal knows a sink {0} that is not configured any more; its place {1}"
                            + " and its dead letters are kept", cursor.sink(), Long.toString(cursor.position()));
                }
            }
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "which sinks there were cannot be read: {0}", e.getMessage());
        }
    }

    private static void run(SinkLoop loop) {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loop.sink().close();
        }
    }

    private void ring() {
        long head = 0;
        try {
            while (true) {
                long before = head;
                head = journal.awaitBeyond(before, Duration.ofMinutes(1));
                loops.forEach(loop -> loop.orders().ring());
                if (head == before || loops.stream().allMatch(loop -> loop.place().position() < journal.head())) {
                    // nobody keeps up: not to ring for every single punch; a journal that is closed waits for nothing
                    Thread.sleep(Duration.ofMillis(50));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How they all are, in the order of the configuration.
    public List<SinkStatus> all() throws JournalException {
        Map<String, Long> open = journal.records().deliveries().openLetters();
        List<SinkStatus> all = new ArrayList<>();
        for (SinkLoop loop : loops) {
            all.add(loop.place().status(open));
        }
        return all;
    }

    /// How one is.
    public SinkStatus one(String name) throws Refusal, JournalException {
        return loop(name).place().status(journal.records().deliveries().openLetters());
    }

    /// How they are in a few numbers.
    public SinkSummary summary() throws JournalException {
        if (loops.isEmpty()) {
            return SinkSummary.NONE;
        }
        List<SinkStatus> all = all();
        long sent = loops.stream().mapToLong(loop -> loop.place().sent()).sum();
        long tried = loops.stream().mapToLong(loop -> loop.place().tried()).sum();
        return new SinkSummary(
                all.stream().mapToLong(SinkStatus::waiting).sum(),
                all.stream().mapToLong(SinkStatus::deadLetters).sum(),
                tried == 0 ? 100.0 : Math.round(1000.0 * sent / tried) / 10.0,
                cloud(all));
    }

    private static String cloud(List<SinkStatus> all) {
        return all.stream().filter(sink -> sink.type().equals("convex"))
                .map(sink -> switch (sink.state()) {
                    case RUNNING -> "online";
                    case RETRYING -> "offline";
                    case PAUSED -> "paused";
                    case STOPPED -> "error";
                })
                .findFirst()
                .orElse("unknown");
    }

    /// Whether one of them sends everything because somebody said so.
    public boolean isSyncing() {
        return loops.stream().anyMatch(SinkLoop::isSyncing);
    }

    /// The dead letters.
    public Letters letters() {
        return letters;
    }

    /// Delivers nothing until it is resumed; everything is kept.
    public SinkStatus pause(String name, String by) throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = loop(name);
        loop.orders().ask(() -> {
            change(loop, SinkState.PAUSED, "paused", "paused by " + by, "muster sinks resume " + name, by);
            return null;
        });
        return one(name);
    }

    /// Goes on, and tries at once.
    public SinkStatus resume(String name, String by) throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = loop(name);
        loop.orders().ask(() -> {
            if (loop.place().state() != SinkState.RUNNING) {
                change(loop, SinkState.RUNNING, "resumed", null, null, by);
            }
            loop.now(false);
            return null;
        });
        return one(name);
    }

    private void change(SinkLoop loop, SinkState state, String act, String reason, String cure, String by)
            throws JournalException, InterruptedException {
        String text = reason == null ? act + " by " + by : reason;
        journal.append(List.of(new SinkChange(loop.config().name(), state, act, text, cure, by, clock.instant())));
        loop.place().is(state, reason, cure);
    }

    /// Delivers everything that is there now, whatever the mode; a sink that stopped or waits tries at once.
    ///
    /// @param name null = all of them that are not paused
    /// @return how they are
    public List<SinkStatus> sync(String name, String by) throws Refusal, JournalException, InterruptedException {
        Map<SinkLoop, SinkOrders.Order<Void>> handed = new LinkedHashMap<>();
        for (SinkLoop loop : name == null ? loops : List.of(loop(name))) {
            if (loop.place().state() != SinkState.PAUSED) {
                handed.put(loop, loop.orders().hand(() -> sync(loop, by)));
            } else if (name != null) {
                throw new Refusal(Refusal.Kind.CONFLICT,
                        "sink " + name + " is paused; muster sinks resume " + name + " goes on with it");
            }
        }
        for (Map.Entry<SinkLoop, SinkOrders.Order<Void>> each : handed.entrySet()) {
            each.getKey().orders().await(each.getValue());
        }
        return name == null ? all() : List.of(one(name));
    }

    private Void sync(SinkLoop loop, String by) throws JournalException, InterruptedException {
        if (loop.place().state() == SinkState.STOPPED) {
            change(loop, SinkState.RUNNING, "resumed", null, null, by);
        }
        loop.now(true);
        return null;
    }

    /// Moves the cursor, so that what lies behind it is delivered once more, or is not delivered.
    ///
    /// @param position the place before the first record to deliver, 0 to the head
    /// @param forward whether records that were not delivered may be left out
    public SinkStatus replay(String name, long position, boolean forward, String by)
            throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = loop(name);
        loop.orders().ask(() -> {
            long now = loop.place().position();
            if (position < 0 || position > journal.head()) {
                throw new Refusal(Refusal.Kind.INVALID, "position: it must be 0 to " + journal.head());
            }
            if (position > now && !forward) {
                throw new Refusal(Refusal.Kind.CONFLICT, "the cursor of sink " + name + " is at " + now
                        + "; moving it to " + position + " leaves out records that were not delivered. Say forward"
                        + " if that is meant");
            }
            String act = position > now ? "skipped" : "replayed";
            journal.moveCursor(name, position, new SinkChange(name, loop.place().state(), act,
                    "from " + now + " to " + position + " by " + by, null, by, clock.instant()));
            loop.moved(position);
            return null;
        });
        return one(name);
    }

    /// Tries a target without delivering a record.
    public Trial test(String name) throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = loop(name);
        return loop.orders().ask(() -> loop.sink().test());
    }

    /// What delivering records would change; changes nothing.
    ///
    /// @param after the place before the first of them; null = the sink's own
    /// @param limit how many at most, 1 to 1000
    public List<Difference> compare(String name, Long after, int limit)
            throws Refusal, JournalException, InterruptedException {
        SinkLoop loop = loop(name);
        return loop.orders().ask(() -> new Comparison(loop, journal)
                .behind(after == null ? loop.place().position() : after, limit));
    }

    SinkLoop loop(String name) throws Refusal {
        return loops.stream().filter(loop -> loop.config().name().equals(name)).findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                        "there is no sink " + name + "; muster sinks list shows those there are"));
    }

    /// The sinks' loops, for those who tell a record's story.
    List<SinkLoop> loops() {
        return List.copyOf(loops);
    }

    /// Ends them; what was being delivered is delivered again at the next start.
    @Override
    public void close() {
        bell.interrupt();
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
