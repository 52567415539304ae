// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Attendance;
import muster.model.Contact;
import muster.model.DeviceStatus;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.PersonChange;
import muster.model.Punch;
import muster.model.Terminal;
import muster.model.UserSync;

/// The two forms in which the journal is streamed. Thread-safe.
final class StreamForms {

    private final Terminals terminals;
    private final Records records;

    StreamForms(Terminals terminals, Records records) {
        this.terminals = terminals;
        this.records = records;
    }

    /// Punches, those at the door too, member for member as the seed's readers know them (product.md SSE-10),
    /// terminals that come and go, and people that terminals tell of.
    List<Frame> devices(List<Entry> entries) {
        return entries.stream().map(this::device).toList();
    }

    private Frame device(Entry entry) {
        return switch (entry.fact()) {
            case Punch punch -> Frame.of(entry, attendance(punch));
            case Contact contact -> Frame.of(entry, DeviceStatus.of(
                    contact, known(contact), terminals.zone(contact.terminal()).zone()));
            case PersonChange person when person.terminal() != null && !person.removed() ->
                    Frame.of(entry, UserSync.of(person.terminal(), known(person)));
            default -> Frame.silent(entry);
        };
    }

    /// A door is no terminal that anybody added, but its name is no stranger's.
    private Attendance attendance(Punch punch) {
        Attendance plain = Attendance.of(punch, known(punch));
        return punch.checkIn() == null || known(punch) != null
                ? plain
                : new Attendance(plain.type(), punch.terminal(), punch.terminal(), punch.terminal(), plain.userId(),
                        plain.timestamp(), plain.action(), plain.method(), plain.rawData());
    }

    private Terminal known(Fact fact) {
        return terminals.find(fact.terminal()).orElse(null);
    }

    /// Every kind of entry.
    List<Frame> everything(List<Entry> entries) throws JournalException {
        PunchRows rows = new PunchRows(terminals, records);
        rows.learn(entries);
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
            frames.add(Frame.of(entry, message));
        }
        return frames;
    }

    /// The member that holds a fact: its kind's name, but `terminal` is the serial's in every message.
    static String member(String kind) {
        return kind.equals("terminal") ? "terminal_change" : kind;
    }
}
