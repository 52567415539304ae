// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Attendance;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Json;
import muster.model.Punch;

/// The two forms in which the journal is streamed. Thread-safe.
final class StreamForms {

    private static final byte[] NOT_CARRIED = new byte[0];

    private final Terminals terminals;
    private final Records records;

    StreamForms(Terminals terminals, Records records) {
        this.terminals = terminals;
        this.records = records;
    }

    /// Punches alone, member for member as the seed's readers know them (product.md SSE-10).
    List<Frame> punches(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.fact() instanceof Punch punch
                        ? frame(entry, Attendance.of(punch, terminals.find(punch.terminal()).orElse(null)))
                        : new Frame(entry.seq(), entry.fact().kind(), entry.fact().terminal(), NOT_CARRIED))
                .toList();
    }

    /// Every kind of entry.
    List<Frame> everything(List<Entry> entries) throws JournalException {
        PunchRows rows = new PunchRows(terminals, records);
        List<Frame> frames = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Fact fact = entry.fact();
            Object content = fact instanceof Punch punch ? rows.row(entry.seq(), punch) : fact;
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("seq", entry.seq());
            message.put("kind", fact.kind());
            message.put("at", fact.receivedAt());
            message.put("terminal", fact.terminal());
            message.put(member(fact.kind()), content);
            frames.add(frame(entry, message));
        }
        return frames;
    }

    /// The member that holds a fact: its kind's name, but `terminal` is the serial's in every message.
    static String member(String kind) {
        return kind.equals("terminal") ? "terminal_change" : kind;
    }

    private static Frame frame(Entry entry, Object message) {
        String text = "id: " + entry.seq() + "\ndata: " + Json.text(message) + "\n\n";
        return new Frame(
                entry.seq(), entry.fact().kind(), entry.fact().terminal(), text.getBytes(StandardCharsets.UTF_8));
    }
}
