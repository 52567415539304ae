// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import muster.app.watch.Measure;
import muster.app.watch.Snapshot;
import muster.app.watch.Subjects;
import muster.model.AlertChange;
import muster.model.AlertStatus;

/// Evaluates the rules, one snapshot after another. For one thread.
final class RuleEngine {

    /// So long after the start nobody is told for the first time of what was not measured since.
    static final Duration UNMEASURED_QUIET = Duration.ofMinutes(15);

    /// So long after the start an alert about this muster as a whole stays without being measured.
    static final Duration UNMEASURED_KEPT = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger("muster.alert");
    private static final String UNTOLD = "nobody was told that it began";

    private Rules rules;
    private final Subjects subjects;
    private final AlertBook book;
    private Telling telling;
    private final Set<String> faulty = new HashSet<>();
    private Instant start;

    RuleEngine(Rules rules, Subjects subjects, Duration repeat, AlertBook book) {
        this.rules = rules;
        this.subjects = subjects;
        this.book = book;
        this.telling = new Telling(repeat);
    }

    /// Other rules from the next step on.
    void change(Rules to, Duration repeat) {
        telling = new Telling(repeat);
        rules = to;
    }

    /// Takes the alerts on to the moment of a snapshot.
    ///
    /// @return what changed, in order
    List<AlertChange> step(Snapshot now, Silences silences) {
        start = start == null || now.at().isBefore(start) ? now.at() : start;
        List<AlertChange> changes = new ArrayList<>();
        Set<String> inForce = new HashSet<>();
        for (Rule rule : rules.inForce()) {
            inForce.add(rule.name());
            Set<String> wrong = new HashSet<>();
            for (String subject : subjects(rule, now)) {
                try {
                    look(rule, subject, now, silences).ifPresent(changes::add);
                } catch (RuntimeException e) {
                    wrong.add(rule.name());
                    tell(rule, subject, e);
                }
            }
            faulty.removeIf(name -> name.equals(rule.name()) && !wrong.contains(name));
        }
        book.all().stream()
                .filter(each -> !inForce.contains(each.status().rule()))
                .forEach(each -> end(each, now.at(), null).ifPresent(changes::add));
        return changes;
    }

    private void tell(Rule rule, String subject, RuntimeException e) {
        if (faulty.add(rule.name())) {
            LOG.log(Level.ERROR, "rule " + rule.name() + " cannot be evaluated"
                    + (subject.isEmpty() ? "" : " for " + subject) + "; its alerts stay as they are, the other rules"
                    + " go on", e);
        }
    }

    private Set<String> subjects(Rule rule, Snapshot now) {
        if (rule.when().family().isEmpty()) {
            return Set.of("");
        }
        Set<String> all = new TreeSet<>(now.subjects(rule.when().own()));
        all.addAll(book.subjects(rule.name()));
        return all;
    }

    private Optional<AlertChange> look(Rule rule, String subject, Snapshot now, Silences silences) {
        Function<Measure, OptionalDouble> reading =
                measure -> now.value(measure, measure.family().isEmpty() ? "" : subject);
        Optional<Standing> before = book.find(rule.name(), subject);
        boolean holds = rule.when().holds(reading);
        boolean unmeasured = before.map(Standing::unmeasured).orElse(false)
                && rule.when().own().stream().allMatch(measure -> reading.apply(measure).isEmpty())
                && mayComeYet(rule, subject, now);
        if (!holds && !unmeasured && before.isEmpty()) {
            return Optional.empty();
        }
        Optional<Standing> cause = book.find(Inhibition.CAUSE, "")
                .filter(_ -> Inhibition.explains(rule.name(), subject, now));
        boolean held = cause.filter(each -> each.course().state() == Course.State.PENDING).isPresent();
        Course last = before.map(Standing::course).orElse(Course.INACTIVE);
        Course next = last.step(holds || unmeasured, held, rule.forTime(), rule.keepFiring(), now.at());
        Standing shown = unmeasured ? before.get() : measured(rule, subject, reading, before, next);
        String silence = silences.reason(shown.status(), now.at()).orElse(null);
        String quiet = silence != null ? silence
                : cause.isPresent() || Inhibition.lasts(rule.name(), quietBefore(before)) ? Inhibition.REASON
                : unmeasured && isTooEarly(shown, now.at()) ? "not measured since muster was started" : null;
        return switch (next.state()) {
            case INACTIVE, PENDING -> notYet(shown, next, quiet);
            case FIRING -> fire(last.state() != Course.State.FIRING, shown, next, now.at(), quiet);
            case RESOLVED -> end(shown, now.at(), silence);
        };
    }

