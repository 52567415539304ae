// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import muster.client.Follower;
import muster.client.StreamEntry;
import muster.model.Json;
import muster.model.Lines;
import muster.model.MonitorEntry;

/// Prints what happened, a line for each: the last ones that are there already when it has seen them all, then
/// each as it comes. For one thread.
final class LogFollower implements Follower {

    private final Surroundings surroundings;
    private final LogOptions options;
    private final ZoneId zone;
    private final int count;
    private final long head;
    private final Deque<MonitorEntry> newest = new ArrayDeque<>();
    private boolean live;

    /// @param head the newest entry that is there already
    /// @param count how many of those to print
    LogFollower(Surroundings surroundings, LogOptions options, long head, int count) {
        this.surroundings = surroundings;
        this.options = options;
        this.zone = EventTimes.zone(surroundings);
        this.head = head;
        this.count = count;
        this.live = head == 0 || count == 0;
    }

    @Override
    public boolean entry(StreamEntry entry) {
        try {
            line(entry).filter(line -> options.type() == null || options.type().equals(line.type()))
                    .ifPresent(this::take);
        } catch (JsonParseException e) {
            unreadable(entry.seq());
        }
        return goesOn(entry.seq());
    }

    private Optional<MonitorEntry> line(StreamEntry entry) {
        return entry.entry().flatMap(known -> Lines.of(known, zone));
    }

    private void take(MonitorEntry line) {
        if (live) {
            print(line);
            return;
        }
        newest.addLast(line);
        if (newest.size() > count) {
            newest.removeFirst();
        }
    }

    /// What was there already has come whole: prints the last of it.
    private boolean goesOn(long seq) {
        if (!live && seq >= head) {
            newest.forEach(this::print);
            newest.clear();
            live = true;
        }
        // a reader such as `head` has enough
        return (options.follow() || !live) && !surroundings.out().checkError();
    }

    @Override
    public void lost(String why, Duration pause) {
        surroundings.err().println("muster: " + Display.safe(why) + "; trying again");
    }

    @Override
    public void unreadable(long seq) {
        surroundings.err().println("muster: entry " + seq + " is of a kind this version cannot show");
        goesOn(seq);
    }

    private void print(MonitorEntry line) {
        if (options.json()) {
            surroundings.json(Json.text(line));
        } else {
            surroundings.out().println(Display.safe(line.timestamp().replace('T', ' ').split("\\.")[0] + "  "
                    + Display.padded(line.type(), 9) + " " + line.message()));
        }
        surroundings.out().flush();
    }
}
