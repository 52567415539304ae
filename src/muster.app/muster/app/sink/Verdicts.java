// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.model.DeadLetter;
import muster.model.Delivery;

/// A target's answers to some records, counted, and the dead letters among them. For one thread.
final class Verdicts {

    private static final int LONGEST_ANSWER = 500;
    private static final int LONGEST_DETAIL = 1000;

    private final String sink;
    private final Instant now;
    private final List<DeadLetter> letters = new ArrayList<>();
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

    /// Counts records that the profile left out.
    void leftOut(int records) {
        skipped += records;
    }

    private DeadLetter letter(Outgoing record, Answer answer) {
        String pin = record.row() == null ? "" : record.row().pin();
        return new DeadLetter(0, sink, record.seq(), pin, answer.reason(), cut(answer.text(), LONGEST_DETAIL),
                DeadLetter.State.OPEN, 1, now, now, null, null);
    }

    static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    List<DeadLetter> letters() {
        return letters;
    }

    /// What is kept of it.
    Delivery delivery(long first, long last, String answer) {
        return new Delivery(sink, first, last, now, delivered, duplicates, letters.size(), skipped,
                cut(answer, LONGEST_ANSWER));
    }
}
