// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.List;

/// What a target said to records. Immutable.
///
/// @param each one for each of the first records, in their order; fewer than were sent when there is trouble
/// @param trouble why the others were not taken; null when all were answered
/// @param text what the target said to the whole, for people, or null
public record Answers(List<Answer> each, Trouble trouble, String text) {

    /// Copies the list, so that the record stays immutable.
    public Answers {
        each = List.copyOf(each);
    }

    /// Why not all of some records were answered; null when all were. A target that says nothing of a record and
    /// nothing of why is asked again later, and not at once for ever.
    ///
    /// @param sent how many there were
    Trouble trouble(int sent) {
        return trouble != null || each.size() >= sent
                ? trouble
                : Trouble.retry("the target answered to " + each.size() + " of " + sent + " records", null);
    }

    /// Whether one record was sent alone and refused.
    boolean isRefusalOfOne(int sent) {
        return sent == 1 && each.isEmpty() && trouble != null && trouble.kind() == Trouble.Kind.REFUSED;
    }

    /// The same, with the one record set aside.
    Answers settingAside() {
        return all(List.of(Answer.setAside("refused", trouble.text())), text);
    }

    /// Every record has its answer.
    public static Answers all(List<Answer> each, String text) {
        return new Answers(each, null, text);
    }

    /// None has.
    public static Answers none(Trouble trouble) {
        return new Answers(List.of(), trouble, trouble.text());
    }
}
