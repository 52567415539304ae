// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import muster.model.MonitorEntry;

/// What happened last, newest first: the view `log`.
final class Diary {

    private Diary() {}

    static View of(Dashboard desk) {
        return new TableView<>(desk, "log", "Log", CommandLine.of("log"),
                new Grid<>(columns(), entry -> entry.timestamp() + entry.message()),
                api -> api.entries().reversed())
                .saying("Nothing happened yet.")
                .opening(Diary::details);
    }

    private static List<Column<MonitorEntry>> columns() {
        return List.of(
                Column.<MonitorEntry>of("time", 19, entry -> time(entry.timestamp())),
                Column.of("type", 12, MonitorEntry::type).styled(entry -> style(entry.type())),
                Column.of("message", 200, MonitorEntry::message));
    }

    /// `2026-11-20T08:00:05.123` as `2026-11-20 08:00:05`.
    static String time(String timestamp) {
        return timestamp == null ? null
                : timestamp.substring(0, Math.min(19, timestamp.length())).replace('T', ' ');
    }

    /// The colours of product.md UI-06.
    static Style style(String type) {
        return switch (type) {
            case "scan" -> Style.GOOD;
            case "sync" -> Style.KEY;
            case "error" -> Style.BAD;
            case "warning" -> Style.WARNING;
            default -> Style.PLAIN;
        };
    }

    private static View details(MonitorEntry entry) {
        List<TextLine> lines = new java.util.ArrayList<>();
        lines.add(TextLine.of("time", time(entry.timestamp())));
        lines.add(TextLine.of("type", entry.type()));
        lines.add(TextLine.of("message", entry.message()));
        Map<String, String> context = entry.data() == null ? Map.of() : entry.data();
        new TreeMap<>(context).forEach((name, value) -> lines.add(TextLine.of(name, value)));
        return new TextView("entry", "What happened", CommandLine.of("log"), lines);
    }
}
