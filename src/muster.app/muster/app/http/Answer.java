// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.io.OutputStream;

/// One ordinary answer on its way. Made and written by the thread that answers; [#stuck] and [#cut] are for
/// the watchdog.
final class Answer implements Outgoing {

    /// Written at once, in bytes; a client that takes so much in the time it has is slow, not stuck.
    private static final int PART = 64 * 1024;

    private final Stall stall = new Stall();
    private final Thread thread = Thread.currentThread();
    private final String request;
    private volatile long parts;

    /// @param request what is answered, fit for a log
    Answer(String request) {
        this.request = request;
    }

    void write(OutputStream out, byte[] body) throws IOException {
        for (int from = 0; from < body.length; from += PART) {
            out.write(body, from, Math.min(PART, body.length - from));
            parts++;
        }
    }

    @Override
    public boolean stuck(int looks) {
        return stall.look(true, parts) >= looks;
    }

    @Override
    public void cut() {
        thread.interrupt();
    }

    @Override
    public String toString() {
        return request;
    }
}
