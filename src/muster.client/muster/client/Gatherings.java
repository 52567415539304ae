// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.Map;
import muster.model.AttendeePage;
import muster.model.GatheringList;
import muster.model.GatheringSettings;
import muster.model.GatheringStatus;
import muster.model.RosterList;
import muster.model.RosterResult;

/// The events of one muster, a method for each endpoint, reached by [Api#gatherings()]. Thread-safe. Its calls
/// throw what those of [Api] throw.
public final class Gatherings {

    private static final String ALL = "/api/gatherings";
    private static final Map<String, String> NOTHING = Map.of();

    private final Wire wire;

    Gatherings(Wire wire) {
        this.wire = wire;
    }

    /// The events, by start, and which of them the door is set to. While somebody asks for it, muster asks its
    /// backend more often.
    public GatheringList list() throws ApiException, InterruptedException {
        return wire.get(ALL, new Query(), GatheringList.class);
    }

    /// One event and how it goes.
    public GatheringStatus one(String id) throws ApiException, InterruptedException {
        return wire.get(path(id), new Query(), GatheringStatus.class);
    }

    /// Makes an event at this muster.
    ///
    /// @param settings the id may be null, then it is made from the name
    public GatheringStatus add(GatheringSettings settings) throws ApiException, InterruptedException {
        return wire.send("POST", ALL, settings, GatheringStatus.class);
    }

    /// Changes what is set of an event; what is null in the settings stays.
    public GatheringStatus change(String id, GatheringSettings settings) throws ApiException, InterruptedException {
        return wire.send("PATCH", path(id), settings, GatheringStatus.class);
    }

    /// Removes an event; its check-ins stay.
    public void remove(String id) throws ApiException, InterruptedException {
        wire.delete(path(id), Void.class);
    }

    /// Sets the door to an event; another one that it was set to is left.
    public GatheringStatus select(String id) throws ApiException, InterruptedException {
        return act(id, "select");
    }

    /// Checks people in for an event from now on; it is selected first when it is not.
    public GatheringStatus start(String id) throws ApiException, InterruptedException {
        return act(id, "start");
    }

    /// Checks nobody in for now; the door stays set to the event.
    public GatheringStatus stop(String id) throws ApiException, InterruptedException {
        return act(id, "stop");
    }

    /// Ends an event.
    public GatheringStatus end(String id) throws ApiException, InterruptedException {
        return act(id, "end");
    }

    /// A page of the people of an event: those on its list and those who came.
    ///
    /// @param after the page begins behind this PIN; null = at the start
    /// @param limit 1 to 1000
    /// @param insideOnly only those who are inside now
    public AttendeePage attendance(String id, String after, int limit, boolean insideOnly)
            throws ApiException, InterruptedException {
        Query query = new Query()
                .and("after", after)
                .and("limit", limit)
                .and("inside", insideOnly ? "true" : null);
        return wire.get(path(id) + "/attendance", query, AttendeePage.class);
    }

    /// Who is on an event's list, by PIN.
    public RosterList roster(String id) throws ApiException, InterruptedException {
        return wire.get(path(id) + "/roster", new Query(), RosterList.class);
    }

    /// Makes a list the event's; who is not in it is off the list.
    public RosterResult replaceRoster(String id, RosterList list) throws ApiException, InterruptedException {
        return wire.send("PUT", path(id) + "/roster", list, RosterResult.class);
    }

    /// Puts people on an event's list besides those who are.
    public RosterResult addToRoster(String id, RosterList list) throws ApiException, InterruptedException {
        return wire.send("POST", path(id) + "/roster", list, RosterResult.class);
    }

    private GatheringStatus act(String id, String act) throws ApiException, InterruptedException {
        return wire.send("POST", path(id) + "/" + act, NOTHING, GatheringStatus.class);
    }

    private static String path(String id) {
        return ALL + "/" + Query.encoded(id);
    }
}
