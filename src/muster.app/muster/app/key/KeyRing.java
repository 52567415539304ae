// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.journal.Journal;

/// The keys as the daemon checks them: it notices a changed file at the next request, and hashes slowly only what it
/// did not see within the last ten minutes. Thread-safe.
public final class KeyRing {

    private static final Logger LOG = System.getLogger(KeyRing.class.getName());
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    /// How long a request waits for its turn to be hashed.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// A key whose secret was right.
    private record Seen(ApiKey key, Instant until) {}

    private final KeyBook book;
    private final KeyUse use;
    private final KeyAudit audit;
    private final InstantSource clock;
    /// One core at most is spent on keys, whoever asks.
    private final Semaphore hashing = new Semaphore(1, true);
    /// By SHA-256 of the whole key, so that no key stays in memory.
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private volatile KeyBook.Stamp stamp;
    private volatile Map<String, ApiKey> keys = Map.of();
    private volatile Instant again;

    private KeyRing(Path data, Journal journal, InstantSource clock) throws IOException {
        this.book = new KeyBook(data);
        this.use = KeyUse.open(data);
        this.audit = new KeyAudit(journal, use);
        this.clock = clock;
    }

    /// Reads the keys.
    ///
    /// @param data the data folder
    /// @throws IOException if they cannot be read; the message names the file
    public static KeyRing open(Path data, Journal journal, InstantSource clock)
            throws IOException, InterruptedException {
        KeyRing ring = new KeyRing(data, journal, clock);
        ring.load(ring.book.stamp());
        return ring;
    }

    /// Whether there is any key, be its time over or not: where there was one once, nobody comes in without.
    public boolean any() throws InterruptedException {
        look();
        return !keys.isEmpty();
    }

    /// Whose key that is, if it was right within the last ten minutes and still is. Costs next to nothing.
    public Optional<ApiKey> remembered(String text) throws InterruptedException {
        look();
        Instant now = clock.instant();
        Seen found = seen.get(sum(text));
        if (found == null || !now.isBefore(found.until()) || !isGood(found.key(), now)) {
            return Optional.empty();
        }
        note(found.key(), now);
        return Optional.of(found.key());
    }

    /// Whose key that is. May take a tenth of a second of one core.
    ///
    /// @throws KeysBusy if too many others are being looked at
    public Optional<ApiKey> holder(String text) throws KeysBusy, InterruptedException {
        look();
        Instant now = clock.instant();
        KeyText parts = KeyText.of(text).orElse(null);
        ApiKey key = parts == null ? null : keys.get(parts.id());
        if (key == null || !isGood(key, now) || !fits(key, parts)) {
            return Optional.empty();
        }
        seen.values().removeIf(old -> !now.isBefore(old.until()) || !isGood(old.key(), now));
        seen.put(sum(text), new Seen(key, now.plus(REMEMBERED)));
        note(key, now);
        return Optional.of(key);
    }

    private boolean fits(ApiKey key, KeyText parts) throws KeysBusy, InterruptedException {
        if (!hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new KeysBusy();
        }
        try {
            return key.hash().fits(parts.secret());
        } finally {
            hashing.release();
        }
    }

    /// Also false for a key that was good before the file changed.
    private boolean isGood(ApiKey key, Instant now) {
        return key.equals(keys.get(key.id())) && !key.isExpired(now);
    }

    private void note(ApiKey key, Instant now) {
        try {
            use.use(key, LocalDate.ofInstant(now, ZoneOffset.UTC));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "when key {0} was used last cannot be noted: {1}", key.name(), e.getMessage());
        }
    }

    private void look() throws InterruptedException {
        try {
            KeyBook.Stamp now = book.stamp();
            if (!now.equals(stamp) || isDue()) {
                load(now);
            }
        } catch (IOException e) {
            // a key that was good stays so, and none becomes good
            LOG.log(Level.ERROR, "{0}; the keys stay as they were. Put it right, or restore it from a backup",
                    e.getMessage());
        }
    }

    private synchronized void load(KeyBook.Stamp now) throws IOException, InterruptedException {
        boolean changed = !now.equals(stamp);
        if (!changed && !isDue()) {
            return;
        }
        List<ApiKey> all = read(now);
        keys = all.stream().filter(key -> !key.isRevoked())
                .collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity(), (a, b) -> b));
        if (changed && (stamp != null || !keys.isEmpty())) {
            LOG.log(Level.INFO, "keys in {0} that are not revoked: {1}", book.file(),
                    Integer.toString(keys.size()));
        }
        // only now: whoever asks meanwhile waits here, so that a revoked key opens nothing any more
        stamp = now;
        again = audit.tell(all, clock.instant()) ? null : clock.instant().plus(AGAIN);
    }

    private List<ApiKey> read(KeyBook.Stamp now) throws IOException {
        try {
            return book.keys();
        } catch (IOException e) {
            // not with every request; and a change of its rights does not show in the stamp
            stamp = now;
            again = clock.instant().plus(AGAIN);
            throw e;
        }
    }

    /// Whether what failed is to be tried again.
    private boolean isDue() {
        Instant due = again;
        return due != null && !clock.instant().isBefore(due);
    }

    private static String sum(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
