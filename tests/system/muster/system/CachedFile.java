// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/// A file as programs see it, and what of it a disk has for certain; the difference is what a power cut may take. For
/// one thread.
final class CachedFile {

    static final int SECTOR = 512;

    private byte[] now = new byte[0];
    private byte[] kept = new byte[0];
    private int size;
    private int keptSize;

    /// Sectors that were written and not yet brought to the disk.
    private final BitSet dirty = new BitSet();

    /// Those among them that a failed fsync gave up: no later fsync brings them to the disk (as Linux does it since
    /// 4.13), but the disk may have them all the same.
    private final BitSet abandoned = new BitSet();

    /// A file that is on the disk as it is.
    static CachedFile of(byte[] content) {
        CachedFile file = new CachedFile();
        file.now = content.clone();
        file.kept = content.clone();
        file.size = content.length;
        file.keptSize = content.length;
        return file;
    }

    void write(int offset, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        now = room(now, offset + bytes.length);
        System.arraycopy(bytes, 0, now, offset, bytes.length);
        size = Math.max(size, offset + bytes.length);
        touch(offset, offset + bytes.length);
    }

    void truncate(int length) {
        now = room(now, length);
        if (length < size) {
            Arrays.fill(now, length, size, (byte) 0);
            touch(length, size);
        }
        size = length;
    }

    private void touch(int from, int to) {
        dirty.set(from / SECTOR, (to - 1) / SECTOR + 1);
        abandoned.clear(from / SECTOR, (to - 1) / SECTOR + 1);
    }

    /// All that was written is on the disk, but for what was given up before.
    void sync() {
        keep(dirty);
        dirty.clear();
        keptSize = size;
    }

    void failToSync() {
        abandoned.or(dirty);
        dirty.clear();
    }

    /// What the system does by itself now and then: some of what was written goes to the disk.
    void writeBack(Random random) {
        BitSet some = some(dirty, 1, random.nextDouble(), random);
        keep(some);
        dirty.andNot(some);
    }

    private void keep(BitSet sectors) {
        for (int sector = sectors.nextSetBit(0); sector >= 0; sector = sectors.nextSetBit(sector + 1)) {
            int from = sector * SECTOR;
            int to = Math.min(now.length, from + SECTOR);
            if (from >= to) {
                continue;
            }
            kept = room(kept, to);
            System.arraycopy(now, from, kept, from, to - from);
            keptSize = Math.max(keptSize, Math.min(to, size));
        }
    }

    /// What is on the disk when the power is back: all that was synced, and any of the rest.
    ///
    /// @param together how many sectors are written at once or not at all
    byte[] afterCut(int together, Random random) {
        double part = new double[] {0, 0.1, 0.5, 0.9, 1}[random.nextInt(5)];
        BitSet unsure = (BitSet) dirty.clone();
        unsure.or(abandoned);
        boolean resized = random.nextBoolean();
        keep(some(unsure, together, part, random));
        int length = resized ? size : keptSize;
        return Arrays.copyOf(kept, length);
    }

    private static BitSet some(BitSet sectors, int together, double part, Random random) {
        BitSet some = new BitSet();
        int group = -1;
        boolean taken = false;
        for (int sector = sectors.nextSetBit(0); sector >= 0; sector = sectors.nextSetBit(sector + 1)) {
            if (sector / together != group) {
                group = sector / together;
                taken = random.nextDouble() < part;
            }
            some.set(sector, taken);
        }
        return some;
    }

    /// Takes over what the file really holds; whether that was news.
    boolean correct(byte[] content) {
        if (content.length == size && Arrays.equals(content, 0, size, now, 0, size)) {
            return false;
        }
        truncate(content.length);
        for (int from = 0; from < content.length; from += SECTOR) {
            int to = Math.min(content.length, from + SECTOR);
            if (!Arrays.equals(content, from, to, now, from, to)) {
                write(from, Arrays.copyOfRange(content, from, to));
            }
        }
        return true;
    }

    /// How many sectors a cut would put at risk.
    int atRisk() {
        return dirty.cardinality() + abandoned.cardinality();
    }

    private static byte[] room(byte[] bytes, int length) {
        return bytes.length >= length ? bytes : Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
}
