// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import muster.model.Role;

/// The keys of a data folder, as `keys.json` there holds them; changed by commands, read by the daemon. Thread-safe,
/// also against other programs that use this class; a program has one of each folder at most.
public final class KeyBook {

    /// The file's name.
    public static final String FILE = "keys.json";

    /// How long it is shown that a key was revoked; the journal knows it for ever.
    private static final Duration REMEMBERED = Duration.ofDays(365);

    /// What a name may be.
    public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    /// What a file holds.
    record Kept(List<ApiKey> keys) {}

    /// Tells one content of the file from another.
    record Stamp(Object file, long changed, long size) {

        static final Stamp NONE = new Stamp(null, 0, 0);
    }

    private final KeyFolder folder;
    private final SecureRandom random = new SecureRandom();

    /// @param data the data folder
    public KeyBook(Path data) {
        this.folder = new KeyFolder(data);
    }

    /// The file, whether it is there or not.
    public Path file() {
        return folder.file(FILE);
    }

    /// Every key, the revoked ones too.
    ///
    /// @throws IOException if the file cannot be read or is damaged; the message names it
    public List<ApiKey> keys() throws IOException {
        Kept kept = folder.read(FILE, Kept.class);
        if (kept == null) {
            return List.of();
        }
        List<ApiKey> keys = kept.keys() == null ? List.of() : kept.keys();
        if (keys.contains(null) || !keys.stream().allMatch(ApiKey::isWhole)) {
            throw new IOException(file() + " is damaged: a key in it is not complete");
        }
        return List.copyOf(keys);
    }

    /// What the file is now; cheap.
    Stamp stamp() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(), BasicFileAttributes.class);
            return new Stamp(attributes.fileKey(), attributes.lastModifiedTime().toMillis(), attributes.size());
        } catch (NoSuchFileException e) {
            return Stamp.NONE;
        }
    }

    /// Makes a key.
    ///
    /// @param name fits [#NAME]
    /// @param life after how long it ends; null = it does not
    /// @return the key itself; it is nowhere else
    /// @throws KeyException if a key of that name is in use
    /// @throws IOException if the file cannot be read or written; it is as it was
    public synchronized String create(String name, Role role, Duration life, String by, Instant now)
            throws KeyException, IOException {
        KeyText text = KeyText.make(random);
        ApiKey made = new ApiKey(text.id(), name, role, SlowHash.of(text.secret(), random), now, by,
                life == null ? null : now.plus(life), null, null);
        try (FileChannel channel = folder.lockFile("keys.lock"); FileLock _ = channel.lock()) {
            List<ApiKey> keys = new ArrayList<>(keys());
            if (inUse(keys, name).isPresent()) {
                throw new KeyException("there is a key \"" + name + "\"",
                        "take another name, or revoke that one first: muster keys revoke " + name);
            }
            keys.add(made);
            write(keys, now);
        }
        return text.whole();
    }

    /// Takes a key away.
    ///
    /// @return what it was
    /// @throws KeyException if no key of that name is in use
    /// @throws IOException if the file cannot be read or written; it is as it was
    public synchronized ApiKey revoke(String name, String by, Instant now) throws KeyException, IOException {
        try (FileChannel channel = folder.lockFile("keys.lock"); FileLock _ = channel.lock()) {
            List<ApiKey> keys = new ArrayList<>(keys());
            ApiKey found = inUse(keys, name).orElseThrow(() -> new KeyException(
                    "there is no key \"" + name + "\"", "muster keys list tells which there are"));
            UnaryOperator<ApiKey> end = key -> key.equals(found) ? key.revoked(by, now) : key;
            keys.replaceAll(end);
            write(keys, now);
            return found;
        }
    }

    private static Optional<ApiKey> inUse(List<ApiKey> keys, String name) {
        return keys.stream().filter(key -> !key.isRevoked() && key.name().equalsIgnoreCase(name)).findFirst();
    }

    private void write(List<ApiKey> keys, Instant now) throws IOException {
        List<ApiKey> kept = keys.stream()
                .filter(key -> !key.isRevoked() || key.revokedAt().isAfter(now.minus(REMEMBERED)))
                .toList();
        folder.write(FILE, new Kept(kept));
    }
}
