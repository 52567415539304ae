// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// One at a time per name, and many names at a time. Names share locks; whoever takes several takes them in one
/// order, so nobody waits for somebody who waits. Thread-safe.
final class DoorLocks {

    private static final int LOCKS = 256;

    private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /// Locks that are held until this is closed, by the thread that took them.
    record Hold(List<ReentrantLock> taken) implements AutoCloseable {

        @Override
        public void close() {
            taken.forEach(ReentrantLock::unlock);
        }
    }

    /// Waits until all these names are free.
    Hold take(Collection<String> names) throws InterruptedException {
        List<ReentrantLock> taken = new ArrayList<>();
        try {
            for (int index : names.stream().mapToInt(name -> Math.floorMod(name.hashCode(), LOCKS))
                    .distinct().sorted().toArray()) {
                locks.get(index).lockInterruptibly();
                taken.add(locks.get(index));
            }
            return new Hold(List.copyOf(taken));
        } catch (InterruptedException e) {
            taken.forEach(ReentrantLock::unlock);
            throw e;
        }
    }
}
