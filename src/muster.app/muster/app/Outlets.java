// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import muster.app.config.ConfigException;
import muster.app.config.SinkConfig;
import muster.app.config.Target;
import muster.app.sink.Completed;
import muster.app.sink.Sink;
import muster.app.sink.Sinks;
import muster.app.sink.access.AccessSink;
import muster.app.sink.convex.ConvexSink;
import muster.app.sink.erpnext.ErpnextSink;
import muster.app.sink.file.FileSink;
import muster.app.sink.odoo.OdooSink;
import muster.app.sink.sql.SqlSink;
import muster.app.sink.webhook.WebhookSink;
import muster.app.terminal.Terminals;
import muster.journal.Journal;

/// Makes the sinks that the configuration names. The only place that knows every kind of them.
final class Outlets {

    private final ZoneId zone;
    private final Journal journal;
    private final Terminals terminals;
    private final InstantSource clock;

    /// @param zone of days and of times without one
    Outlets(ZoneId zone, Journal journal, Terminals terminals, InstantSource clock) {
        this.zone = zone;
        this.journal = journal;
        this.terminals = terminals;
        this.clock = clock;
    }

    /// One for each `[sinks.NAME]`; nothing is connected to yet.
    ///
    /// @throws ConfigException if one cannot be made as it is configured
    List<Sinks.Configured> of(List<SinkConfig> sinks) throws ConfigException {
        List<Sinks.Configured> made = new ArrayList<>();
        for (SinkConfig sink : sinks) {
            made.add(new Sinks.Configured(sink, named(sink)));
        }
        return made;
    }

    private Sink named(SinkConfig sink) throws ConfigException {
        try {
            return sink(sink);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of("sinks." + sink.name() + ": " + e.getMessage()));
        }
    }

    private Sink sink(SinkConfig sink) {
        return switch (sink.target()) {
            case Target.Convex convex -> new ConvexSink(convex, clock);
            case Target.Erpnext erpnext -> new ErpnextSink(
                    erpnext, clock, new Completed(sink.name(), journal, terminals));
            case Target.Odoo odoo -> new OdooSink(odoo, clock);
            case Target.Sql sql -> new SqlSink(sql, clock);
            case Target.Access access -> new AccessSink(access, zone, clock);
            case Target.Webhook webhook -> new WebhookSink(webhook, zone, clock);
            case Target.Files files -> new FileSink(files, zone, clock);
        };
    }
}
