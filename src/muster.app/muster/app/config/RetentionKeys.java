// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import muster.journal.Erasures.Kept;

/// The settings of `[retention]`.
final class RetentionKeys {

    private static final int LONGEST = 36_500;

    static final Key<Integer> PRESENCE = days("presence", "coming and going of phones at events; check-ins stay.");
    static final Key<Integer> OPERATION = days("operation", "what people did at terminals, as these tell.");
    static final Key<Integer> CONTACT = days("contact", "terminals that came and went; the newest of each stays.");
    static final Key<Integer> CLOCK = days("clock", "how far clocks of terminals were off; the newest of each stays.");
    static final Key<Integer> NOTICE = days("notice", "what muster told in passing.");
    static final Key<Integer> DELIVERY = days("delivery",
            "answers of sinks; those that explain an open dead letter stay.");
    static final Key<Integer> PHOTOS = days("photos", "photos of terminals, when they are kept at all.");
    static final Key<Integer> QUARANTINE = days("quarantine", "held records; they cannot be released afterwards.");

    private RetentionKeys() {}

    private static Key<Integer> days(String what, String meaning) {
        return new Key<>("retention." + what, "0", Kind.number(0, LONGEST), "Days to keep, 0 = for ever: " + meaning);
    }

    /// All of them.
    static List<Key<?>> all() {
        return List.of(PRESENCE, OPERATION, CONTACT, CLOCK, NOTICE, DELIVERY, PHOTOS, QUARANTINE);
    }

    /// What they say.
    static Config.Retention retention(Values values) {
        Map<Kept, Duration> kept = new EnumMap<>(Kept.class);
        add(kept, Kept.PRESENCE, values.of(PRESENCE));
        add(kept, Kept.OPERATION, values.of(OPERATION));
        add(kept, Kept.CONTACT, values.of(CONTACT));
        add(kept, Kept.CLOCK, values.of(CLOCK));
        add(kept, Kept.NOTICE, values.of(NOTICE));
        add(kept, Kept.DELIVERY, values.of(DELIVERY));
        add(kept, Kept.QUARANTINE, values.of(QUARANTINE));
        return new Config.Retention(Map.copyOf(kept), Duration.ofDays(values.of(PHOTOS)));
    }

    private static void add(Map<Kept, Duration> kept, Kept what, int days) {
        if (days > 0) {
            kept.put(what, Duration.ofDays(days));
        }
    }
}
