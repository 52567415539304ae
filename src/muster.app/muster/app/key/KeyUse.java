// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.model.Role;

/// What the daemon notes of each key: the day of its last use, and what the journal was told. A file of its own beside
/// [KeyBook]'s, because two programs that change one file would lose what the other wrote. Thread-safe.
public final class KeyUse {

    /// The file's name.
    static final String FILE = "keys-used.json";

    /// What is known of one key.
    ///
    /// @param name as the journal was told
    /// @param role as the journal was told
    /// @param revoked whether the journal was told that it is gone
    /// @param lastUsed the day (UTC); null = never
    record Note(String id, String name, Role role, boolean revoked, LocalDate lastUsed) {

        Note gone() {
            return new Note(id, name, role, true, lastUsed);
        }
    }

    /// What the file holds.
    record Kept(List<Note> keys) {}

    private final KeyFolder folder;
    private final Map<String, Note> notes = new HashMap<>();

    private KeyUse(KeyFolder folder, List<Note> notes) {
        this.folder = folder;
        notes.forEach(note -> this.notes.put(note.id(), note));
    }

    /// Reads it.
    ///
    /// @param data the data folder
    /// @throws IOException if it cannot be read or is damaged; the message names it
    public static KeyUse open(Path data) throws IOException {
        KeyFolder folder = new KeyFolder(data);
        Kept kept = folder.read(FILE, Kept.class);
        return new KeyUse(folder, kept == null || kept.keys() == null ? List.of() : kept.keys());
    }

    /// The day (UTC) on which a key was last used; empty = never.
    public synchronized Optional<LocalDate> lastUsed(String id) {
        return Optional.ofNullable(notes.get(id)).map(Note::lastUsed);
    }

    /// Notes a day of use.
    ///
    /// @throws IOException if that cannot be written; it is known until the end of the process
    synchronized void use(ApiKey key, LocalDate day) throws IOException {
        Note note = notes.get(key.id());
        if (note != null && !day.equals(note.lastUsed())) {
            notes.put(key.id(), new Note(note.id(), note.name(), note.role(), note.revoked(), day));
            write();
        }
    }

    synchronized Map<String, Note> notes() {
        return Map.copyOf(notes);
    }

    /// Takes over what the journal was told.
    synchronized void told(List<Note> changed, List<String> forgotten) throws IOException {
        changed.forEach(note -> notes.put(note.id(), note));
        forgotten.forEach(notes::remove);
        write();
    }

    private void write() throws IOException {
        folder.write(FILE, new Kept(List.copyOf(notes.values())));
    }
}
