// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.util.ArrayList;
import java.util.List;
import muster.app.alert.RuleSettings;
import muster.app.alert.Rules;

/// Makes rules of what stands in the tables `[rules.NAME]`.
final class RuleReader {

    private final Values values;

    RuleReader(Values values) {
        this.values = values;
    }

    /// What the file says of rules, in its order.
    List<RuleSettings> rules() {
        List<RuleSettings> rules = new ArrayList<>();
        values.tables("rules").forEach((name, given) -> {
            Settings settings = new Settings("rules." + name, given, RuleKeys.all(), values);
            settings.refuseUnknown();
            RuleSettings rule = new RuleSettings(
                    name,
                    settings.given(RuleKeys.WHEN),
                    settings.given(RuleKeys.LEVEL),
                    settings.given(RuleKeys.FOR),
                    settings.given(RuleKeys.KEEP_FIRING),
                    settings.given(RuleKeys.MESSAGE),
                    settings.given(RuleKeys.ON));
            Rules.problems(rule).forEach(problem -> RuleKeys.all().stream()
                    .filter(key -> key.name().equals(problem.key()))
                    .findFirst()
                    .ifPresentOrElse(
                            key -> settings.mistake(key, problem.text()),
                            () -> settings.mistake(problem.text())));
            rules.add(rule);
        });
        return rules;
    }
}
