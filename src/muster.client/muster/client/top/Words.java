// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.model.Json;

/// Values as people read them. What is unknown is `-`.
final class Words {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Words() {}

    /// A number with its thousands apart.
    static String number(Number number) {
        return switch (number) {
            case null -> "-";
            case Double value -> String.format(Locale.ROOT, "%.1f", value);
            default -> String.format(Locale.ROOT, "%,d", number.longValue());
        };
    }

    /// A count with its word.
    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /// A size in bytes, in the unit that fits.
    static String size(long bytes) {
        if (bytes < 0) {
            return "-";
        }
        if (bytes < 1000) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 999.95 && unit < 4) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", size, "kMGTP".charAt(unit));
    }

    /// How long ago that was, in the largest unit that fits.
    static String ago(Instant then, Instant now) {
        return then == null ? "-" : lasting(Duration.between(then, now));
    }

    /// A while, in the largest unit that fits: `12 s`, `3 min`, `2 h`, `5 d`.
    static String lasting(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 6000) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /// A moment, in full.
    static String moment(Instant at, ZoneId zone) {
        return at == null ? "-" : MOMENT.format(at.atZone(zone));
    }

    /// A moment of the day.
    static String time(Instant at, ZoneId zone) {
        return at == null ? "-" : TIME.format(at.atZone(zone));
    }

    /// A constant as everybody spells it.
    static String word(Enum<?> constant) {
        return constant == null ? "-" : Json.word(constant).replace('_', ' ');
    }

    /// The text, or `-`.
    static String known(Object value) {
        return value == null || value.toString().isEmpty() ? "-" : value.toString();
    }

    /// A text in lines of a width, broken between words.
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && Glyph.width(line.toString()) + 1 + Glyph.width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
