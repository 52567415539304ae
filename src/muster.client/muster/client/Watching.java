// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import muster.model.Acknowledgement;
import muster.model.Activity;
import muster.model.AlertList;
import muster.model.AlertStatus;
import muster.model.AlertTrial;
import muster.model.ChannelList;
import muster.model.ChannelTrial;
import muster.model.Component;
import muster.model.ComponentList;
import muster.model.ComponentReport;
import muster.model.History;
import muster.model.MonitorEntry;
import muster.model.MonitorReport;
import muster.model.RuleList;
import muster.model.Silence;
import muster.model.SilenceList;
import muster.model.SilenceRequest;

/// What one muster measures and watches, and who is told, a method for each endpoint, reached by [Api#watch()].
/// Thread-safe. Its calls throw what those of [Api] throw.
public final class Watching {

    private static final String ALERTS = "/api/alerts";
    private static final String SILENCES = "/api/silences";
    private static final String RULES = "/api/rules";
    private static final String CHANNELS = "/api/channels";
    private static final String COMPONENTS = "/api/components";
    private static final Map<String, String> NOTHING = Map.of();

    private final Wire wire;

    Watching(Wire wire) {
        this.wire = wire;
    }

    /// The alerts that are pending or firing: the gravest first, then the oldest.
    public AlertList activeAlerts() throws ApiException, InterruptedException {
        return wire.get(ALERTS + "/active", new Query(), AlertList.class);
    }

    /// Somebody knows about an alert: no repeats until it is over.
    ///
    /// @param id as in [AlertStatus#id()]
    public AlertStatus acknowledge(String id, Acknowledgement acknowledgement)
            throws ApiException, InterruptedException {
        return wire.send("POST", path(ALERTS, id) + "/acknowledge", acknowledgement, AlertStatus.class);
    }

    /// Takes that back.
    ///
    /// @param by who does
    public AlertStatus unacknowledge(String id, String by) throws ApiException, InterruptedException {
        return wire.delete(path(ALERTS, id) + "/acknowledge" + new Query().and("by", by), AlertStatus.class);
    }

    /// The silences in order of their numbers.
    ///
    /// @param all the past ones too
    public SilenceList silences(boolean all) throws ApiException, InterruptedException {
        return wire.get(SILENCES, new Query().and("all", all ? "true" : null), SilenceList.class);
    }

    /// Tells nobody of some alerts for a while.
    public Silence silence(SilenceRequest request) throws ApiException, InterruptedException {
        return wire.send("POST", SILENCES, request, Silence.class);
    }

    /// Ends a silence for good before its time.
    ///
    /// @param by who does
    public Silence endSilence(long id, String by) throws ApiException, InterruptedException {
        return wire.delete(SILENCES + "/" + id + new Query().and("by", by), Silence.class);
    }

    /// The rules of the alerts, as they are in force.
    public RuleList rules() throws ApiException, InterruptedException {
        return wire.get(RULES, new Query(), RuleList.class);
    }

    /// What a rule would have done in the past.
    ///
    /// @param since from then (UTC); null = as muster chooses
    /// @param until until then (UTC); null = now
    /// @param when another condition in place of the rule's own; null = its own
    public AlertTrial trial(String name, Instant since, Instant until, String when)
            throws ApiException, InterruptedException {
        Query query = new Query().and("since", since).and("until", until).and("when", when);
        return wire.get(path(RULES, name) + "/trial", query, AlertTrial.class);
    }

    /// How the channels are by which people are told, in the configuration's order.
    public ChannelList channels() throws ApiException, InterruptedException {
        return wire.get(CHANNELS, new Query(), ChannelList.class);
    }

    /// Sends a test message through a channel.
    public ChannelTrial testChannel(String name) throws ApiException, InterruptedException {
        return wire.send("POST", path(CHANNELS, name) + "/test", NOTHING, ChannelTrial.class);
    }

    /// Muster's own components, then the outside ones.
    public ComponentList components() throws ApiException, InterruptedException {
        return wire.get(COMPONENTS, new Query(), ComponentList.class);
    }

    /// Says how an outside component is.
    public Component report(String name, ComponentReport report) throws ApiException, InterruptedException {
        return wire.send("PUT", path(COMPONENTS, name), report, Component.class);
    }

    /// Forgets an outside component; it is not missed any more.
    public Component forget(String name) throws ApiException, InterruptedException {
        return wire.delete(path(COMPONENTS, name), Component.class);
    }

    /// Says what an external program did or met.
    public MonitorEntry tell(MonitorReport report) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/events", report, MonitorEntry.class);
    }

    /// The punches of the last minutes, by the minute.
    ///
    /// @param minutes how many, from 1
    public Activity activity(int minutes) throws ApiException, InterruptedException {
        return wire.get("/api/activity", new Query().and("minutes", minutes), Activity.class);
    }

    /// One measure over time.
    ///
    /// @param subject whose; null or empty = this muster's
    /// @param since from then (UTC); null = as muster chooses
    /// @param until until then (UTC); null = now
    public History history(String measure, String subject, Instant since, Instant until)
            throws ApiException, InterruptedException {
        Query query = new Query()
                .and("measure", measure)
                .and("subject", subject == null || subject.isEmpty() ? null : subject)
                .and("since", since)
                .and("until", until);
        return wire.get("/api/history", query, History.class);
    }

    /// Everything that is measured, with its meaning.
    public List<Measure> measures() throws ApiException, InterruptedException {
        return List.of(wire.get("/api/measures", new Query(), Measure[].class));
    }

    /// The numbers in Prometheus' text format.
    public String prometheus() throws ApiException, InterruptedException {
        return wire.get("/metrics", new Query(), String.class);
    }

    private static String path(String all, String name) {
        return all + "/" + Query.encoded(name);
    }
}
