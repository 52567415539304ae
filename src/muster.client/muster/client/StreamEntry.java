// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.Instant;
import java.util.Optional;
import muster.model.Entry;
import muster.model.Json;
import muster.model.PunchRow;

/// One entry of the journal as `/api/stream` tells it. Immutable.
///
/// @param seq its place in the journal
/// @param kind as in [muster.model.Fact#kind()]
/// @param at when this muster learnt of it (UTC)
/// @param terminal serial of the terminal it is about, or null
/// @param punch the punch, or null when it is of another kind
/// @param json all of it as sent, one line; what the other kinds carry stands there
public record StreamEntry(long seq, String kind, Instant at, String terminal, PunchRow punch, String json) {

    /// Reads what a message carries.
    ///
    /// @throws com.google.gson.JsonParseException if it is not such an entry
    static StreamEntry parse(String data) {
        StreamEntry read = Json.parse(data, StreamEntry.class);
        if (read == null || read.kind == null || read.kind.equals("punch") && read.punch == null) {
            throw new com.google.gson.JsonParseException("no entry of a journal");
        }
        return new StreamEntry(read.seq, read.kind, read.at, read.terminal, read.punch, data);
    }

    /// The entry itself.
    ///
    /// @return empty when it is of a kind that this version does not know
    /// @throws com.google.gson.JsonParseException if its fact holds what this version cannot read
    public Optional<Entry> entry() {
        return StreamedFact.of(this).map(fact -> new Entry(seq, fact));
    }
}
