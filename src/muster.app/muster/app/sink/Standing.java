// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.journal.Days;
import muster.model.DeadLetter;
import muster.model.SinkState;

/// How one sink stands to a range of punches, as it was when it was asked. Immutable.
public final class Standing {

    /// Where a punch is.
    public enum Where {
        /// The target took it, or had it.
        DELIVERED,
        /// Its turn has not come.
        WAITING,
        /// It is an open dead letter.
        SET_ASIDE,
        /// The profile leaves it out, an operator gave it up, or a moved cursor passed over it.
        SKIPPED
    }

    private final String sink;
    private final SinkState state;
    private final long position;
    private final Map<Long, DeadLetter.State> letters;
    private final Set<Long> leftOut;
    private final long[] firsts;
    private final long[] lasts;

    /// @param position the sink's, from before the rest was asked: what is delivered meanwhile still waits
    /// @param spans what was delivered
    /// @param leftOut places that the profile leaves out, of those in the spans
    Standing(String sink, SinkState state, long position, Map<Long, DeadLetter.State> letters, List<Days.Span> spans,
            Set<Long> leftOut) {
        this.sink = sink;
        this.state = state;
        this.position = position;
        this.letters = Map.copyOf(letters);
        this.leftOut = Set.copyOf(leftOut);
        List<Days.Span> sorted = spans.stream().sorted((a, b) -> Long.compare(a.first(), b.first())).toList();
        this.firsts = sorted.stream().mapToLong(Days.Span::first).toArray();
        this.lasts = sorted.stream().mapToLong(Days.Span::last).toArray();
        for (int i = 1; i < lasts.length; i++) {
            // so that the span found by its beginning reaches as far as any that began before
            lasts[i] = Math.max(lasts[i], lasts[i - 1]);
        }
    }

    /// Name of the sink.
    public String sink() {
        return sink;
    }

    /// How the sink is.
    public SinkState state() {
        return state;
    }

    /// Where a punch is.
    ///
    /// @param seq its place in the journal, within the range that was asked about
    public Where at(long seq) {
        if (leftOut.contains(seq)) {
            return Where.SKIPPED;
        }
        DeadLetter.State letter = letters.get(seq);
        if (letter != null) {
            return switch (letter) {
                case OPEN -> Where.SET_ASIDE;
                case DELIVERED -> Where.DELIVERED;
                case DISCARDED -> Where.SKIPPED;
            };
        }
        if (seq > position) {
            return Where.WAITING;
        }
        return isDelivered(seq) ? Where.DELIVERED : Where.SKIPPED;
    }

    private boolean isDelivered(long seq) {
        int found = Arrays.binarySearch(firsts, seq);
        int at = found >= 0 ? found : -found - 2;
        // of several that begin together the last one reaches farthest
        while (at >= 0 && at + 1 < firsts.length && firsts[at + 1] == firsts[at]) {
            at++;
        }
        return at >= 0 && lasts[at] >= seq;
    }
}
