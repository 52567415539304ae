// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.util.OptionalDouble;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// The language of alert conditions: the input is the text. A condition written and read again is the same, and holds
/// for the same values.
public final class ConditionsFuzz {

    private ConditionsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new Input(bytes).text();
        Condition condition;
        try {
            condition = Condition.parse(text);
        } catch (ConditionException expected) {
            Claim.told(expected);
            return;
        }
        try {
            Condition again = Condition.parse(condition.toString());
            Claim.same(condition.toString(), again.toString(), "a condition written and read again");
            for (double value : new double[] {-1, 0, 1, 50, 900, 1e9}) {
                boolean holds = condition.holds(measure -> OptionalDouble.of(value));
                Claim.same(holds, again.holds(measure -> OptionalDouble.of(value)), text + " at " + value);
            }
        } catch (ConditionException e) {
            throw new AssertionError("it cannot read what it writes: " + condition, e);
        }
        Claim.that(!condition.holds(measure -> OptionalDouble.empty()), "it holds of nothing");
        condition.shown(measure -> OptionalDouble.of(7));
    }
}
