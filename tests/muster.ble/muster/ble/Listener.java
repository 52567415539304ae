// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Writes down what a radio hears and says, and waits for it. Thread-safe.
final class Listener {

    private static final long PATIENCE = 20_000_000_000L;

    private final List<Advertisement> heard = new ArrayList<>();
    private final List<RadioState> news = new ArrayList<>();

    synchronized void hear(Advertisement report) {
        heard.add(report);
        notifyAll();
    }

    synchronized void tell(RadioState state) {
        news.add(state);
        notifyAll();
    }

    /// Waits for a report, counted from the last [#forget].
    Advertisement awaitReport(Predicate<Advertisement> wanted) {
        return await(() -> heard.stream().filter(wanted).findFirst().orElse(null), "a report");
    }

    /// Waits for a report of this address.
    Advertisement awaitReport(String address) {
        return awaitReport(report -> report.address().equals(address));
    }

    /// Waits until an adapter, or the whole radio (null), was told to be so, counted from the last [#forget].
    RadioState await(String adapter, Condition condition) {
        return await(
                () -> news.stream()
                        .filter(state -> state.condition() == condition)
                        .filter(state -> Objects.equals(state.adapter(), adapter))
                        .findFirst()
                        .orElse(null),
                adapter + " to be " + condition);
    }

    private synchronized <T> T await(Supplier<T> wanted, String what) {
        long end = System.nanoTime() + PATIENCE;
        try {
            for (T found; ; wait(100)) {
                found = wanted.get();
                if (found != null) {
                    return found;
                }
                if (System.nanoTime() - end > 0) {
                    return fail("waited in vain for " + what + "; heard " + heard.size() + " reports, news: " + news);
                }
            }
        } catch (InterruptedException e) {
            return fail(e);
        }
    }

    /// What was told, without the words.
    synchronized String course() {
        return news.stream().map(s -> s.adapter() + " " + s.condition()).collect(Collectors.joining(", "));
    }

    synchronized List<Advertisement> heard() {
        return List.copyOf(heard);
    }

    synchronized List<RadioState> news() {
        return List.copyOf(news);
    }

    /// Begins anew.
    synchronized void forget() {
        heard.clear();
        news.clear();
    }
}
