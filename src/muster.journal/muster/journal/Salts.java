// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.LongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What is mixed into the leaves of a block's entries, so that nobody can find out by trying what an entry was that is
/// erased: PINs and times are few enough to try them all.
///
/// A block has a random seed, from which the salt of each of its entries is made: 32 bytes for 1,000 entries. When one
/// of them is erased, the salts of the others take the seed's place, and its own is nowhere any more. Immutable.
///
/// @param last  the block's last sequence number
/// @param seed  null when there is none
/// @param each  the salts up to the last entry, one behind the other, of erased entries zeros; null when there is a
///              seed. Both are null before the first block, and where somebody emptied them: nothing is proven there
record Salts(long last, byte[] seed, byte[] each) {

    /// Bytes of an entry's salt.
    static final int LENGTH = 16;

    private static final int SEED = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] NONE = {};

    /// Those of a block that is about to be sealed.
    static Salts fresh(long last) {
        byte[] seed = new byte[SEED];
        new SecureRandom().nextBytes(seed);
        return new Salts(last, seed, null);
    }

    /// The salt of an entry of the block; of no bytes when it has none.
    byte[] of(long seq) {
        return all().apply(seq);
    }

    /// The salt of one entry after the other, for one thread: what they are made with is made once.
    LongFunction<byte[]> all() {
        if (seed == null) {
            return this::kept;
        }
        Mac mac = mac();
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        return seq -> Arrays.copyOf(mac.doFinal(number.putLong(0, seq).array()), LENGTH);
    }

    /// What makes them: `the first 16 bytes of HMAC-SHA256(seed, sequence number as 8 bytes)`.
    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(seed, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private byte[] kept(long seq) {
        int at = each == null ? -1 : at(seq);
        return at < 0 ? NONE : Arrays.copyOfRange(each, at, at + LENGTH);
    }

    /// From the end, which the block's row tells.
    private int at(long seq) {
        return each.length - (int) (last - seq + 1) * LENGTH;
    }

    /// The same without those of some entries.
    ///
    /// @param first the block's first sequence number
    Salts without(Collection<Long> gone, long first) {
        if (seed == null && each == null) {
            return this;
        }
        LongFunction<byte[]> salts = all();
        ByteBuffer left = ByteBuffer.allocate((int) (last - first + 1) * LENGTH);
        for (long seq = first; seq <= last; seq++) {
            left.put(gone.contains(seq) ? new byte[LENGTH] : Arrays.copyOf(salts.apply(seq), LENGTH));
        }
        return new Salts(last, null, left.array());
    }
}
