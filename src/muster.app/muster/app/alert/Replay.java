// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import muster.app.watch.Measure;
import muster.app.watch.Snapshot;
import muster.model.AlertTrial;
import muster.model.Sample;

/// One rule about one subject, once more over kept values. For one thread.
///
/// It steps only where something can change: at each value, when a time of the rule is over, and when a time since
/// something reaches a number of the condition. Steps that no value causes are on the grid of the live rounds.
final class Replay {

    private final Rule rule;
    private final String subject;
    private final List<Sample> samples;
    private final Duration round;
    private final Map<String, Double> values = new HashMap<>();
    private final List<AlertTrial.Firing> firings = new ArrayList<>();
    private Course course = Course.INACTIVE;
    private double value;
    private int next;

    /// @param samples of the subject and of this muster as a whole, oldest first
    /// @param round the distance of the live rounds
    Replay(Rule rule, String subject, List<Sample> samples, Duration round) {
        this.rule = rule;
        this.subject = subject;
        this.samples = samples;
        this.round = round;
    }

    List<AlertTrial.Firing> run(Instant since, Instant until) {
        Instant at = since;
        while (at != null && !at.isAfter(until)) {
            for (; next < samples.size() && !samples.get(next).at().isAfter(at); next++) {
                values.put(samples.get(next).measure(), samples.get(next).value());
            }
            step(at);
            at = following(at, since);
        }
        if (course.state() == Course.State.FIRING) {
            firings.add(new AlertTrial.Firing(subject, course.firedAt(), null, value));
        }
        return firings;
    }

    private void step(Instant at) {
        boolean holds = rule.when().holds(measure -> reading(measure, at));
        Course before = course;
        course = before.step(holds, false, rule.forTime(), rule.keepFiring(), at);
        if (course.state() == Course.State.FIRING && before.state() != Course.State.FIRING) {
            value = rule.when().shown(measure -> reading(measure, at)).map(Condition.Measured::value).orElse(0.0);
        }
        if (course.state() == Course.State.RESOLVED) {
            firings.add(new AlertTrial.Firing(subject, course.firedAt(), at, value));
        }
    }

    private OptionalDouble reading(Measure measure, Instant at) {
        Double kept = values.get(measure.name());
        return kept == null ? OptionalDouble.empty() : OptionalDouble.of(Snapshot.read(measure, kept, at));
    }

    private Instant following(Instant at, Instant since) {
        Stream<Instant> sample = next < samples.size() ? Stream.of(samples.get(next).at()) : Stream.empty();
        Stream<Instant> due = Optional.ofNullable(course.due(rule.forTime(), rule.keepFiring())).stream();
        Stream<Instant> reached = rule.when().comparisons().flatMap(this::reached);
        // a comparison may turn at a number or right behind it: the next round is looked at as well
        Stream<Instant> rounds = Stream.concat(due, reached)
                .map(moment -> onGrid(moment, since))
                .flatMap(moment -> Stream.of(moment, moment.plus(round)));
        return Stream.concat(sample, rounds).filter(at::isBefore).min(Instant::compareTo).orElse(null);
    }

    /// When a time since something is as long as the number it is compared with.
    private Stream<Instant> reached(Comparison comparison) {
        Double kept = values.get(comparison.measure().name());
        if (comparison.measure().kind() != Measure.Kind.SINCE || kept == null || kept == 0) {
            return Stream.empty();
        }
        return Stream.of(Instant.ofEpochMilli((long) Math.floor(kept * 1000 + comparison.threshold() * 1000)));
    }

    /// The first round at a moment or behind it.
    private Instant onGrid(Instant moment, Instant since) {
        long step = round.toMillis();
        long behind = Duration.between(since, moment).toMillis();
        return since.plusMillis(Math.ceilDiv(behind, step) * step);
    }
}
