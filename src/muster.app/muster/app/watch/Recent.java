// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import muster.journal.Days;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Activity;
import muster.model.Alert;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Entry;
import muster.model.Json;
import muster.model.Lines;
import muster.model.MonitorEntry;
import muster.model.Punch;
import muster.model.Source;

/// What happened lately: a follower of the journal that keeps the last [#ENTRIES] lines, the last
/// [#ALERTS] alerts and the punches of the last hour by the minute. Thread-safe.
public final class Recent {

    /// How many lines are kept (product.md CFG-16).
    static final int ENTRIES = 100;

    /// How many alerts are kept (product.md CFG-16).
    static final int ALERTS = 50;

    /// Who is further behind takes what is of interest, not all that is in between.
    static final int PAGE = 1000;

    private final Journal journal;
    private final ZoneId zone;
    private final Deque<MonitorEntry> entries = new ArrayDeque<>();
    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final NavigableMap<Instant, Long> punchesByMinute = new TreeMap<>();
    private final Map<Arrival, Long> arrivals = new HashMap<>();
    private long position;

    /// A way that punches come.
    ///
    /// @param source how
    /// @param terminal serial of the terminal or id of the door
    record Arrival(Source source, String terminal) {}

    /// Looks back in the journal as far as needed.
    ///
    /// @param zone the zone of the seed's timestamps
    /// @param now by our clock
    public Recent(Journal journal, ZoneId zone, Instant now) throws JournalException {
        this.journal = journal;
        this.zone = zone;
        long head = journal.head();
        newest(Set.of(), head, ENTRIES).forEach(this::show);
        newest(Set.of("alert"), head, ALERTS).forEach(this::alert);
        this.position = head;
        punchesByMinute.putAll(journal.records().days().punchesByMinute(now.minus(Duration.ofHours(1)), position));
    }

    /// Follows the journal until it is interrupted. One thread calls this.
    public void follow() throws InterruptedException {
        while (true) {
            long head = journal.awaitBeyond(position, Duration.ofMinutes(1));
            try {
                catchUp(head);
            } catch (JournalException e) {
                // The journal tells of its own trouble; this follower goes on where it was.
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    /// Takes in what the journal has up to a place.
    void catchUp(long head) throws JournalException {
        if (head - position > PAGE) {
            leap(head);
        } else {
            journal.read(position, PAGE).forEach(this::take);
        }
    }

    /// A log of 100,000 punches comes within a second: the lines of all would be written for nobody.
    private void leap(long head) throws JournalException {
        List<Entry> lines = journal.read(head - ENTRIES, ENTRIES);
        List<Entry> told = newest(Set.of("alert"), head, ALERTS);
        List<Days.Received> received = journal.records().days().received(position, head);
        synchronized (this) {
            lines.forEach(this::show);
            told.forEach(this::alert);
            received.forEach(each -> count(each.minute(), each.source(), each.terminal(), each.punches()));
            position = head;
        }
    }

    /// The newest entries behind our place, oldest first.
    private List<Entry> newest(Set<String> kinds, long head, int limit) throws JournalException {
        return journal.records().facts(kinds, head + 1, limit).reversed().stream()
                .filter(entry -> entry.seq() > position)
                .toList();
    }

    /// How many punches were received within a time before now, to the minute, an hour at most.
    synchronized long punchesWithin(Duration time, Instant now) {
        punchesByMinute.headMap(now.minus(Duration.ofHours(2)), false).clear();
        return punchesByMinute.tailMap(now.minus(time), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// The punches received in each of the last minutes; the last minute is not over yet.
    ///
    /// @param minutes 1 to 60
    synchronized Activity activity(int minutes, Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes - 1L));
        return new Activity(from, IntStream.range(0, minutes)
                .mapToObj(minute -> punchesByMinute.getOrDefault(from.plus(Duration.ofMinutes(minute)), 0L))
                .toList());
    }

    /// How many punches came since the start, by way.
    synchronized Map<Arrival, Long> arrivals() {
        return Map.copyOf(arrivals);
    }

    /// The newest lines, oldest first.
    synchronized List<MonitorEntry> entries(int limit) {
        return last(entries, limit);
    }

    /// The newest alerts, oldest first.
    synchronized List<Alert> alerts(int limit) {
        return last(alerts, limit);
    }

    private static <T> List<T> last(Deque<T> all, int limit) {
        List<T> list = new ArrayList<>(all);
        return list.subList(Math.max(0, list.size() - limit), list.size());
    }

    private synchronized void take(Entry entry) {
        show(entry);
        alert(entry);
        if (entry.fact() instanceof Punch punch) {
            count(punch.receivedAt().truncatedTo(ChronoUnit.MINUTES), punch.source(), punch.terminal(), 1);
        }
        position = entry.seq();
    }

    private void count(Instant minute, Source source, String terminal, long punches) {
        punchesByMinute.merge(minute, punches, Long::sum);
        arrivals.merge(new Arrival(source, terminal), punches, Long::sum);
    }

    private void show(Entry entry) {
        Lines.of(entry, zone).ifPresent(line -> push(entries, line, ENTRIES));
    }

    private void alert(Entry entry) {
        if (entry.fact() instanceof AlertChange change && change.isTold()) {
            AlertStatus alert = change.after();
            push(alerts, new Alert(timestamp(change.receivedAt()), Json.word(alert.level()), alert.message(),
                    alert.rule(), alert.subject(), change.act()), ALERTS);
        }
    }

    private static <T> void push(Deque<T> deque, T item, int limit) {
        deque.addLast(item);
        if (deque.size() > limit) {
            deque.removeFirst();
        }
    }

    private String timestamp(Instant instant) {
        return MonitorEntry.timestamp(LocalDateTime.ofInstant(instant, zone));
    }
}
