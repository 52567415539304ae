// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import muster.app.config.ChannelRules;
import muster.model.AlertChange;
import muster.model.Notice;

/// What a channel has yet to tell, and which message is next. For one thread.
final class Outbox {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ChannelRules rules;
    private final ZoneId zone;
    private final LongSupplier nanos;
    private final Rate rate;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private Group held;
    private boolean flooded;

    /// A message and what must be known of it to move the cursors on.
    ///
    /// @param first place of the first change in it
    /// @param last place of the last
    /// @param held whether these were changes of quiet hours, which have a cursor of their own
    record Outgoing(Message message, long first, long last, boolean held) {}

    /// @param zone of the quiet hours
    /// @param nanos a clock that only goes on
    Outbox(ChannelRules rules, ZoneId zone, LongSupplier nanos) {
        this.rules = rules;
        this.zone = zone;
        this.nanos = nanos;
        this.rate = new Rate(rules.rate(), nanos);
        this.held = new Group(0);
    }

    /// Whether people are to be told of a change by this channel, sooner or later.
    boolean isWanted(AlertChange change) {
        return change.after().level().compareTo(rules.level()) <= 0
                && (rules.branches().isEmpty() || rules.branches().contains(branch(change)))
                && (rules.resolved() || !change.act().equals("resolved"));
    }

    private static String branch(AlertChange change) {
        return change.after().branch() == null ? "" : change.after().branch();
    }

    /// Whether a change waits for the end of the quiet hours in which it happened.
    boolean isHeld(AlertChange change) {
        return !isError(change) && isQuiet(change.receivedAt());
    }

    private boolean isQuiet(Instant at) {
        return rules.quietHours().isPresent() && rules.quietHours().get().holds(LocalTime.ofInstant(at, zone));
    }

    private static boolean isError(AlertChange change) {
        return change.after().level() == Notice.Level.ERROR;
    }

    /// Takes a change that is wanted.
    void take(long seq, AlertChange change) {
        groups.computeIfAbsent(branch(change), _ -> new Group(nanos.getAsLong())).add(seq, change);
    }

    /// Takes one that waits for the end of the quiet hours.
    void hold(long seq, AlertChange change) {
        held.add(seq, change);
    }

    /// Looks at a change that is not wanted: when the alert is over and nobody wants to be told of that, what was to be
    /// told of it before is forgotten.
    void drop(AlertChange over) {
        if (!over.act().equals("resolved")) {
            return;
        }
        Group group = groups.get(branch(over));
        if (group != null) {
            group.forget(over.after().id());
            groups.values().removeIf(Group::isEmpty);
        }
        held.forget(over.after().id());
    }

    /// The message that is due; it is the caller's then.
    Optional<Outgoing> next(Instant now) {
        boolean quiet = isQuiet(now);
        boolean summing = !quiet && !held.isEmpty();
        if (!summing && !isDue(quiet)) {
            return Optional.empty();
        }
        if (!rate.left().isZero()) {
            flooded = true;
            return Optional.empty();
        }
        if (summing) {
            Group night = held;
            held = new Group(0);
            return Optional.of(outgoing(Message.summary(id(night), "after quiet hours", night.changes(), now), night,
                    true));
        }
        return Optional.of(flooded ? everything(quiet, now) : oldest(quiet, now));
    }

    private boolean isDue(boolean quiet) {
        return groups.values().stream().anyMatch(group -> isDue(group, quiet));
    }

    private boolean isDue(Group group, boolean quiet) {
        return left(group).isZero() && (!quiet || group.changes().stream().anyMatch(Outbox::isError));
    }

    private Duration left(Group group) {
        long past = nanos.getAsLong() - group.since();
        return Duration.ofNanos(Math.max(0, rules.groupWait().toNanos() - past));
    }

    /// What came while there was too much is one message, whatever branch it is of.
    private Outgoing everything(boolean quiet, Instant now) {
        flooded = false;
        Group all = new Group(0);
        for (Group group : groups.values()) {
            all.merge(group.split(change -> !quiet || isError(change)));
        }
        groups.values().removeIf(Group::isEmpty);
        String why = "(more than " + rules.rate() + " messages in 10 minutes)";
        return outgoing(Message.summary(id(all), why, all.changes(), now), all, false);
    }

    private Outgoing oldest(boolean quiet, Instant now) {
        Iterator<Map.Entry<String, Group>> each = groups.entrySet().iterator();
        Map.Entry<String, Group> due = each.next();
        while (!isDue(due.getValue(), quiet)) {
            due = each.next();
        }
        Group told = due.getValue().split(change -> !quiet || isError(change));
        if (due.getValue().isEmpty()) {
            each.remove();
        }
        return outgoing(Message.of(id(told), due.getKey(), told.changes(), now), told, false);
    }

    private static String id(Group group) {
        return "alerts-" + group.first() + "-" + group.last();
    }

    private static Outgoing outgoing(Message message, Group group, boolean held) {
        return new Outgoing(message, group.first(), group.last(), held);
    }

    /// A message went out.
    void sent() {
        rate.sent();
    }

    /// The place of the first change that waits to be told, but for those of quiet hours; none = [Long#MAX_VALUE].
    long first() {
        return groups.values().stream().mapToLong(Group::first).min().orElse(Long.MAX_VALUE);
    }

    /// How many changes wait.
    int size() {
        return held.size() + groups.values().stream().mapToInt(Group::size).sum();
    }

    /// Whether nothing waits for the end of quiet hours.
    boolean holdsNothing() {
        return held.isEmpty();
    }

    /// How long until a message may be due although nothing new came.
    Duration left() {
        if (flooded && !rate.left().isZero()) {
            return shorter(rate.left(), LONG);
        }
        return groups.values().stream().map(this::left).filter(left -> !left.isZero()).reduce(LONG, Outbox::shorter);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
