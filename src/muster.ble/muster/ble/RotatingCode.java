// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Ids that are worth nothing tomorrow: how a site makes them. Immutable, thread-safe; the time is always an argument.
///
/// ```
/// byte   0   1   2   3   4   5   6   7   8  ...  15
///        A   T   T   ~   handle      st  tag
///        41  54  54  7e  |           |   first 8 bytes of HMAC-SHA-256(person key, step as 8 bytes || site)
///                        |           low 8 bits of the step
///                        first 3 bytes of SHA-256(person)
///
/// step        seconds since 1970-01-01T00:00:00Z / step length, rounded down; numbers are big-endian
/// person key  HMAC-SHA-256(site secret, "muster rotating id v1" || person), 32 bytes, kept in the person's phone
/// person      the id as it stands on the list, UTF-8, byte for byte
/// site        what keeps the codes of doors with one secret apart, UTF-8, may be empty
/// ```
///
/// The marker is `ATT~` whatever prefix a site has: an app then needs nothing but its key, no fixed id is taken for a
/// code nor a code for a fixed id, and who looks with a scanner app still sees that it is one of ours (as a service
/// UUID `4154547e-...` beside `4154542d-...`). docs/rotating-ids.md tells an app's author the rest.
public final class RotatingCode {

    /// How many bytes a code has.
    public static final int LENGTH = 16;

    /// How long a step is unless a site decides otherwise: phones whose clocks are a minute off still get in.
    public static final Duration STEP = Duration.ofSeconds(60);

    /// The fewest bytes of a secret.
    public static final int SHORTEST_SECRET = 16;

    static final String MARKER = "ATT~";
    static final int FIRST = 'A';

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(10);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);
    private static final byte[] PURPOSE = "muster rotating id v1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;
    private final byte[] site;
    private final long stepSeconds;

    /// @param secret the site's, at least 16 bytes that nobody can guess
    /// @param site what keeps the codes of doors with the same secret apart; empty when nothing need
    /// @param step how long a code is sent, 10 seconds to 10 minutes, in whole seconds
    /// @throws IllegalArgumentException when the secret is too short, or the step is none of these
    public RotatingCode(byte[] secret, String site, Duration step) {
        check(secret);
        if (step.compareTo(SHORTEST_STEP) < 0 || step.compareTo(LONGEST_STEP) > 0 || step.getNano() != 0) {
            throw new IllegalArgumentException("a step of rotating ids is 10 seconds to 10 minutes: " + step);
        }
        this.secret = secret.clone();
        this.site = site.getBytes(StandardCharsets.UTF_8);
        this.stepSeconds = step.toSeconds();
    }

    /// The key of one person, 32 bytes, to be carried to that person's phone. Whoever has it can make that person's
    /// codes and nobody else's.
    ///
    /// @throws IllegalArgumentException when the secret is shorter than 16 bytes
    public static byte[] personKey(byte[] secret, String person) {
        check(secret);
        return hmac(secret, PURPOSE, person.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] secret) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the secret of rotating ids has " + secret.length
                    + " bytes, at least " + SHORTEST_SECRET + " are needed");
        }
    }

    /// What this person's phone advertises at this instant.
    public byte[] make(String person, Instant at) {
        return make(keyOf(person), person, at);
    }

    /// What the phone that holds this key advertises at this instant; the site's secret is not used.
    public byte[] make(byte[] personKey, String person, Instant at) {
        long step = step(at);
        return ByteBuffer.allocate(LENGTH)
                .put(MARKER.getBytes(StandardCharsets.US_ASCII))
                .put(sha256(person), 0, 3)
                .put((byte) step)
                .putLong(tag(personKey, step))
                .array();
    }

    /// The number of the step this instant is in.
    public long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), stepSeconds);
    }

    /// Whether these bytes are as long as a code and begin like one; whose it is, and whether it is genuine, only
    /// [RotatingRoster] knows.
    public static boolean is(byte[] bytes) {
        return bytes.length == LENGTH && marked(bytes, 0, LENGTH);
    }

    /// A code, or any other 16 bytes, as the text of a UUID.
    ///
    /// @throws IllegalArgumentException when there are not 16
    public static String uuid(byte[] code) {
        if (code.length != LENGTH) {
            throw new IllegalArgumentException("a UUID has 16 bytes, not " + code.length);
        }
        return BeaconId.uuid(code, 0);
    }

    byte[] keyOf(String person) {
        return personKey(secret, person);
    }

    long tag(byte[] personKey, long step) {
        byte[] mac = hmac(personKey, ByteBuffer.allocate(Long.BYTES).putLong(step).array(), site);
        return ByteBuffer.wrap(mac).getLong();
    }

    static int handleOf(String person) {
        return ByteBuffer.wrap(sha256(person)).getInt() >>> 8;
    }

    static int handle(byte[] code) {
        return ByteBuffer.wrap(code).getInt(4) >>> 8;
    }

    static int stepByte(byte[] code) {
        return code[7] & 0xFF;
    }

    static long tag(byte[] code) {
        return ByteBuffer.wrap(code).getLong(8);
    }

    static boolean marked(byte[] bytes, int from, int to) {
        return to - from >= 4
                && bytes[from] == 'A' && bytes[from + 1] == 'T' && bytes[from + 2] == 'T' && bytes[from + 3] == '~';
    }

    /// What a code is called while nobody has verified it: the same for all codes of one person.
    static String label(byte[] code) {
        return MARKER + HexFormat.of().formatHex(code, 4, 7);
    }

    private static byte[] sha256(String person) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(person.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] first, byte[] second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(first);
            return mac.doFinal(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
