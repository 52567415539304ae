// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.model.AlertRule;
import muster.model.Notice;

/// The rules in force: those that come with muster, changed and added to by the configuration. Immutable.
public final class Rules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LONGEST_MESSAGE = 300;

    private final Map<String, Rule> byName;

    private Rules(Map<String, Rule> byName) {
        this.byName = byName;
    }

    /// Those that come with muster, with these settings.
    ///
    /// @throws IllegalArgumentException if one of the settings has [#problems]
    public static Rules of(Collection<RuleSettings> settings) {
        Map<String, Rule> byName = shipped();
        for (RuleSettings each : settings) {
            List<RuleProblem> problems = problems(each);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("rule " + each.name() + ": " + problems.stream()
                        .map(problem -> (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.text())
                        .collect(Collectors.joining("; ")));
            }
            byName.put(each.name(), merged(byName.get(each.name()), each));
        }
        return new Rules(byName);
    }

    private static Map<String, Rule> shipped() {
        Map<String, Rule> byName = new TreeMap<>();
        ShippedRules.ALL.forEach(rule -> byName.put(rule.name(), rule));
        return byName;
    }

    /// What is wrong with the settings of one rule; empty when nothing is.
    public static List<RuleProblem> problems(RuleSettings settings) {
        List<RuleProblem> problems = new ArrayList<>();
        if (settings.name() == null || !NAME.matcher(settings.name()).matches()) {
            problems.add(new RuleProblem("", "a rule's name has 1 to 64 of a-z 0-9 _ - and begins with a letter"));
            return problems;
        }
        Map<String, Rule> shipped = shipped();
        if (settings.when() != null) {
            try {
                Condition.parse(settings.when());
            } catch (ConditionException e) {
                problems.add(new RuleProblem("when", e.getMessage()));
            }
        } else if (!shipped.containsKey(settings.name())) {
            problems.add(new RuleProblem("when", "it is missing, and no rule " + settings.name() + " comes with muster"
                    + Likely.hint(settings.name(), shipped.keySet())));
        }
        time("for", settings.forTime(), problems);
        time("keep_firing", settings.keepFiring(), problems);
        message(settings.message(), problems);
        return problems;
    }

    private static void time(String key, Duration time, List<RuleProblem> problems) {
        if (time != null && (time.isNegative() || time.compareTo(LONGEST) > 0)) {
            problems.add(new RuleProblem(key, "it must be 0s to 1d"));
        }
    }

    private static void message(String message, List<RuleProblem> problems) {
        if (message == null) {
            return;
        }
        if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
            problems.add(new RuleProblem("message", "it must have 1 to " + LONGEST_MESSAGE + " characters"));
        }
        Wording.unknownPlace(message).ifPresent(place -> problems.add(new RuleProblem("message",
                "there is no {" + place + "}; there are {subject}, {name}, {branch} and {value}")));
    }

    private static Rule merged(Rule shipped, RuleSettings settings) {
        Condition when = settings.when() == null ? shipped.when() : parsed(settings.when());
        boolean known = shipped != null;
        return new Rule(
                settings.name(),
                settings.level() != null ? settings.level() : known ? shipped.level() : Notice.Level.WARNING,
                when,
                settings.forTime() != null ? settings.forTime() : known ? shipped.forTime() : Duration.ZERO,
                settings.keepFiring() != null ? settings.keepFiring() : known ? shipped.keepFiring() : Duration.ZERO,
                settings.message() != null ? settings.message() : known ? shipped.message() : plain(when),
                settings.on() == null || settings.on(),
                known);
    }

    private static Condition parsed(String when) {
        try {
            return Condition.parse(when);
        } catch (ConditionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String plain(Condition when) {
        return (when.family().isEmpty() ? "" : when.family() + " {name}: ") + when + " (now {value})";
    }

    /// One of them, whether it is on or not.
    Optional<Rule> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// What they are called.
    Collection<String> names() {
        return byName.keySet();
    }

    /// Those that are on, in the order of evaluation: what explains others comes first.
    List<Rule> inForce() {
        List<Rule> rules = new ArrayList<>(byName.values().stream().filter(Rule::on).toList());
        rules.sort((a, b) -> Boolean.compare(b.name().equals(Inhibition.CAUSE), a.name().equals(Inhibition.CAUSE)));
        return rules;
    }

    /// All of them as the API shows them, in order of their names.
    public List<AlertRule> all() {
        return byName.values().stream().map(Rule::model).toList();
    }
}
