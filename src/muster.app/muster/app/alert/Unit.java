// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import muster.app.watch.Measure;

/// What may stand behind a number in a condition.
enum Unit {
    NONE("", 1),
    SECONDS("s", 1),
    MINUTES("m", 60),
    HOURS("h", 3600),
    DAYS("d", 86_400),
    KILOBYTES("KB", 1e3),
    MEGABYTES("MB", 1e6),
    GIGABYTES("GB", 1e9),
    PERCENT("%", 1);

    private final String sign;
    private final double factor;

    Unit(String sign, double factor) {
        this.sign = sign;
        this.factor = factor;
    }

    String sign() {
        return sign;
    }

    /// By how much a number with this unit is multiplied to be one of the measure.
    double factor(Measure measure) {
        if (this == DAYS && isDays(measure)) {
            return 1;
        }
        return this == PERCENT && isRatio(measure) ? 0.01 : factor;
    }

    /// Whether numbers of a measure may have this unit.
    boolean fits(Measure measure) {
        return switch (this) {
            case NONE -> true;
            case SECONDS, MINUTES, HOURS -> isSeconds(measure);
            case DAYS -> isSeconds(measure) || isDays(measure);
            case KILOBYTES, MEGABYTES, GIGABYTES -> isBytes(measure);
            case PERCENT -> !isSeconds(measure) && !isDays(measure) && !isBytes(measure);
        };
    }

    static Optional<Unit> of(String sign) {
        return Arrays.stream(values()).filter(unit -> unit.sign.equals(sign)).findFirst();
    }

    /// The units of a measure, for people.
    static String allowed(Measure measure) {
        return Arrays.stream(values())
                .filter(unit -> unit != NONE && unit.fits(measure))
                .map(Unit::sign)
                .collect(Collectors.joining(", "));
    }

    static boolean isSeconds(Measure measure) {
        return measure.name().endsWith("_seconds");
    }

    static boolean isBytes(Measure measure) {
        return measure.name().endsWith("_bytes");
    }

    static boolean isDays(Measure measure) {
        return measure.name().endsWith("days");
    }

    static boolean isRatio(Measure measure) {
        return measure.name().endsWith("_ratio");
    }

    static boolean isPercent(Measure measure) {
        return measure.name().endsWith("_percent") || measure.name().endsWith("_rate");
    }
}
