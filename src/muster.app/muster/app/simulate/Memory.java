// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What one terminal holds: punches that wait, and those that were acknowledged, as far as it has room.
/// For one thread.
final class Memory {

    private static final int ROOM = 100_000;

    private final Deque<String> waiting = new ArrayDeque<>();
    private final Deque<String> acknowledged = new ArrayDeque<>();
    private int sentBefore;

    void add(String punch) {
        waiting.add(punch);
    }

    boolean empty() {
        return waiting.isEmpty();
    }

    /// The oldest that wait.
    List<String> oldest(int most) {
        return waiting.stream().limit(most).toList();
    }

    /// Notes that the oldest are being sent.
    ///
    /// @return how many of them were sent before
    int sending(int count) {
        int again = Math.min(count, sentBefore);
        sentBefore = Math.max(sentBefore, count);
        return again;
    }

    /// The oldest have been acknowledged.
    void acknowledged(int count) {
        for (int i = 0; i < count; i++) {
            acknowledged.add(waiting.remove());
            if (acknowledged.size() > ROOM) {
                acknowledged.remove();
            }
        }
        sentBefore = Math.max(0, sentBefore - count);
    }

    /// How many there are of both.
    int records() {
        return waiting.size() + acknowledged.size();
    }

    /// Those whose time lies in a range, ends included; times as the terminal spells them, which sort as
    /// text.
    List<String> between(String from, String to) {
        List<String> found = new ArrayList<>();
        for (String punch : acknowledged) {
            String time = punch.split("\t", 3)[1];
            if (time.compareTo(from) >= 0 && time.compareTo(to) <= 0) {
                found.add(punch);
            }
        }
        return found;
    }

    /// Forgets what was acknowledged.
    void clear() {
        acknowledged.clear();
    }
}
