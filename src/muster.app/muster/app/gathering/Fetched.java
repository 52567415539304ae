// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.convex.PlainText;
import muster.model.Gathering;
import muster.model.GatheringChange;

/// What the backend lists, cleaned, and what it changes. Immutable.
///
/// @param byId the usable events by id
record Fetched(Map<String, Gathering> byId) {

    private static final int ID = 128;
    private static final String BY = "backend";

    /// Takes what can be used of a list; the texts in it are a stranger's.
    static Fetched of(List<Gathering> listed) {
        Map<String, Gathering> byId = new LinkedHashMap<>();
        for (Gathering one : listed) {
            if (one.id() != null && PlainText.isId(one.id(), ID)) {
                byId.putIfAbsent(one.id(), clean(one));
            }
        }
        return new Fetched(byId);
    }

    private static Gathering clean(Gathering one) {
        String name = one.name() == null ? "" : PlainText.line(one.name(), EventWishes.NAME);
        Instant start = possible(one.start());
        Instant end = possible(one.end());
        boolean ordered = start == null || end == null || end.isAfter(start);
        return new Gathering(one.id(), name.isEmpty() ? one.id() : name, start, ordered ? end : null,
                Gathering.From.BACKEND, one.active(), Gathering.State.LISTED, null, false, false);
    }

    private static Instant possible(Instant moment) {
        return moment != null && EventWishes.isPossible(moment) ? moment : null;
    }

    /// What is to be journalled so that a board shows this list. An event made here with the id of one of these
    /// becomes the backend's.
    List<GatheringChange> changes(Board board, Instant now) {
        List<GatheringChange> changes = new ArrayList<>();
        for (Gathering one : byId.values()) {
            Gathering known = board.byId().get(one.id());
            Gathering after = merged(known, one);
            if (!after.equals(known)) {
                String act = known == null || known.removed() ? "added" : "changed";
                changes.add(new GatheringChange(after, act, BY, now));
            }
        }
        for (Gathering known : board.listed()) {
            boolean gone = known.from() == Gathering.From.BACKEND && !byId.containsKey(known.id());
            if (gone && !known.state().isCurrent()) {
                changes.add(new GatheringChange(removed(known), "removed", BY, now));
            }
        }
        return changes;
    }

    private static Gathering merged(Gathering known, Gathering one) {
        return known == null
                ? one
                : new Gathering(one.id(), one.name(), one.start(), one.end(), one.from(), one.active(), known.state(),
                        known.capacity(), known.automatic(), false);
    }

    /// An event that is gone, and the one this door is set to no longer.
    static Gathering removed(Gathering known) {
        Gathering.State state = known.state().isCurrent() ? Gathering.State.LISTED : known.state();
        return new Gathering(known.id(), known.name(), known.start(), known.end(), known.from(), known.active(),
                state, known.capacity(), known.automatic(), true);
    }
}
