// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.function.Supplier;

/// The search of one connection at one powered adapter: started, ended by others, refused, or hearing nothing, and
/// what is done about each (ble.md section 7). For one thread.
final class Search {

    /// What the bus last told of the adapter.
    ///
    /// @param discoveringSince since when it is so, by the monotonic clock
    record Seen(boolean powered, boolean discovering, long discoveringSince) {}

    /// What comes next.
    ///
    /// @param patience how long nothing need be done if nothing changes
    /// @param cycle whether the adapter is to be switched off and on first
    record Next(Duration patience, boolean cycle) {
        private static Next in(Duration patience) {
            return new Next(patience, false);
        }
    }

    /// A stop and start of our own also shows as an end; what lasts longer was somebody else.
    private static final Duration SETTLE = Duration.ofMillis(500);
    /// `Discovering` follows the answer to StartDiscovery.
    private static final Duration CONFIRM = Duration.ofSeconds(5);
    /// After a kill of bluetoothd the kernel goes on for the rest of a cycle of 10.24 s (ble.md section 0, 6).
    private static final Duration BUSY = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofMillis(1500);
    private static final Duration RETRY_LATER = Duration.ofSeconds(30);
    private static final Duration QUARREL = Duration.ofMinutes(1);

    private final Wording wording;
    private final Controller controller;
    private final Surroundings surroundings;
    private final PowerCycles cycles;
    private final Supplier<Long> lastHeard;
    private final Backoff quarrel = new Backoff(Duration.ofSeconds(1), RETRY_LATER);

    private Condition condition;
    private boolean started;
    private boolean confirmed;
    private long startedAt;
    private long notBefore;
    private boolean ended;
    private long endedAt;
    private int refusals;
    private long refusedSince;
    private boolean stopped;
    private boolean cycled;
    private int silences;

    /// @param lastHeard when the adapter last heard any device; null if never
    Search(
            Wording wording,
            Controller controller,
            Surroundings surroundings,
            PowerCycles cycles,
            Supplier<Long> lastHeard) {
        this.wording = wording;
        this.controller = controller;
        this.surroundings = surroundings;
        this.cycles = cycles;
        this.lastHeard = lastHeard;
        notBefore = now();
    }

    /// Does what is to be done now.
    Next step(Seen seen) throws InterruptedException {
        if (!started) {
            return start(seen);
        }
        return seen.discovering() ? listen() : missing(seen);
    }

    private Next start(Seen seen) throws InterruptedException {
        long wait = notBefore - now();
        if (wait > 0) {
            return Next.in(Duration.ofNanos(wait));
        }
        if (condition == null) {
            say(wording.starting());
        }
        try {
            controller.start();
        } catch (Refused e) {
            return refused(e, seen);
        }
        started = true;
        confirmed = false;
        startedAt = now();
        return Next.in(Duration.ZERO);
    }

    private Next refused(Refused e, Seen seen) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("closed while BlueZ was asked");
        }
        if (e.kind() == Refused.Kind.DENIED) {
            return stall(wording.denied(e.getMessage()));
        }
        if (condition == Condition.SCANNING) {
            say(wording.starting());
        }
        boolean patient = patient();
        if (!patient && e.kind() == Refused.Kind.SILENT) {
            return stall(wording.unanswered());
        }
        if (!patient) {
            return lastResort(e.getMessage());
        }
        // a session that BlueZ thinks we still have must be ended before it can be started
        boolean ownSession = e.kind() == Refused.Kind.BUSY && !seen.discovering();
        if (ownSession) {
            end();
        }
        return retry(ownSession && refusals == 1 ? Duration.ZERO : RETRY);
    }

    private boolean patient() {
        if (refusals++ == 0) {
            refusedSince = now();
            stopped = false;
        }
        return now() - refusedSince < BUSY.toNanos();
    }

    private Next lastResort(String why) {
        if (!stopped) {
            stopped = true;
            end();
            return retry(Duration.ZERO);
        }
        refusals = 0;
        if (!cycled && mayCycle()) {
            cycled = true;
            return cycle(wording.name() + " does not start to scan (" + why + ").");
        }
        return stall(wording.refusing(why));
    }

    private Next stall(RadioState why) {
        say(why);
        return retry(RETRY_LATER);
    }

    private Next retry(Duration later) {
        notBefore = now() + later.toNanos();
        return Next.in(later);
    }

    private void end() {
        started = false;
        try {
            controller.stop();
        } catch (Refused e) {
            return; // the next start tells
        }
    }

    private Next missing(Seen seen) {
        long off = now() - Math.max(seen.discoveringSince(), startedAt);
        long grace = (confirmed ? SETTLE : CONFIRM).toNanos();
        if (off < grace) {
            return Next.in(Duration.ofNanos(grace - off));
        }
        if (!confirmed) {
            end();
            return patient() ? retry(RETRY) : lastResort("the search does not begin");
        }
        return endedByOthers();
    }

    // StartDiscovery alone would be answered with InProgress for ever (ble.md section 0, 5)
    private Next endedByOthers() {
        say(wording.ended());
        end();
        boolean again = ended && now() - endedAt < QUARREL.toNanos();
        if (!again) {
            quarrel.reset();
        }
        ended = true;
        endedAt = now();
        return retry(again ? quarrel.next() : Duration.ZERO);
    }

    private Next listen() {
        confirmed = true;
        refusals = 0;
        cycled = false;
        Long heard = lastHeard.get();
        boolean heardSince = heard != null && heard - startedAt > 0;
        if (heardSince) {
            silences = 0;
        }
        if (condition != Condition.STALLED || silences == 0) {
            say(wording.scanning());
        }
        long left = (heardSince ? heard : startedAt) + surroundings.settings().silence().toNanos() - now();
        if (left <= 0) {
            return silent();
        }
        // once in doubt, the first report should tell soon that all is well again
        return Next.in(Duration.ofNanos(silences == 0 ? left : Math.min(left, RETRY.toNanos())));
    }

    private Next silent() {
        silences++;
        end();
        retry(Duration.ZERO);
        Duration silence = surroundings.settings().silence().multipliedBy(silences);
        boolean cycle = silences > 1 && mayCycle();
        if (silences > 2 || silences == 2 && !cycle) {
            say(wording.mute(silence));
        }
        return cycle ? cycle("Nothing was heard for " + Wording.text(silence) + ".") : Next.in(Duration.ZERO);
    }

    private boolean mayCycle() {
        return surroundings.settings().powerOn() && cycles.take();
    }

    private Next cycle(String why) {
        if (condition != Condition.STALLED) {
            say(wording.cycling(why));
        }
        retry(Duration.ZERO);
        return new Next(Duration.ZERO, true);
    }

    /// Ends the search because nobody wants it any more.
    void stop() {
        if (started) {
            end();
        }
        forget();
    }

    /// Knows that there is no search any more, and begins as if there never was one.
    void forget() {
        started = false;
        condition = null;
        refusals = 0;
        silences = 0;
        notBefore = now();
    }

    private void say(RadioState state) {
        condition = state.condition();
        surroundings.news().say(state);
    }

    private long now() {
        return surroundings.nanos().getAsLong();
    }
}
