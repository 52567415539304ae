// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import muster.app.sink.Letters;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.DeadLetter;
import muster.model.LetterChoice;
import muster.model.LetterCount;
import muster.model.LetterEdit;

/// Dead letters. Thread-safe.
final class DeadLetterResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final Letters letters;

    DeadLetterResource(Letters letters) {
        this.letters = letters;
    }

    void page(Exchange exchange) throws Rejection, JournalException, IOException {
        Parameters parameters = exchange.parameters("sink", "reason", "state", "limit", "cursor");
        exchange.reply(letters.page(
                parameters.text("sink"),
                parameters.text("reason"),
                parameters.word("state", DeadLetter.State.class),
                parameters.place("cursor"),
                parameters.number("limit", 1, LARGEST_PAGE, USUAL_PAGE)));
    }

    void one(Exchange exchange) throws Rejection, Refusal, JournalException, IOException {
        exchange.parameters();
        exchange.reply(letters.one(exchange.number("id")));
    }

    void edit(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        LetterEdit edit = exchange.body(LetterEdit.class);
        exchange.reply(letters.edit(exchange.number("id"), edit.pin(), exchange.by()));
    }

    void discard(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        exchange.reply(letters.discard(exchange.number("id"), exchange.by()));
    }

    void retry(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        letters.retry(exchange.number("id"));
        exchange.reply(new LetterCount(1));
    }

    void retryAll(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        LetterChoice choice = exchange.body(LetterChoice.class);
        exchange.reply(new LetterCount(letters.retryAll(choice.sink(), choice.reason())));
    }

    void discardAll(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        LetterChoice choice = exchange.body(LetterChoice.class);
        exchange.reply(new LetterCount(letters.discardAll(choice.sink(), choice.reason(), exchange.by())));
    }
}
