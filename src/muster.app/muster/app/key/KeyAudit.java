// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.AccessChange;
import muster.model.Fact;

/// Tells the journal which keys were made and taken away, also while no daemon ran. A command cannot: only the daemon
/// writes the journal. For one thread at a time.
final class KeyAudit {

    private static final Logger LOG = System.getLogger(KeyAudit.class.getName());

    private final Journal journal;
    private final KeyUse use;

    KeyAudit(Journal journal, KeyUse use) {
        this.journal = journal;
        this.use = use;
    }

    /// Compares the keys there are with what was told.
    ///
    /// @return whether nothing is left to be told
    boolean tell(List<ApiKey> keys, Instant now) throws InterruptedException {
        Map<String, KeyUse.Note> known = use.notes();
        List<Fact> facts = new ArrayList<>();
        List<KeyUse.Note> notes = new ArrayList<>();
        for (ApiKey key : keys) {
            KeyUse.Note note = known.get(key.id());
            if (note == null) {
                facts.add(new AccessChange(key.name(), key.role(), "created", key.by(), now));
                note = new KeyUse.Note(key.id(), key.name(), key.role(), false, null);
                notes.add(note);
            }
            if (key.isRevoked() && !note.revoked()) {
                facts.add(new AccessChange(key.name(), key.role(), "revoked", key.revokedBy(), now));
                notes.add(note.gone());
            }
        }
        Set<String> there = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
        List<String> forgotten = new ArrayList<>();
        for (KeyUse.Note note : known.values()) {
            if (!there.contains(note.id())) {
                forgotten.add(note.id());
                if (!note.revoked()) {
                    facts.add(new AccessChange(note.name(), note.role(), "revoked", KeyBook.FILE, now));
                }
            }
        }
        return facts.isEmpty() && forgotten.isEmpty() || write(facts, notes, forgotten);
    }

    private boolean write(List<Fact> facts, List<KeyUse.Note> notes, List<String> forgotten)
            throws InterruptedException {
        try {
            if (!facts.isEmpty()) {
                journal.append(facts);
            }
            // told twice after a crash between these two lines is better than not at all
            use.told(notes, forgotten);
            return true;
        } catch (JournalException | IOException e) {
            LOG.log(Level.WARNING, "keys were made or revoked, and that is not noted yet; it is tried again: {0}",
                    e.getMessage());
            return false;
        }
    }
}
