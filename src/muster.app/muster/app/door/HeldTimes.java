// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.door.OwnClock.Stamp;
import muster.app.door.OwnClockPast.Run;
import muster.model.CheckIn.Timing;
import muster.model.HeldCheckIn;

/// When check-ins were made that were kept without the time. Immutable.
///
/// Of the present run of the machine the beginning is known now that the clock is set, so a check-in happened at
/// `began + uptime`. Of a run that ended before, it is only known that everything in it happened before the next
/// one began; so its last check-in is put there and the others as long before it as they were made. That way the
/// order of all of them stays, and none is put before it can have been.
///
/// ```
///   run 1  |--x----x--|             run 2 |---y-----|              run 3 (clock set) |------z---- now
///   becomes                    x----x     ^ y                                        ^
/// ```
final class HeldTimes {

    private final Map<String, Run> runs;

    private HeldTimes(Map<String, Run> runs) {
        this.runs = Map.copyOf(runs);
    }

    /// A time and what it is worth. Immutable.
    record Time(Instant at, Timing timing) {}

    /// What is known of the runs.
    ///
    /// @param uptimes the greatest uptime of a held check-in in each run of the machine, in the order of the runs
    /// @param known runs whose beginning was told before
    /// @param now this moment, by the clock that is set
    static HeldTimes of(LinkedHashMap<String, Long> uptimes, Map<String, Run> known, Stamp now) {
        Map<String, Run> runs = new HashMap<>();
        Instant next = now.began();
        for (String boot : new ArrayList<>(uptimes.keySet()).reversed()) {
            Run run = known.get(boot);
            if (boot.equals(now.boot())) {
                run = new Run(now.began(), false);
            } else if (run == null) {
                run = new Run(next.minusMillis(uptimes.get(boot)), true);
            }
            runs.put(boot, run);
            next = run.began();
        }
        // Somebody may come in this run while it is looked at.
        runs.putIfAbsent(now.boot(), new Run(now.began(), false));
        return new HeldTimes(runs);
    }

    /// When a run began.
    ///
    /// @throws IllegalArgumentException if it is neither the present one nor among those given
    Run run(String boot) {
        Run run = runs.get(boot);
        if (run == null) {
            throw new IllegalArgumentException("nothing is known of that run of the machine");
        }
        return run;
    }

    /// When a check-in happened.
    ///
    /// @throws IllegalArgumentException if nothing is known of its run
    Time of(HeldCheckIn held) {
        Run run = run(boot(held));
        return new Time(run.began().plusMillis(uptime(held)), run.estimated() ? Timing.ESTIMATED : Timing.RETIMED);
    }

    /// The run a check-in belongs to; those of which that is not known count as one.
    static String boot(HeldCheckIn held) {
        return held.boot() == null || held.uptimeMillis() == null ? "" : held.boot();
    }

    /// How long that run had lasted.
    static long uptime(HeldCheckIn held) {
        return held.boot() == null || held.uptimeMillis() == null ? 0 : held.uptimeMillis();
    }

    /// Notes that a run had a check-in at that uptime.
    static void note(Map<String, Long> uptimes, List<HeldCheckIn> held) {
        held.forEach(one -> uptimes.merge(boot(one), uptime(one), Math::max));
    }
}
