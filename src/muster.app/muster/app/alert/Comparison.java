// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import muster.app.watch.Measure;

/// One comparison of a condition, such as `queue_size > 50`. Immutable.
///
/// @param number as it is written, without zeros that say nothing
/// @param unit one that fits the measure
record Comparison(Measure measure, Operator operator, BigDecimal number, Unit unit) {

    /// How two numbers are compared.
    enum Operator {
        AT_LEAST(">="),
        AT_MOST("<="),
        EQUAL("=="),
        UNEQUAL("!="),
        MORE(">"),
        LESS("<");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /// The one a text begins with; the longer ones come first.
        static Optional<Operator> at(String text, int place) {
            return Arrays.stream(values()).filter(each -> text.startsWith(each.sign, place)).findFirst();
        }

        static List<String> signs() {
            return List.of(">", ">=", "<", "<=", "==", "!=");
        }

        boolean holds(double value, double threshold) {
            return switch (this) {
                case AT_LEAST -> value >= threshold;
                case AT_MOST -> value <= threshold;
                case EQUAL -> value == threshold;
                case UNEQUAL -> value != threshold;
                case MORE -> value > threshold;
                case LESS -> value < threshold;
            };
        }
    }

    /// The number in the measure's own unit.
    double threshold() {
        return number.doubleValue() * unit.factor(measure);
    }

    /// Whether it is so; what was not measured is never so.
    boolean holds(Function<Measure, OptionalDouble> reading) {
        OptionalDouble value = reading.apply(measure);
        return value.isPresent() && operator.holds(value.getAsDouble(), threshold());
    }

    @Override
    public String toString() {
        return measure.name() + " " + operator.sign() + " " + number.toPlainString() + unit.sign();
    }
}
