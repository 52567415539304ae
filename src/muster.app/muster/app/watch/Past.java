// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.journal.Watching;
import muster.model.History;
import muster.model.Sample;

/// One measure over time. Thread-safe.
public final class Past {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final int PAGE = 10_000;

    private final Watching watching;
    private final Instruments instruments;

    /// @param watching what was kept
    /// @param instruments what is measured now
    public Past(Watching watching, Instruments instruments) {
        this.watching = watching;
        this.instruments = instruments;
    }

    /// The values of a time, as rules and people read them; each holds until the next. Of a measure that tells a time
    /// since something there is also the greatest value it came to before it changed.
    ///
    /// @param name of the measure
    /// @param subject whose; empty = this muster's
    /// @param since the begin (UTC); null = a day before the end
    /// @param until the end (UTC); null or later than now = now, with the value of now as the last one
    public History of(String name, String subject, Instant since, Instant until) throws Refusal, JournalException {
        Measure measure = Measures.named(name).orElseThrow(() -> invalid(
                "measure: nothing is measured that is called \"" + name + "\"; /api/measures tells what there is"));
        if (measure.family().isEmpty() != subject.isEmpty()) {
            throw invalid(subject.isEmpty()
                    ? "subject is missing: " + name + " is measured of each " + measure.family()
                    : "subject: " + name + " is measured of this muster as a whole; leave it out");
        }
        Snapshot now = instruments.now();
        boolean untilNow = until == null || until.isAfter(now.at());
        Instant to = untilNow ? now.at() : until;
        Instant from = since == null ? to.minus(USUAL) : since;
        if (from.isAfter(to)) {
            throw invalid("since must not be after until, nor in the future");
        }
        List<History.Point> points = points(measure, samples(name, subject, from, to), from, to);
        if (untilNow) {
            now.value(measure, subject).ifPresent(value -> add(points, new History.Point(to, value)));
        }
        return new History(name, subject, points);
    }

    /// All of them, a page at a time.
    private List<Sample> samples(String name, String subject, Instant from, Instant to) throws JournalException {
        List<Sample> all = new ArrayList<>(watching.samples(name, subject, from, to, PAGE));
        List<Sample> page = all;
        while (page.size() >= PAGE) {
            Instant last = all.getLast().at();
            page = watching.samples(name, subject, last.plusMillis(1), to, PAGE).stream()
                    .filter(sample -> sample.at().isAfter(last))
                    .toList();
            all.addAll(page);
        }
        return all;
    }

    private static List<History.Point> points(Measure measure, List<Sample> samples, Instant from, Instant to) {
        List<History.Point> points = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            Instant at = sample.at().isBefore(from) ? from : sample.at();
            add(points, new History.Point(at, Snapshot.read(measure, sample.value(), at)));
            Instant next = i + 1 < samples.size() ? samples.get(i + 1).at() : to;
            if (measure.kind() == Measure.Kind.SINCE && sample.value() != 0 && next.minusMillis(1).isAfter(at)) {
                Instant last = next.minusMillis(1);
                add(points, new History.Point(last, Snapshot.read(measure, sample.value(), last)));
            }
        }
        return points;
    }

    /// One moment has one value, the later one.
    private static void add(List<History.Point> points, History.Point point) {
        if (!points.isEmpty() && !points.getLast().at().isBefore(point.at())) {
            points.removeLast();
        }
        points.add(point);
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }
}
