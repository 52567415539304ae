// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Contact;
import muster.model.Entry;
import muster.model.Fetched;
import muster.model.TerminalStatus;

/// What the journal still knows of contacts and reads that memory has not: of terminals that were not heard since
/// the start, or whose last read was no complete one. Immutable.
record PastContacts(Map<String, Instant> contacts, Map<String, Fetched> reads) {

    /// How far back in each kind of facts.
    private static final int LOOK_BACK = 5_000;

    /// Looks for them, if any of these terminals needs it.
    static PastContacts of(List<TerminalStatus> terminals, Records records) throws JournalException {
        Map<String, Instant> contacts = new HashMap<>();
        Map<String, Fetched> reads = new HashMap<>();
        if (terminals.stream().anyMatch(terminal -> terminal.lastContact() == null)) {
            for (Entry entry : records.facts(Set.of("contact"), null, LOOK_BACK)) {
                Contact contact = (Contact) entry.fact();
                Instant heard = contact.online() ? contact.receivedAt() : contact.lastContact();
                if (heard != null) {
                    contacts.merge(contact.terminal(), heard, (a, b) -> a.isAfter(b) ? a : b);
                }
            }
        }
        if (terminals.stream().anyMatch(terminal -> terminal.lastFetch() != null && !terminal.lastFetch().complete())) {
            for (Entry entry : records.facts(Set.of("fetch"), null, LOOK_BACK)) {
                Fetched read = (Fetched) entry.fact();
                if (read.complete()) {
                    reads.putIfAbsent(read.terminal(), read);
                }
            }
        }
        return new PastContacts(contacts, reads);
    }

    /// When a terminal was heard last.
    Optional<Instant> contact(TerminalStatus terminal) {
        return terminal.lastContact() != null
                ? Optional.of(terminal.lastContact())
                : Optional.ofNullable(contacts.get(terminal.serial()));
    }

    /// Its last complete read.
    Optional<Fetched> read(TerminalStatus terminal) {
        return terminal.lastFetch() != null && terminal.lastFetch().complete()
                ? Optional.of(terminal.lastFetch())
                : Optional.ofNullable(reads.get(terminal.serial()));
    }
}
