// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import muster.model.AlertChange;

/// Changes of alerts that are to be told together, of each alert the last; so it is as large as there are alerts,
/// however long it waits. For one thread.
final class Group {

    private record Waiting(long seq, AlertChange change) {}

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final long since;
    private long first = Long.MAX_VALUE;
    private long last;

    /// @param since when it began, in nanoseconds
    Group(long since) {
        this.since = since;
    }

    void add(long seq, AlertChange change) {
        first = Math.min(first, seq);
        last = Math.max(last, seq);
        waiting.put(change.after().id(), new Waiting(seq, change));
    }

    /// An alert is over, which is not to be told: what was to be told of it need not be told any more.
    void forget(String alert) {
        waiting.remove(alert);
    }

    /// Takes a part out.
    ///
    /// @return a group that began when this did
    Group split(Predicate<AlertChange> which) {
        Group part = new Group(since);
        waiting.values().stream().filter(each -> which.test(each.change()))
                .forEach(each -> part.add(each.seq(), each.change()));
        waiting.values().removeIf(each -> which.test(each.change()));
        return part;
    }

    /// Puts another one's changes into this.
    void merge(Group other) {
        other.waiting.values().forEach(each -> add(each.seq(), each.change()));
    }

    Collection<AlertChange> changes() {
        return waiting.values().stream().map(Waiting::change).toList();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    long since() {
        return since;
    }

    /// The place of the first change that ever came in.
    long first() {
        return first;
    }

    /// The place of the last change that ever came in.
    long last() {
        return last;
    }
}
