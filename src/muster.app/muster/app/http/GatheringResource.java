// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.app.door.DoorView;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Refresher;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.GatheringList;
import muster.model.GatheringSettings;
import muster.model.GatheringStatus;

/// Events: which there are, which one the door is set to, and who came. Thread-safe.
final class GatheringResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final Gatherings gatherings;
    private final DoorView view;
    private final Refresher refresher;

    GatheringResource(DoorSide door) {
        this.gatherings = door.gatherings();
        this.view = door.view();
        this.refresher = door.refresher();
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        refresher.looked();
        List<GatheringStatus> all = new ArrayList<>();
        for (Gathering gathering : gatherings.all()) {
            all.add(view.status(gathering));
        }
        String current = gatherings.current().map(Gathering::id).orElse(null);
        exchange.reply(new GatheringList(current, all, refresher.status()));
    }

    void one(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(view.status(named(gatherings, exchange)));
    }

    void add(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Gathering added = gatherings.add(exchange.body(GatheringSettings.class), exchange.by());
        exchange.created(
                view.status(added), "gatherings/" + URLEncoder.encode(added.id(), StandardCharsets.UTF_8));
    }

    void change(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        String id = exchange.variable("id");
        GatheringSettings settings = exchange.body(GatheringSettings.class);
        if (settings.id() != null && !settings.id().equals(id)) {
            throw Rejection.invalid("id: an event keeps its id; add the other one as a new event");
        }
        exchange.reply(view.status(gatherings.change(id, settings, exchange.by())));
    }

    void remove(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        gatherings.remove(exchange.variable("id"), exchange.by());
        exchange.done();
    }

    void select(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(view.status(gatherings.select(exchange.variable("id"), exchange.by())));
    }

    void start(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(view.status(gatherings.start(exchange.variable("id"), exchange.by())));
    }

    void stop(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(view.status(gatherings.stop(exchange.variable("id"), exchange.by())));
    }

    void end(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(view.status(gatherings.end(exchange.variable("id"), exchange.by())));
    }

    void attendance(Exchange exchange) throws Rejection, JournalException, IOException {
        Parameters parameters = exchange.parameters("after", "limit", "inside");
        boolean insideOnly = parameters.choice("inside", List.of("true", "false"), "false").equals("true");
        int limit = parameters.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
        Gathering gathering = named(gatherings, exchange);
        exchange.reply(view.attendance(gathering.id(), parameters.text("after"), limit, insideOnly));
    }

    /// The event that the path names.
    static Gathering named(Gatherings gatherings, Exchange exchange) throws Rejection {
        String id = exchange.variable("id");
        return gatherings.find(id).orElseThrow(() -> new Rejection(ProblemKind.NOT_FOUND,
                "there is no event " + id + "; /api/gatherings lists those there are"));
    }
}
