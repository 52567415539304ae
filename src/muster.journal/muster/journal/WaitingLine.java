// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The callers that wait for the writer, first come, first served. Thread-safe. Its length is bounded by
/// the number of callers, because each waits for its answer.
final class WaitingLine {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Queue<Turn> turns = new ArrayDeque<>();
    private boolean closed;

    /// Lines up.
    ///
    /// @return false if the line is closed
    boolean join(Turn turn) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            turns.add(turn);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Those who share the next transaction: whoever waits, until they bring that many rows together.
    /// Waits for the first; nobody's rows are split.
    ///
    /// @return empty when the line is closed and nobody is left
    List<Turn> next(int rows) {
        lock.lock();
        try {
            while (turns.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            List<Turn> next = new ArrayList<>();
            for (int sum = 0; sum < rows && !turns.isEmpty(); ) {
                Turn turn = turns.remove();
                sum += turn.rows();
                next.add(turn);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody in any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
