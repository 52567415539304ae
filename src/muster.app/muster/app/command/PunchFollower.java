// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import muster.client.Follower;
import muster.client.StreamEntry;
import muster.model.Json;
import muster.model.PunchRow;

/// Prints punches as they come. For one thread.
final class PunchFollower implements Follower {

    private final Surroundings surroundings;
    private final boolean json;
    private final Predicate<PunchRow> wanted;
    private final PunchTable table;

    PunchFollower(Surroundings surroundings, TableOptions listing, boolean json, Predicate<PunchRow> wanted) {
        this.surroundings = surroundings;
        this.json = json;
        this.wanted = wanted;
        this.table = new PunchTable(surroundings, listing).following();
    }

    /// Prints what was there already.
    void first(List<PunchRow> punches) {
        print(punches);
    }

    @Override
    public boolean entry(StreamEntry entry) {
        if (entry.punch() != null && wanted.test(entry.punch())) {
            print(List.of(entry.punch()));
        }
        // a reader such as `head` has enough
        return !surroundings.out().checkError();
    }

    @Override
    public void lost(String why, Duration pause) {
        surroundings.err().println("muster: " + Display.safe(why) + "; trying again");
    }

    @Override
    public void unreadable(long seq) {
        surroundings.err().println("muster: entry " + seq + " is of a kind this version cannot show");
    }

    private void print(List<PunchRow> punches) {
        if (json) {
            punches.forEach(punch -> surroundings.json(Json.text(punch)));
        } else {
            table.print(punches);
        }
        surroundings.out().flush();
    }
}