    private static String quietBefore(Optional<Standing> before) {
        // what was only held back until the cause was certain is told when there was none
        return before.filter(each -> each.course().state() == Course.State.FIRING)
                .map(each -> each.status().quiet())
                .orElse(null);
    }

    /// Whether what was not measured since the start may still be: the terminal, sink, ... is there.
    private boolean mayComeYet(Rule rule, String subject, Snapshot now) {
        String family = rule.when().family();
        if (family.isEmpty()) {
            return start.plus(UNMEASURED_KEPT).isAfter(now.at());
        }
        return now.samples().stream()
                .anyMatch(each -> each.subject().equals(subject) && each.measure().startsWith(family + "."));
    }

    private boolean isTooEarly(Standing standing, Instant at) {
        return standing.status().toldAt() == null && start.plus(UNMEASURED_QUIET).isAfter(at);
    }

    /// What people see of it, by what was measured now.
    private Standing measured(Rule rule, String subject, Function<Measure, OptionalDouble> reading,
            Optional<Standing> before, Course course) {
        String family = rule.when().family();
        String branch = family.isEmpty() ? null
                : family.equals("branch") ? subject : subjects.branch(family, subject);
        Optional<Condition.Measured> value = rule.when().shown(reading);
        Optional<AlertStatus> old = before.map(Standing::status);
        String message = value.isEmpty() && old.isPresent() ? old.get().message() : Wording.fill(rule.message(), Map.of(
                "subject", subject,
                "name", family.isEmpty() ? "muster" : subjects.name(family, subject),
                "branch", branch == null ? "" : branch,
                "value", value.map(each -> Wording.value(each.measure(), each.value())).orElse("")));
        return new Standing(course, new AlertStatus(AlertStatus.id(rule.name(), subject), rule.name(), subject,
                family.equals("terminal") ? subject : null, branch, rule.level(), AlertStatus.State.PENDING, message,
                value.map(Condition.Measured::value).orElse(old.map(AlertStatus::value).orElse(0.0)),
                course.since(), course.firedAt(), old.map(AlertStatus::toldAt).orElse(null), null, null,
                old.map(AlertStatus::acknowledgedBy).orElse(null), old.map(AlertStatus::note).orElse(null)), false);
    }

    private Optional<AlertChange> notYet(Standing shown, Course next, String quiet) {
        if (next.state() == Course.State.INACTIVE) {
            book.remove(shown.status().rule(), shown.status().subject());
        } else {
            book.put(shown.at(next, null, null, quiet));
        }
        return Optional.empty();
    }

    private Optional<AlertChange> fire(boolean begins, Standing shown, Course next, Instant at, String quiet) {
        Telling.Act act = telling.act(begins, shown.status(), next, quiet, at);
        Standing after = shown.at(next, act.tells() ? at : shown.status().toldAt(), null, quiet);
        book.put(after);
        return act.word().map(word -> new AlertChange(after.status(), word, null, at));
    }

    /// Its end is told to whoever was told of its begin, unless a silence is in force.
    private Optional<AlertChange> end(Standing standing, Instant at, String silence) {
        AlertStatus status = standing.status();
        book.remove(status.rule(), status.subject());
        if (standing.course().firedAt() == null) {
            return Optional.empty();
        }
        Course over = new Course(Course.State.RESOLVED, status.since(), standing.course().firedAt(), at);
        String quiet = status.toldAt() == null ? UNTOLD : silence;
        return Optional.of(new AlertChange(
                standing.at(over, status.toldAt(), at, quiet).status(), "resolved", null, at));
    }
}
