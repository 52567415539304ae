// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Remembers what has been logged about whom: a terminal that does something wrong does it again every
/// 15 s for ever, and the operator needs the line once. Thread-safe.
public final class Complaints {

    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int REMEMBERED = 512;

    private final InstantSource time;
    private final SequencedMap<Complaint, Instant> logged = new LinkedHashMap<>();

    private record Complaint(InetAddress about, String what) {}

    /// Nothing has been logged yet.
    public Complaints(InstantSource time) {
        this.time = time;
    }

    /// Whether this has not been logged within the last hour; from now on it has.
    public synchronized boolean isNew(InetAddress about, String what) {
        Instant now = time.instant();
        Complaint complaint = new Complaint(about, what);
        Instant last = logged.get(complaint);
        // A clock set back must not silence the log until it has caught up.
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(AGAIN))) {
            return false;
        }
        logged.remove(complaint);
        if (logged.size() == REMEMBERED) {
            logged.pollFirstEntry();
        }
        logged.put(complaint, now);
        return true;
    }
}
