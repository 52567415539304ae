// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import muster.model.Source;

/// Every setting a `[profiles.NAME]` can have. The names are without `profiles.NAME.`; one that ends in `.*` is a
/// table of its own.
final class ProfileKeys {

    private static final List<Key<?>> ALL = new ArrayList<>();

    static final Key<Duration> SHIFT = key("shift", "0s", TextKinds.signedTime("24h"),
            "Added to every time, the date with it; -10m takes ten minutes away.");
    static final Key<Optional<LocalDate>> SINCE = key("since", "", TextKinds.optionalDay(),
            "Records of an earlier day are left out.");
    static final Key<List<String>> TERMINALS = key("terminals", "", TextKinds.texts(), "Only of these; none = any.");
    static final Key<List<String>> BRANCHES = key("branches", "", TextKinds.texts(), "Only of these; none = any.");
    static final Key<List<String>> EVENTS = key("events", "", TextKinds.texts(), "Only for these; none = any.");
    static final Key<List<Source>> SOURCES = key("sources", "", TextKinds.words(Source.class),
            "Only those that came in this way; none = any.");
    static final Key<Integer> PIN_LONGEST = key("pin_longest", "0", Kind.number(0, 128),
            "PINs with more characters are left out; 0 = none is.");
    static final Key<Optional<Pattern>> PIN_PATTERN = key("pin_pattern", "", TextKinds.optionalPattern(),
            "PINs that do not fit this regular expression are left out.");
    static final Key<String> PIN_PREFIX = key("pin_prefix", "", TextKinds.text(32), "Put before every PIN.");
    static final Key<Integer> PIN_WIDTH = key("pin_width", "0", Kind.number(0, 64),
            "PINs are filled up with zeros in front to so many characters.");
    static final Key<String> PINS = key("pins.*", "", TextKinds.text(128), "For a PIN, what it is called there.");
    static final Key<ProfileConfig.DirectionRule> DIRECTION = key("direction", "state",
            Kind.word(ProfileConfig.DirectionRule.class),
            "How in and out are told: by the state, first in then in turn, all in, all out, or not at all.");
    static final Key<String> DIRECTIONS = key("directions.*", "state",
            TextKinds.oneOf(List.of("state", "alternate", "in", "out", "none")), "For a terminal, its own direction.");

    private ProfileKeys() {}

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
