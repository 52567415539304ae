// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import muster.ble.Advertisement;
import muster.model.Presence;

/// What was heard of one phone: its newest reports, and its stay when it has one. Guarded by [Visitors].
final class PhoneTrail {

    /// How far a phone has come in.
    enum Place {
        /// Heard, not near for long enough.
        OUTSIDE,
        /// Near for long enough, and that is not on disk yet.
        COMING,
        /// The journal says it came in.
        INSIDE
    }

    final String pin;
    private final long[] moments;
    private final byte[] signals;
    private int next;
    private boolean full;
    private Place place = Place.OUTSIDE;
    private long first;
    private long last;
    private long lastStrong;
    private long sightings;
    private long written;
    private Integer best;
    private Integer newest;
    private Instant firstBefore;
    private Instant lastBefore;
    private boolean timedBefore = true;
    private Presence entering;

    /// @param dwell how many reports prove that it is near
    PhoneTrail(String pin, int dwell) {
        this.pin = pin;
        moments = new long[dwell];
        signals = new byte[dwell];
    }

    Place place() {
        return place;
    }

    /// One more report.
    void hear(int rssi, long nanos, int leaveRssi) {
        boolean newer = next == 0 && !full || nanos - last > 0;
        moments[next] = nanos;
        signals[next] = (byte) Math.clamp(rssi, Byte.MIN_VALUE, Byte.MAX_VALUE);
        next = (next + 1) % moments.length;
        full |= next == 0;
        last = newer ? nanos : last;
        if (place != Place.OUTSIDE) {
            sighted(rssi, newer);
            if ((rssi == Advertisement.UNKNOWN_RSSI || rssi >= leaveRssi) && nanos - lastStrong > 0) {
                lastStrong = nanos;
            }
        }
    }

    private void sighted(int rssi, boolean newer) {
        sightings++;
        if (newer) {
            lastBefore = null;
        }
        if (rssi != Advertisement.UNKNOWN_RSSI) {
            best = best == null ? rssi : Math.max(best, rssi);
            newest = newer || newest == null ? Integer.valueOf(rssi) : newest;
        }
    }

    /// Whether the newest reports are as many as it takes, recent enough and on the whole strong enough.
    ///
    /// The median is taken and not the strongest, because single reports jump by ten dB and more (ble.md section 4);
    /// of two in the middle the weaker one counts. A radio that tells no signal can put nobody too far away.
    boolean isNear(long now, long within, int floor) {
        if (!full) {
            return false;
        }
        for (long moment : moments) {
            if (now - moment > within) {
                return false;
            }
        }
        byte[] sorted = signals.clone();
        Arrays.sort(sorted);
        int known = sorted.length;
        while (known > 0 && sorted[known - 1] == Advertisement.UNKNOWN_RSSI) {
            known--;
        }
        return known == 0 || sorted[(known - 1) / 2] >= floor;
    }

    /// The stay begins with the reports that prove it.
    void come() {
        place = Place.COMING;
        first = last;
        sightings = 0;
        best = null;
        newest = null;
        firstBefore = null;
        lastBefore = null;
        timedBefore = true;
        for (int i = 0; i < moments.length; i++) {
            int oldestFirst = (next + i) % moments.length;
            first = moments[oldestFirst] - first < 0 ? moments[oldestFirst] : first;
            sighted(signals[oldestFirst], true);
        }
        lastStrong = last;
    }

    /// The fact that it came in: the same one until it is on disk, so that an append that is repeated because nobody
    /// knows what became of it counts once.
    Presence entering(Supplier<Presence> fact) {
        if (entering == null) {
            entering = fact.get();
        }
        return entering;
    }

    /// It is on disk that the phone came in.
    void entered() {
        place = Place.INSIDE;
        written = entering.sightings();
        entering = null;
    }

    /// It is on disk that the phone went.
    void left() {
        place = Place.OUTSIDE;
    }

    /// The stay goes on that the journal tells of. The time it may be silent begins anew, because nobody listened;
    /// when it was last seen stays as it was.
    void restore(Presence newestFact, long now) {
        place = Place.INSIDE;
        firstBefore = newestFact.firstSeen();
        lastBefore = newestFact.lastSeen();
        timedBefore = newestFact.timed();
        sightings = newestFact.sightings();
        written = sightings;
        best = newestFact.bestRssi();
        newest = newestFact.lastRssi();
        first = now;
        last = now;
        lastStrong = now;
    }

    boolean isGone(long now, long leaveAfter) {
        return now - lastStrong >= leaveAfter;
    }

    /// Twice the time that reports count, so that a late one still finds the others.
    boolean isForgotten(long now, long within) {
        return place == Place.OUTSIDE && now - last > 2 * within;
    }

    boolean isChanged() {
        return place == Place.INSIDE && sightings != written;
    }

    void spanWritten(long sightingsWritten) {
        written = sightingsWritten;
    }

    Stay stay(PhoneTime now) {
        return new Stay(
                pin,
                firstBefore != null ? firstBefore : now.at(first),
                lastBefore != null ? lastBefore : now.at(last),
                sightings,
                best,
                newest);
    }

    boolean isTimed(PhoneTime now) {
        return now.timed() && timedBefore;
    }
}
