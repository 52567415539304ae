// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import muster.app.config.ChannelRules;
import muster.app.config.QuietHours;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.model.AlertChange;
import muster.model.Notice;

/// A journal, a channel that writes down what it is given, and a clock that is set by hand.
final class ChannelScene implements AutoCloseable {

    static final String NAME = "ops";

    /// Told of everything; may refuse.
    final class Listener implements Channel {
        final List<Message> heard = new ArrayList<>();
        int tries;
        String refusal;
        /// The machine dies when the other side has the message and nothing is written yet.
        boolean dies;

        @Override
        public String target() {
            return "a listener";
        }

        @Override
        public String tell(Message message) throws ChannelException, InterruptedException {
            tries++;
            if (refusal != null) {
                throw new ChannelException(refusal);
            }
            heard.add(message);
            if (dies) {
                throw new InterruptedException("dead");
            }
            return "heard";
        }

        @Override
        public void close() {}
    }

    final Listener listener = new Listener();
    final Journal journal;
    private final ChannelRules rules;
    Instant now = ToldAlerts.NOON;
    private long nanos;
    private ChannelLoop loop;

    ChannelScene(Path directory, ChannelRules rules) throws Exception {
        this.rules = rules;
        journal = Journal.open(JournalSettings.at(directory), () -> now);
        restart();
    }

    static ChannelRules rules() {
        return new ChannelRules(Notice.Level.WARNING, Set.of(), Duration.ofSeconds(10), Optional.empty(), 20, true);
    }

    static ChannelRules quiet(QuietHours hours) {
        return new ChannelRules(
                Notice.Level.WARNING, Set.of(), Duration.ofSeconds(10), Optional.of(hours), 20, true);
    }

    /// A new loop on the same journal, as after `kill -9`.
    void restart() throws Exception {
        loop = new ChannelLoop(NAME, "test", rules, listener, journal, ZoneOffset.UTC, () -> now, () -> nanos,
                new Random(1));
        loop.begin();
    }

    void append(AlertChange... changes) throws Exception {
        journal.append(List.of(changes));
    }

    /// Time goes on, and the loop does what there is to do.
    void pass(Duration time) throws Exception {
        loop.step();
        now = now.plus(time);
        nanos += time.toNanos();
        settle();
    }

    /// The loop does what there is to do now.
    void settle() throws Exception {
        for (int i = 0; i < 100 && loop.step().isZero(); i++) {
            // it has more to do
        }
    }

    ChannelPlace place() {
        return loop.place();
    }

    long cursor() throws Exception {
        return journal.records().watching().channel(NAME).orElse(-1);
    }

    List<String> titles() {
        return listener.heard.stream().map(Message::title).toList();
    }

    @Override
    public void close() {
        journal.close();
    }
}
