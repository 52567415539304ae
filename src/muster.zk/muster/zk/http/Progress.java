// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Where one connection is, since when it has been silent, and until when it may stay where it is.
/// Thread-safe: the connection's own thread moves it, the listener may end it.
///
/// Elapsed time comes from `System.nanoTime`: a small machine without a clock of its own jumps by
/// years when it first hears the time, and no connection may die, or live for ever, of that.
final class Progress implements Pace {

    /// The parts of a connection's life, in the order it passes them, from awaiting to replying again
    /// and again.
    enum Stage { AWAITING, HEAD, BODY, ANSWERING, REPLYING, CLOSING, CLOSED }

    private static final long STALLED = Duration.ofSeconds(1).toNanos();
    private static final long NEVER = Duration.ofDays(365).toNanos();

    private final Times times;
    private final BooleanSupplier closing;
    private Stage stage = Stage.AWAITING;
    private boolean openEnd;
    private long began;
    private long until;
    private long heard = System.nanoTime();

    /// @param closing whether the listener is closing, so that nothing more is awaited
    Progress(Times times, BooleanSupplier closing) {
        this.times = times;
        this.closing = closing;
        this.until = heard + times.idle().toNanos();
    }

    @Override
    public void await() {
        enter(Stage.AWAITING, times.idle());
        // Asked after the stage is set: a listener closing at this moment sees either the one or the other.
        if (closing.getAsBoolean()) {
            enter(Stage.AWAITING, Duration.ZERO);
        }
    }

    @Override
    public synchronized void head() {
        began = System.nanoTime();
        enter(Stage.HEAD, times.head());
    }

    @Override
    public synchronized void body() {
        enter(Stage.BODY, times.request());
        until = began + times.request().toNanos();
    }

    @Override
    public synchronized void openEnd() {
        openEnd = true;
    }

    /// The request is whole; false when the connection has been ended meanwhile.
    boolean answering() {
        return enter(Stage.ANSWERING, Duration.ofNanos(NEVER));
    }

    /// The reply is being written; false when the connection has been ended meanwhile.
    boolean replying() {
        return enter(Stage.REPLYING, times.request());
    }

    /// The last reply is written; false when the connection has been ended meanwhile.
    boolean closing() {
        return enter(Stage.CLOSING, times.linger());
    }

    private synchronized boolean enter(Stage next, Duration time) {
        if (stage == Stage.CLOSED) {
            return false;
        }
        stage = next;
        openEnd = false;
        until = System.nanoTime() + time.toNanos();
        return true;
    }

    /// Some bytes have come.
    synchronized void heard() {
        heard = System.nanoTime();
    }

    /// How long the next byte may take, in milliseconds; 0 or less when the time is over.
    synchronized long patience() {
        long left = until - System.nanoTime();
        long nanos = openEnd ? Math.min(left, times.silence().toNanos()) : left;
        return Math.ceilDiv(nanos, 1_000_000);
    }

    /// Whether a silence now means the end of the body.
    synchronized boolean silenceEnds() {
        return openEnd && until - System.nanoTime() > 0;
    }

    /// How long nothing has come from a peer that owes us something, in nanoseconds; -1 when the
    /// connection is at work and must be let be.
    synchronized long silent() {
        long silent = Math.max(System.nanoTime() - heard, 0);
        return switch (stage) {
            case AWAITING, HEAD, CLOSING -> silent;
            case BODY -> silent >= STALLED ? silent : -1;
            case ANSWERING, REPLYING, CLOSED -> -1;
        };
    }

    /// Ends the connection unless it is at work; whether this call ended it.
    synchronized boolean displace() {
        return silent() >= 0 && end();
    }

    /// Ends the connection if it awaits a request; whether this call ended it.
    synchronized boolean endIdle() {
        return stage == Stage.AWAITING && end();
    }

    /// Ends the connection if it has been where it is well beyond its time, as one whose peer takes no
    /// bytes, which no read time-out notices; whether this call ended it.
    synchronized boolean endOverdue() {
        return System.nanoTime() - until > STALLED && end();
    }

    private boolean end() {
        boolean first = stage != Stage.CLOSED;
        stage = Stage.CLOSED;
        return first;
    }
}
