// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// A snapshot in Prometheus' text format 0.0.4 (Prometheus documentation, "Exposition formats").
public final class PrometheusText {

    /// The media type.
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    static final String PUNCHES = "punches_total";
    static final String SINK_ERRORS = "sink_errors_total";
    static final String QUARANTINE = "quarantine_records";
    static final String DROPPED = "dropped_total";

    private static final String PREFIX = "muster_";

    private static final int DAY_SECONDS = 86_400;

    /// What has labels of its own.
    private record Family(String name, String type, String help) {}

    private static final List<Family> LABELLED = List.of(
            new Family(PUNCHES, "counter", "Punches received since the start, by the way they came and by branch."),
            new Family(SINK_ERRORS, "counter",
                    "Attempts of a sink that failed since the start, as far as they were seen."),
            new Family(QUARANTINE, "gauge", "Records that are held, by the reason."),
            new Family(DROPPED, "counter", "Records that were taken and lost since the start; it must stay 0."));

    private final StringBuilder text = new StringBuilder(8192);
    private final Snapshot snapshot;

    private PrometheusText(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// A snapshot as text; what was not measured is not in it.
    public static String of(Snapshot snapshot) {
        PrometheusText writing = new PrometheusText(snapshot);
        Measures.all().stream().filter(measure -> measure.prometheus() != null).forEach(writing::measure);
        LABELLED.forEach(writing::labelled);
        return writing.text.toString();
    }

    private void measure(Measure measure) {
        Set<String> subjects = snapshot.subjects(List.of(measure));
        if (!subjects.isEmpty()) {
            String type = measure.kind() == Measure.Kind.COUNTER ? "counter" : "gauge";
            head(new Family(measure.prometheus(), type, measure.help()));
        }
        for (String subject : subjects) {
            Map<String, String> labels =
                    measure.family().isEmpty() ? Map.of() : Map.of(label(measure.family()), subject);
            OptionalDouble value = snapshot.value(measure, subject);
            line(measure.prometheus(), labels, inBaseUnits(measure, value.orElseThrow()));
        }
    }

    private void labelled(Family family) {
        List<Snapshot.Labelled> lines = snapshot.labelled().stream()
                .filter(each -> each.prometheus().equals(family.name()))
                .toList();
        if (!lines.isEmpty()) {
            head(family);
        }
        lines.forEach(each -> line(each.prometheus(), each.labels(), each.value()));
    }

    /// What Prometheus calls the subjects of a family (product.md 5.10).
    private static String label(String family) {
        return switch (family) {
            case "terminal" -> "sn";
            case "certificate" -> "file";
            default -> family;
        };
    }

    /// Prometheus wants seconds; moments are told in whole ones, as the API does.
    private static double inBaseUnits(Measure measure, double value) {
        if (measure.kind() == Measure.Kind.SINCE) {
            return Math.floor(value);
        }
        return measure.name().endsWith("days") ? value * DAY_SECONDS : value;
    }

    private void head(Family family) {
        text.append("# HELP ").append(PREFIX).append(family.name()).append(' ')
                .append(family.help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(PREFIX).append(family.name()).append(' ').append(family.type()).append('\n');
    }

    private void line(String name, Map<String, String> labels, double value) {
        text.append(PREFIX).append(name);
        if (!labels.isEmpty()) {
            text.append('{');
            String between = "";
            for (Map.Entry<String, String> label : labels.entrySet()) {
                text.append(between).append(label.getKey()).append("=\"").append(escaped(label.getValue())).append('"');
                between = ",";
            }
            text.append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
