// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.util.function.LongSupplier;

/// Gives back the memory that a burst took, when it is quiet again: Java's smallest collector returns what is free only
/// when it collects everything, and without a burst it never has to. One thread calls it.
final class SpareMemory {

    /// A pause of some milliseconds is not worth less.
    static final long WORTH = 32L << 20;

    /// So many looks in turn must have been quiet: a minute.
    static final int LOOKS = 12;

    /// What may come between two looks while it counts as quiet: 20 entries a second.
    static final long QUIET = 100;

    private final LongSupplier head;
    private final LongSupplier taken;
    private final Runnable collection;
    private long seen;
    private long kept;
    private int quiet;

    /// @param head the last number of the journal
    /// @param taken how many bytes the heap has taken, free ones too
    /// @param collection gives back what is free
    SpareMemory(LongSupplier head, LongSupplier taken, Runnable collection) {
        this.head = head;
        this.taken = taken;
        this.collection = collection;
        this.seen = head.getAsLong();
        this.kept = taken.getAsLong();
    }

    /// That of this process.
    static SpareMemory of(LongSupplier head) {
        return new SpareMemory(head, Runtime.getRuntime()::totalMemory, System::gc);
    }

    /// Looks whether it is quiet and the heap is much larger than it was left the last time. To be called every
    /// 5 seconds.
    void look() {
        long now = head.getAsLong();
        quiet = now - seen <= QUIET ? quiet + 1 : 0;
        seen = now;
        if (quiet >= LOOKS && taken.getAsLong() - kept >= WORTH) {
            collection.run();
            kept = taken.getAsLong();
            quiet = 0;
        }
    }
}
