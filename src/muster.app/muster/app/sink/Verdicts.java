// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import muster.model.DeadLetter;
import muster.model.Delivery;

/// A target's answers to some records, counted, and the dead letters among them. For one thread.
final class Verdicts {

    private static final int LONGEST_ANSWER = 500;
    private static final int LONGEST_DETAIL = 1000;

    private final String sink;
    private final Instant now;
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<DeadLetter> ended = new ArrayList<>();
    private int delivered;
    private int duplicates;
    private int skipped;

    Verdicts(String sink, Instant now) {
        this.sink = sink;
        this.now = now;
    }

    void take(Outgoing record, Answer answer) {
        switch (answer.kind()) {
            case DELIVERED -> delivered++;
            case DUPLICATE -> duplicates++;
            case SKIPPED -> skipped++;
            case SET_ASIDE -> letters.add(letter(record, answer));
        }
    }

    /// The same of a record that is a dead letter already, because it is delivered once more.
    ///
    /// @param known null if it is none
    void take(Outgoing record, Answer answer, DeadLetter known) {
        take(record, answer);
        boolean open = answer.kind() == Answer.Kind.SET_ASIDE;
        if (known != null && known.state() != DeadLetter.State.DELIVERED && !open) {
            ended.add(after(known, answer, now));
        }
    }

    /// A letter as it is when the target has answered to its record once more.
    static DeadLetter after(DeadLetter letter, Answer answer, Instant now) {
        boolean open = answer.kind() == Answer.Kind.SET_ASIDE;
        return new DeadLetter(
                letter.id(),
                letter.sink(),
                letter.seq(),
                letter.pin(),
                open ? reason(answer) : letter.reason(),
                cut(answer.text() == null ? letter.detail() : answer.text(), LONGEST_DETAIL),
                open ? DeadLetter.State.OPEN : DeadLetter.State.DELIVERED,
                letter.tries() + 1,
                letter.firstAt(),
                now,
                letter.edit(),
                letter.by());
    }

    /// A sink that gives no reason must not be why the journal refuses the row.
    private static String reason(Answer answer) {
        return answer.reason() == null ? "refused" : answer.reason();
    }

    /// Counts records that the profile left out.
    void leftOut(long records) {
        skipped += (int) records;
    }

    private DeadLetter letter(Outgoing record, Answer answer) {
        String pin = record.row() == null ? "" : record.row().pin();
        return new DeadLetter(0, sink, record.seq(), pin, reason(answer), cut(answer.text(), LONGEST_DETAIL),
                DeadLetter.State.OPEN, 1, now, now, null, null);
    }

    static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /// The records that were set aside.
    List<DeadLetter> letters() {
        return letters;
    }

    /// These, and the dead letters that came to their end.
    List<DeadLetter> changes() {
        return Stream.concat(letters.stream(), ended.stream()).toList();
    }

    /// What is kept of it.
    Delivery delivery(long first, long last, String answer) {
        return new Delivery(sink, first, last, now, delivered, duplicates, letters.size(), skipped,
                cut(answer, LONGEST_ANSWER));
    }
}
