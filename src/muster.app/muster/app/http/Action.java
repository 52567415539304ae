// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;

/// Answers one kind of request. What it throws becomes a problem in one place, [ApiDoor].
@FunctionalInterface
interface Action {

    void answer(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException;
}
