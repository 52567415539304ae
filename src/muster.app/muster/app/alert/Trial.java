// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import muster.app.terminal.Refusal;
import muster.app.watch.Measure;
import muster.journal.JournalException;
import muster.model.AlertTrial;
import muster.model.Sample;

/// Tells what a rule would have done in the past, by the values that are kept and the state machine of the live rules.
/// Silences, acknowledgements and other rules play no part: it is the rule that is tried. Thread-safe.
///
/// A kept value counts until the next one, also over a time in which muster did not run.
final class Trial {

    /// So many values are looked at, at most.
    static final int MOST = 2_000_000;

    private static final int PAGE = 1000;

    /// Where the values are kept, as in [muster.journal.Watching#samples].
    interface Kept {
        List<Sample> samples(String measure, String subject, Instant from, Instant to, int limit)
                throws JournalException;
    }

    private final Kept kept;
    private final Duration round;

    /// @param round how often the live rules are evaluated
    Trial(Kept kept, Duration round) {
        this.kept = kept;
        this.round = round;
    }

    /// Tries a rule, whether it is on or not.
    ///
    /// @param since before until
    /// @throws Refusal if there are too many values
    AlertTrial run(Rule rule, Instant since, Instant until) throws Refusal, JournalException {
        Map<String, List<Sample>> bySubject = new TreeMap<>();
        Set<String> subjects = new TreeSet<>();
        long count = 0;
        for (Measure measure : rule.when().measures()) {
            List<Sample> samples = new ArrayList<>();
            load(measure, since, until, samples);
            count += samples.stream().filter(each -> !each.at().isBefore(since)).count();
            for (Sample sample : samples) {
                bySubject.computeIfAbsent(sample.subject(), _ -> new ArrayList<>()).add(sample);
                if (measure.family().equals(rule.when().family())) {
                    subjects.add(sample.subject());
                }
            }
        }
        List<AlertTrial.Firing> firings = new ArrayList<>();
        for (String subject : subjects) {
            List<Sample> samples = new ArrayList<>(bySubject.getOrDefault(subject, List.of()));
            if (!subject.isEmpty()) {
                samples.addAll(bySubject.getOrDefault("", List.of()));
            }
            samples.sort(Comparator.comparing(Sample::at));
            firings.addAll(new Replay(rule, subject, samples, round).run(since, until));
        }
        firings.sort(Comparator.comparing(AlertTrial.Firing::from));
        return new AlertTrial(rule.model(), since, until, count, List.copyOf(firings));
    }

    private void load(Measure measure, Instant since, Instant until, List<Sample> into)
            throws Refusal, JournalException {
        for (String subject : subjects(measure, until)) {
            Instant from = since;
            List<Sample> page = kept.samples(measure.name(), subject, from, until, PAGE);
            while (!page.isEmpty()) {
                into.addAll(page);
                if (into.size() > MOST) {
                    throw new Refusal(Refusal.Kind.INVALID, "more than " + MOST + " values were kept in that time; ask"
                            + " for a shorter one");
                }
                from = page.getLast().at().plusMillis(1);
                Instant begin = from.isBefore(since) ? since : from;
                page = kept.samples(measure.name(), subject, begin, until, PAGE).stream()
                        .filter(sample -> !sample.at().isBefore(begin))
                        .toList();
            }
        }
    }

    /// Whose values were kept before the end: of each the last one is found.
    private Set<String> subjects(Measure measure, Instant until) throws JournalException {
        Instant end = until.plusMillis(1);
        return kept.samples(measure.name(), null, end, end, PAGE).stream()
                .map(Sample::subject)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
