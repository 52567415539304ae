// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.LocalDateTime;
import java.util.concurrent.CountDownLatch;
import muster.model.FetchRow;
import muster.model.FetchRow.State;
import muster.model.Fetched;

/// One read of one terminal's log that somebody asked for, and how far it is. Thread-safe.
final class FetchJob {

    private final String serial;
    private final String name;
    private final LocalDateTime since;
    private final String by;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile State state = State.WAITING;
    private volatile long bytesRead;
    private volatile long bytesTotal;
    private volatile Fetched result;

    /// @param since records before this local time are not looked at, or null
    FetchJob(String serial, String name, LocalDateTime since, String by) {
        this.serial = serial;
        this.name = name;
        this.since = since;
        this.by = by;
    }

    String serial() {
        return serial;
    }

    LocalDateTime since() {
        return since;
    }

    String by() {
        return by;
    }

    void begin() {
        state = State.READING;
    }

    void progress(long read, long total) {
        bytesRead = read;
        bytesTotal = total;
    }

    void end(Fetched fetched) {
        result = fetched;
        state = State.ENDED;
        ended.countDown();
    }

    boolean ended() {
        return ended.getCount() == 0;
    }

    boolean complete() {
        Fetched fetched = result;
        return fetched != null && fetched.complete();
    }

    FetchRow row() {
        return new FetchRow(serial, name, state, bytesRead, bytesTotal, result);
    }
}
