// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.Follower;
import muster.client.StreamEntry;
import muster.client.StreamQuery;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.PunchRow;

/// Follows the punches: first the newest page, then each as it comes, from the very place where the page ended, so
/// that none is missing and none is there twice, however often the connection is lost. Runs on a thread of its own.
final class Tail implements Follower, Runnable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Api api;
    private final Punches punches;
    private final Executor drawing;
    private final LinkedBlockingQueue<PunchRow> arrived = new LinkedBlockingQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean broken;
    private volatile boolean ended;
    private volatile Thread thread;
    private long position = -1;

    /// @param drawing runs what changes the punches
    Tail(Api api, Punches punches, Executor drawing) {
        this.api = api;
        this.punches = punches;
        this.drawing = drawing;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!ended) {
            try {
                if (position < 0) {
                    begin();
                }
                api.stream(StreamQuery.punches().behind(position)).follow(this);
            } catch (ApiException e) {
                broke();
                pause();
            } catch (InterruptedException e) {
                // ended, or woken because the daemon is back
                found();
            }
        }
    }

    private void begin() throws ApiException, InterruptedException {
        PunchPage page = api.punches(new PunchQuery(null, null, null, null, null, null, true, Punches.MOST));
        List<PunchRow> rows = page.punches();
        drawing.execute(() -> punches.page(rows));
        position = rows.isEmpty() ? 0 : rows.getFirst().seq();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            found();
        }
    }

    private void found() {
        broken = false;
        drawing.execute(punches::found);
    }

    /// The daemon answers again: whoever sleeps after a lost connection is woken.
    void wake() {
        Thread sleeper = thread;
        if (broken && sleeper != null) {
            sleeper.interrupt();
        }
    }

    void end() {
        ended = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean entry(StreamEntry entry) {
        broken = false;
        position = Math.max(position, entry.seq());
        if (entry.punch() != null) {
            arrived.add(entry.punch());
            // a flood becomes one task, not a thousand
            if (told.compareAndSet(false, true)) {
                drawing.execute(this::take);
            }
        }
        return !ended;
    }

    private void take() {
        told.set(false);
        List<PunchRow> rows = new ArrayList<>();
        arrived.drainTo(rows);
        punches.came(rows);
    }

    @Override
    public void lost(String why, Duration pause) {
        broke();
    }

    private void broke() {
        broken = true;
        drawing.execute(punches::lost);
    }

    @Override
    public void unreadable(long seq) {
        position = Math.max(position, seq);
    }
}
