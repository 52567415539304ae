// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Collects how wishes differ from what is. For one thread.
final class Differences {

    private final boolean known;
    private final List<String> texts = new ArrayList<>();

    /// @param known whether there is something to differ from
    Differences(boolean known) {
        this.known = known;
    }

    /// The wish, or null when it is fulfilled or nothing is wished.
    <T> T of(String name, T before, T wish) {
        if (wish == null || wish.equals(before)) {
            return null;
        }
        texts.add(name + " " + text(wish) + (known && before != null ? " instead of " + text(before) : ""));
        return wish;
    }

    private static String text(Object value) {
        return switch (value) {
            case Boolean yes -> yes ? "yes" : "no";
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            default -> value.toString();
        };
    }

    /// The differences, for people.
    List<String> texts() {
        return List.copyOf(texts);
    }
}
