// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.app.watch.Measure;

/// When a rule's alert is due: `MEASURE OPERATOR NUMBER[UNIT]`, joined by `and` and `or`, where `and` binds stronger
/// and there are no brackets. Immutable.
///
/// Operators are `>`, `>=`, `<`, `<=`, `==`, `!=`; units are `s`, `m`, `h`, `d` for measures in seconds, `KB`, `MB`,
/// `GB` (thousands) for measures in bytes, and `%`. All measures are of one family, besides those of this muster as a
/// whole. What was not measured makes its comparison false. Its text, parsed again, is the same condition.
///
/// @param anyOf it holds when all comparisons of one of these lists hold; none is empty
public record Condition(List<List<Comparison>> anyOf) {

    /// A measured value, and what it is of.
    record Measured(Measure measure, double value) {}

    /// Copies the lists, so that the record stays immutable.
    public Condition {
        anyOf = anyOf.stream().map(List::copyOf).toList();
    }

    /// Reads one.
    ///
    /// @throws ConditionException with the place, what was expected and what was probably meant
    public static Condition parse(String text) throws ConditionException {
        return new ConditionReader(text).read();
    }

    /// Whose values it compares, as in [Measure#family()]; empty = only those of this muster as a whole.
    public String family() {
        return measures().stream().map(Measure::family).filter(each -> !each.isEmpty()).findFirst().orElse("");
    }

    /// What it compares, in order.
    public Set<Measure> measures() {
        return comparisons().map(Comparison::measure).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The measures that tell whose values it compares: those of its family.
    Set<Measure> own() {
        String family = family();
        return measures().stream()
                .filter(measure -> measure.family().equals(family))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Stream<Comparison> comparisons() {
        return anyOf.stream().flatMap(List::stream);
    }

    /// Whether it holds.
    ///
    /// @param reading a measure's value; empty when it was not measured
    boolean holds(Function<Measure, OptionalDouble> reading) {
        return anyOf.stream().anyMatch(all -> all.stream().allMatch(each -> each.holds(reading)));
    }

    /// The value to show: of what makes it hold, else the first there is; of its family before others.
    Optional<Measured> shown(Function<Measure, OptionalDouble> reading) {
        List<Comparison> holding = anyOf.stream()
                .filter(all -> all.stream().allMatch(each -> each.holds(reading)))
                .findFirst()
                .orElseGet(() -> comparisons().toList());
        String family = family();
        return Stream.concat(holding.stream().filter(each -> each.measure().family().equals(family)), holding.stream())
                .map(Comparison::measure)
                .flatMap(measure -> reading.apply(measure).stream().mapToObj(value -> new Measured(measure, value)))
                .findFirst();
    }

    @Override
    public String toString() {
        return anyOf.stream()
                .map(all -> all.stream().map(Comparison::toString).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(" or "));
    }
}
