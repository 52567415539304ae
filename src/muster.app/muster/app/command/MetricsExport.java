// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Json;
import muster.model.StatusReport;

/// What `muster metrics --export` writes (product.md MON-11): how everything is at one moment.
final class MetricsExport {

    private MetricsExport() {}

    /// How everything is now, as JSON for people.
    static String text(Api api) throws ApiException, InterruptedException {
        StatusReport report = api.status();
        Map<String, Object> everything = new LinkedHashMap<>();
        everything.put("timestamp", report.timestamp());
        everything.put("version", report.version());
        everything.put("uptime", report.uptime());
        everything.put("status", report.systemState().status());
        everything.put("metrics", report.metrics());
        everything.put("components", api.watch().components().components());
        everything.put("alerts", api.watch().activeAlerts().alerts());
        everything.put("recent_alerts", api.alerts());
        everything.put("recent_events", api.entries());
        return Json.pretty(everything) + "\n";
    }
}
