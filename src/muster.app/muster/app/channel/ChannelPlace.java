// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Instant;
import muster.model.ChannelStatus;

/// How a channel is now, for whoever looks. Written by its loop. Thread-safe.
final class ChannelPlace {

    private final String name;
    private final String type;
    private final String target;
    private boolean failing;
    private String reason;
    private long sent;
    private long waiting;
    private Instant lastSuccess;
    private Instant lastFailure;

    ChannelPlace(String name, String type, String target) {
        this.name = name;
        this.type = type;
        this.target = target;
    }

    synchronized void worked(Instant when) {
        failing = false;
        reason = null;
        sent++;
        lastSuccess = when;
    }

    synchronized void failed(Instant when, String why) {
        failing = true;
        reason = why;
        lastFailure = when;
    }

    synchronized void waits(long changes) {
        waiting = changes;
    }

    synchronized boolean isFailing() {
        return failing;
    }

    synchronized ChannelStatus status() {
        return new ChannelStatus(name, type, target, failing, reason, sent, waiting, lastSuccess, lastFailure);
    }
}
