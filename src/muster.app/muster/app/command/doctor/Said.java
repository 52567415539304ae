// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// How counts, ages and lists are worded.
final class Said {

    private static final int NAMED = 5;

    private Said() {}

    /// `1 terminal`, `2 terminals`.
    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `95 s`, `12 min`, `3 h`, `4 d`.
    static String age(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 6_000) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    /// The first few, and how many more there are.
    static String names(List<String> names) {
        int more = names.size() - NAMED;
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
