// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.model.Notice;

/// Every setting a `[rules.NAME]` can have. The names are without `rules.NAME.`; what is not given stays as it was
/// shipped.
final class RuleKeys {

    private static final List<Key<?>> ALL = new ArrayList<>();

    static final Key<String> WHEN = key("when", "", TextKinds.text(500),
            "The condition, such as \"success_rate < 80 and scans_today > 10\".");
    static final Key<Notice.Level> LEVEL = key("level", "warning", Kind.word(Notice.Level.class),
            "How much its alerts matter.");
    static final Key<Duration> FOR = key("for", "0s", Kind.time("0s", "1d"),
            "How long the condition must hold before people are told.");
    static final Key<Duration> KEEP_FIRING = key("keep_firing", "0s", Kind.time("0s", "1d"),
            "How long the condition must not hold before the alert is over.");
    static final Key<String> MESSAGE = key("message", "", TextKinds.text(300),
            "What people read; {subject}, {name}, {branch} and {value} are filled in.");
    static final Key<Boolean> ON = key("on", "true", TextKinds.truth(), "Whether it is looked at.");

    private RuleKeys() {}

    /// All of them.
    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> key(String name, String fallback, Kind<T> kind, String meaning) {
        Key<T> key = new Key<>(name, fallback, kind, meaning);
        ALL.add(key);
        return key;
    }
}
