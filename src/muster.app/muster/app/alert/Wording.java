// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.app.watch.Measure;

/// Writes the sentences of alerts: fills in `{subject}`, `{name}`, `{branch}` and `{value}`.
final class Wording {

    /// What can be filled in.
    static final List<String> PLACES = List.of("subject", "name", "branch", "value");

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private Wording() {}

    /// The first place nobody can fill in, if there is one.
    static Optional<String> unknownPlace(String message) {
        return PLACE.matcher(message).results()
                .map(match -> match.group(1))
                .filter(place -> !PLACES.contains(place))
                .findFirst();
    }

    /// @param values by the names of the places; what is not there is left out
    static String fill(String message, Map<String, String> values) {
        return PLACE.matcher(message)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")))
                .strip();
    }

    /// A value as people read it: `17m`, `1.2 GB`, `79.9 %`, `51`.
    static String value(Measure measure, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "unknown";
        }
        if (Unit.isSeconds(measure)) {
            return (value < 0 ? "-" : "") + duration(Duration.ofSeconds((long) Math.abs(value)));
        }
        if (Unit.isBytes(measure)) {
            return size(value);
        }
        if (Unit.isRatio(measure)) {
            return number(value * 100) + " %";
        }
        return number(value) + (Unit.isPercent(measure) ? " %" : "");
    }

    /// `45s`, `17m`, `3h 20m` or `2d 3h`.
    private static String duration(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d" + (time.toHoursPart() == 0 ? "" : " " + time.toHoursPart() + "h");
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h" + (time.toMinutesPart() == 0 ? "" : " " + time.toMinutesPart() + "m");
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }

    private static String size(double bytes) {
        if (Math.abs(bytes) < 1e3) {
            return number(bytes) + " B";
        }
        double shown = bytes / 1e3;
        for (String unit : List.of("KB", "MB", "GB")) {
            if (Math.abs(shown) < 1e3 || unit.equals("GB")) {
                return BigDecimal.valueOf(shown).setScale(1, RoundingMode.DOWN).stripTrailingZeros().toPlainString()
                        + " " + unit;
            }
            shown /= 1e3;
        }
        throw new IllegalStateException("the last unit takes every size");
    }

    /// Cut, not rounded: 79.996 is not yet 80. The tiny addition undoes what binary fractions lose.
    private static String number(double value) {
        return BigDecimal.valueOf(value + Math.copySign(1e-9, value))
                .setScale(2, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
    }
}
