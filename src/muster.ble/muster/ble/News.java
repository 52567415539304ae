// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// What was last said about each adapter, or about the radio as a whole when there is no adapter to speak of; a change
/// is told once. Thread-safe.
final class News {

    /// A listener that is so far behind has stopped listening.
    private static final int CAPACITY = 1_000;

    private static final System.Logger LOG = System.getLogger(News.class.getName());

    private final Map<String, RadioState> adapters = new LinkedHashMap<>();
    private final Deque<RadioState> untold = new ArrayDeque<>();
    private RadioState whole;

    News(RadioState first) {
        whole = first;
    }

    /// Says how things are. A state without adapter takes the place of all others, and the other way round.
    synchronized void say(RadioState state) {
        RadioState before = set(state);
        if (before != null && before.condition() == state.condition() && Objects.equals(before.cure(), state.cure())) {
            return;
        }
        if (untold.size() == CAPACITY) {
            untold.removeFirst();
        }
        untold.add(state);
        notifyAll();
    }

    /// Says how things are at first, without telling.
    synchronized void begin(RadioState state) {
        set(state);
    }

    private RadioState set(RadioState state) {
        if (state.adapter() == null && state.address() == null) {
            RadioState before = whole;
            adapters.clear();
            whole = state;
            return before;
        }
        whole = null;
        // one that went away and came back under another name
        adapters.values().removeIf(old -> old.condition() == Condition.NO_ADAPTER
                && old.address() != null && old.address().equals(state.address())
                && !Objects.equals(old.adapter(), state.adapter()));
        return adapters.put(state.adapter() != null ? state.adapter() : state.address(), state);
    }

    /// Whether something is said of any adapter.
    synchronized boolean knowsAdapters() {
        return whole == null;
    }

    /// Whether an adapter of this name or address is already said to be missing.
    synchronized boolean misses(String nameOrAddress) {
        return adapters.values().stream()
                .anyMatch(state -> state.condition() == Condition.NO_ADAPTER
                        && (nameOrAddress.equals(state.adapter()) || nameOrAddress.equalsIgnoreCase(state.address())));
    }

    synchronized List<RadioState> states() {
        return whole != null ? List.of(whole) : List.copyOf(new ArrayList<>(adapters.values()));
    }

    private synchronized RadioState take() throws InterruptedException {
        while (untold.isEmpty()) {
            wait();
        }
        return untold.removeFirst();
    }

    /// Tells until interrupted; a listener that fails misses this one change.
    void tell(Consumer<RadioState> listener) throws InterruptedException {
        while (true) {
            RadioState state = take();
            try {
                listener.accept(state);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "ble: a change could not be told: " + state.reason(), e);
            }
        }
    }
}
