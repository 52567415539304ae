// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import muster.app.sink.DayDeliveries.Outcome;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.DeadLetter;
import muster.model.Delivery;

/// Delivers records behind a sink's cursor once more and keeps what the target says; the cursor stays. For the thread
/// of the sink's loop.
final class Resending {

    private final SinkLoop loop;
    private final Journal journal;
    private final InstantSource clock;

    Resending(SinkLoop loop, Journal journal, InstantSource clock) {
        this.loop = loop;
        this.journal = journal;
        this.clock = clock;
    }

    /// Sends them in their order, up to the first trouble that is not about one of them.
    Outcome send(List<Outgoing> records) throws JournalException, InterruptedException {
        if (records.isEmpty()) {
            return Outcome.NOTHING;
        }
        Answers answers = loop.sink().deliver(records);
        int done = Math.min(answers.each().size(), records.size());
        Outcome outcome = keep(records.subList(0, done), answers.each());
        List<Outgoing> left = records.subList(done, records.size());
        Trouble trouble = answers.trouble(records.size());
        if (trouble == null) {
            return outcome;
        }
        if (trouble.kind() != Trouble.Kind.REFUSED || left.isEmpty()) {
            return outcome.plus(Outcome.failed(trouble.text()));
        }
        if (left.size() == 1) {
            return outcome.plus(keep(left, List.of(Answer.setAside("refused", trouble.text()))));
        }
        // nobody says which one spoils the rest
        Outcome half = send(left.subList(0, left.size() / 2));
        return outcome.plus(half).plus(half.problem() == null
                ? send(left.subList(left.size() / 2, left.size()))
                : Outcome.NOTHING);
    }

    private Outcome keep(List<Outgoing> records, List<Answer> answers) throws JournalException, InterruptedException {
        if (records.isEmpty()) {
            return Outcome.NOTHING;
        }
        String name = loop.config().name();
        List<Delivery> deliveries = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        Outcome outcome = Outcome.NOTHING;
        for (int i = 0; i < records.size(); i++) {
            long seq = records.get(i).seq();
            Verdicts verdicts = new Verdicts(name, clock.instant());
            verdicts.take(records.get(i), answers.get(i));
            Delivery delivery = verdicts.delivery(seq, seq, answers.get(i).text());
            deliveries.add(delivery);
            letters.addAll(verdicts.letters());
            outcome = outcome.plus(
                    new Outcome(delivery.delivered(), delivery.duplicates(), delivery.setAside(), null));
        }
        long position = journal.records().deliveries().cursor(name).orElseThrow().position();
        journal.advance(new Progress(name, position, deliveries, letters));
        loop.letters().added(letters);
        return outcome;
    }
}
