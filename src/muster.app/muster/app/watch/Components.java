// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Component;
import muster.model.Component.State;
import muster.model.ComponentChange;
import muster.model.ComponentReport;
import muster.model.Json;

/// The parts of the whole: muster's own, and the outside ones that external programs report (product.md MON-05). A
/// report is journalled when it is news; an outside one that is not reported any more goes stale by itself.
/// Thread-safe.
public final class Components implements Gauge {

    private static final int MOST = 100;
    private static final int LONGEST_DETAILS = 200;
    private static final long USUAL_STALE = 300;
    private static final long LEAST_STALE = 10;
    private static final long MOST_STALE = 86_400;

    /// An outside component, and when it was reported on a clock that nobody sets.
    private record Outside(Component component, long nanos) {}

    private final Map<String, Outside> outside = new ConcurrentSkipListMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    private final Journal journal;
    private final OwnComponents own;
    private final InstantSource clock;
    private final LongSupplier nanos;

    /// Goes on with the outside ones the journal knows; each has its whole time to report again.
    ///
    /// @param nanos a clock that only goes forward, in nanoseconds
    public Components(Journal journal, OwnComponents own, InstantSource clock, LongSupplier nanos)
            throws JournalException {
        this.journal = journal;
        this.own = own;
        this.clock = clock;
        this.nanos = nanos;
        long now = nanos.getAsLong();
        journal.records().watching().components().forEach(each -> outside.put(each.name(), new Outside(each, now)));
    }

    /// Muster's own, then the outside ones, each in order of names.
    public List<Component> list() {
        List<Component> all = new ArrayList<>(own.list(clock.instant()));
        List<String> taken = all.stream().map(Component::name).toList();
        outside.values().stream()
                .map(Outside::component)
                .filter(each -> !taken.contains(each.name()))
                .sorted(Comparator.comparing(Component::name))
                .forEach(all::add);
        return all;
    }

    /// The one of a name.
    public Optional<Component> find(String name) {
        return list().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// An external program tells how a component is.
    public Component report(String name, ComponentReport report)
            throws Refusal, JournalException, InterruptedException {
        check(name, report);
        String details = Reports.line(report.details());
        long stale = report.staleAfterSeconds() == null ? USUAL_STALE : report.staleAfterSeconds();
        changing.lockInterruptibly();
        try {
            Component before = outside.containsKey(name) ? outside.get(name).component() : null;
            if (before == null && outside.size() >= MOST) {
                throw new Refusal(Refusal.Kind.CONFLICT, "there are " + MOST + " outside components already; forget "
                        + "those that are gone: muster report forget NAME");
            }
            Instant now = clock.instant();
            boolean same = before != null && before.state() == report.state();
            Component after = new Component(
                    name, report.state(), details, same ? before.since() : now, now, stale, true);
            boolean news = !same || !Objects.equals(before.details(), details)
                    || !Objects.equals(before.staleAfterSeconds(), stale);
            keep(after, news ? "reported" : null);
            return after;
        } finally {
            changing.unlock();
        }
    }

    /// A component that is no more.
    public Component forget(String name) throws Refusal, JournalException, InterruptedException {
        changing.lockInterruptibly();
        try {
            Outside known = outside.get(name);
            if (known == null) {
                throw new Refusal(Refusal.Kind.NOT_FOUND, "nobody ever reported a component " + name
                        + "; muster components shows those there are");
            }
            journal.append(List.of(new ComponentChange(known.component(), "forgotten", clock.instant())));
            outside.remove(name);
            return known.component();
        } finally {
            changing.unlock();
        }
    }

    /// Notes which ones nobody reports any more. To be called every few seconds.
    public void sweep() throws JournalException, InterruptedException {
        changing.lockInterruptibly();
        try {
            for (Outside each : List.copyOf(outside.values())) {
                if (isOverdue(each)) {
                    Component was = each.component();
                    Instant now = clock.instant();
                    String last = Json.word(was.state()) + (was.details() == null ? "" : ", " + was.details());
                    keep(new Component(was.name(), State.STALE, "nobody reports it any more; it was " + last, now,
                            was.reportedAt(), was.staleAfterSeconds(), true), "stale");
                }
            }
        } finally {
            changing.unlock();
        }
    }

    private boolean isOverdue(Outside each) {
        Component component = each.component();
        return component.state() != State.STALE
                && component.staleAfterSeconds() != null
                && nanos.getAsLong() - each.nanos() >= Duration.ofSeconds(component.staleAfterSeconds()).toNanos();
    }

    /// @param act null = it is no news
    private void keep(Component after, String act) throws JournalException, InterruptedException {
        if (act != null) {
            journal.append(List.of(new ComponentChange(after, act, clock.instant())));
        }
        outside.put(after.name(), new Outside(after, nanos.getAsLong()));
    }

    private void check(String name, ComponentReport report) throws Refusal {
        if (!Reports.isWord(name)) {
            throw invalid("a component's name is one word of 1 to 32 letters, digits, - or _");
        }
        if (OwnComponents.NAMES.contains(name)
                || own.list(clock.instant()).stream().anyMatch(each -> each.name().equals(name))) {
            throw new Refusal(Refusal.Kind.CONFLICT, "component " + name
                    + " is muster's own and cannot be reported; give yours another name");
        }
        if (report.state() == null || report.state() == State.STALE || report.state() == State.UNKNOWN) {
            throw invalid("state must be one of online, degraded, offline, error, off");
        }
        if (report.details() != null && report.details().codePointCount(0, report.details().length())
                > LONGEST_DETAILS) {
            throw invalid("details may have " + LONGEST_DETAILS + " characters at most");
        }
        Long stale = report.staleAfterSeconds();
        if (stale != null && (stale < LEAST_STALE || stale > MOST_STALE)) {
            throw invalid("stale_after_seconds must be from " + LEAST_STALE + " to " + MOST_STALE + ", not " + stale);
        }
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }

    @Override
    public void read(Snapshot.Builder into) {
        list().forEach(each -> into.put(Measures.COMPONENT_BAD, each.name(), each.isBad() ? 1 : 0));
    }
}
