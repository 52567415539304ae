// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.nio.charset.StandardCharsets;
import muster.model.Entry;
import muster.model.Json;
import muster.model.UserSync;

/// One entry as it goes over a stream, ready to be sent to any client. Immutable as long as nobody
/// writes into its bytes.
///
/// @param seq its place in the journal
/// @param kind as in [muster.model.Fact#kind()]
/// @param terminal serial of the terminal it is about, or null
/// @param bytes the message; empty when this form of stream does not carry such entries
/// @param people what the message says when it can be told together with the next of its kind, else null
record Frame(long seq, String kind, String terminal, byte[] bytes, UserSync people) {

    private static final byte[] NOT_CARRIED = new byte[0];

    /// An entry that this form of stream does not carry; it still moves a client's position.
    static Frame silent(Entry entry) {
        return new Frame(entry.seq(), entry.fact().kind(), entry.fact().terminal(), NOT_CARRIED, null);
    }

    /// An entry that has a message of its own.
    static Frame of(Entry entry, Object message) {
        UserSync people = message instanceof UserSync sync ? sync : null;
        return new Frame(
                entry.seq(), entry.fact().kind(), entry.fact().terminal(), bytes(entry.seq(), message), people);
    }

    /// Whether this and the next can be one message: people of the same terminal.
    boolean goesOnWith(Frame next) {
        return people != null && next.people != null && terminal.equals(next.terminal);
    }

    /// The one message for this many of them, of which this is the last.
    Frame together(int count) {
        UserSync all = people.counting(count);
        return new Frame(seq, kind, terminal, bytes(seq, all), all);
    }

    private static byte[] bytes(long seq, Object message) {
        return ("id: " + seq + "\ndata: " + Json.text(message) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
