// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.sql;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.sql.Placed;
import muster.sql.Present;
import muster.sql.Row;
import muster.sql.SqlTarget;
import muster.sql.SqlTrouble;

/// Delivers punches to a table of PostgreSQL, MariaDB or MySQL, a transaction a batch (product.md section 5.5). Facts
/// that are no punch are none of its business. For one thread.
///
/// Layouts:
/// - `neutral`: muster's own columns, told apart by `punch_id`. `employee_code` and `clock_offset_ms` stay empty unless
///   `columns` says what goes into them.
/// - `hrbook`: HRBOOK's `att_raw_data`, told apart by day, badge, time and device; its `id` is the database's. The
///   rules hidden in the programs before it are those of a profile: with `[profiles.hrbook]`, `shift = "-10m"` and
///   `pin_longest = 4` ten minutes are taken away and longer badges left out. Day and time both come from the shifted
///   local time, so that 00:05 is written as 23:55 of the day before.
/// - `own`: each of `columns` says what goes into it: one of [Expression.Field], or a 'text' in single quotes. The key
///   is the column that has `punch_id`, or `key`.
///
/// A moment that goes into a column without zone is written in UTC, as MariaDB has no other.
public final class SqlSink implements Sink {

    private static final int BATCH = 500;

    private final InstantSource clock;
    private final Layout layout;
    private final SqlTarget table;

    /// Connects to nothing yet.
    ///
    /// @param clock for `now`
    /// @throws IllegalArgumentException if the columns, the key or the URL cannot be right; the message names which
    public SqlSink(Target.Sql target, InstantSource clock) {
        this.clock = clock;
        this.layout = Layout.of(target);
        this.table = new SqlTarget(
                target.url(), target.user().orElse(null), target.passwordFile().orElse(null), layout.table());
    }

    @Override
    public String target() {
        return table.shown();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Answers deliver(List<Outgoing> records) throws InterruptedException {
        try {
            List<Placed> placed = table.put(rows(records));
            int next = 0;
            List<Answer> answers = new ArrayList<>(records.size());
            for (Outgoing record : records) {
                answers.add(record.row() == null ? Answer.skipped("no punch") : answer(placed.get(next++)));
            }
            return Answers.all(answers, counted(placed));
        } catch (SqlTrouble e) {
            return Answers.none(trouble(e));
        }
    }

    private Answer answer(Placed placed) {
        return switch (placed.kind()) {
            case NEW -> Answer.delivered("inserted");
            case KNOWN -> Answer.duplicate(layout.table().update() ? "written over" : "was there");
            case REFUSED -> Answer.setAside("refused", placed.text());
        };
    }

    private static String counted(List<Placed> placed) {
        Map<Placed.Kind, Long> counts =
                placed.stream().collect(Collectors.groupingBy(Placed::kind, Collectors.counting()));
        return counts.getOrDefault(Placed.Kind.NEW, 0L) + " new, " + counts.getOrDefault(Placed.Kind.KNOWN, 0L)
                + " known, " + counts.getOrDefault(Placed.Kind.REFUSED, 0L) + " refused";
    }

    /// An interrupted wait ends as a lost connection.
    private static Trouble trouble(SqlTrouble e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while the database was written to");
        }
        return e.kind() == SqlTrouble.Kind.STOP
                ? Trouble.stop(e.getMessage(), e.cure())
                : Trouble.retry(e.getMessage(), null);
    }

    @Override
    public Trial test() throws InterruptedException {
        try {
            return new Trial(true, table.check(), null);
        } catch (SqlTrouble e) {
            Trouble trouble = trouble(e);
            return new Trial(false, trouble.text(), trouble.cure());
        }
    }

    @Override
    public List<Difference> compare(List<Outgoing> records) throws InterruptedException {
        List<Row> rows = rows(records);
        List<Present> present = List.of();
        String trouble = null;
        try {
            present = table.present(rows);
        } catch (SqlTrouble e) {
            trouble = trouble(e).text();
        }
        List<Difference> differences = new ArrayList<>(records.size());
        int next = 0;
        for (Outgoing record : records) {
            if (record.row() == null) {
                differences.add(new Difference(record.seq(), "skipped", "no punch", null));
            } else {
                String sent = line(rows.get(next));
                differences.add(trouble == null
                        ? new Difference(record.seq(), kind(present.get(next)), sent, found(present.get(next)))
                        : new Difference(record.seq(), "unknown", sent, trouble));
                next++;
            }
        }
        return differences;
    }

    private String kind(Present there) {
        return switch (there.kind()) {
            case NONE -> "new";
            case SAME -> "known";
            case DIFFERENT -> there.differing().stream().allMatch(this::isFleeting) ? "known" : "different";
            case REFUSED -> "refused";
        };
    }

    private boolean isFleeting(String column) {
        for (int i = 0; i < layout.expressions().size(); i++) {
            if (layout.table().columns().get(i).name().equalsIgnoreCase(column)) {
                return layout.expressions().get(i).isFleeting();
            }
        }
        return false;
    }

    private static String found(Present there) {
        return switch (there.kind()) {
            case NONE -> null;
            case REFUSED -> there.text();
            case SAME, DIFFERENT -> there.values().entrySet().stream()
                    .map(value -> value.getKey() + "=" + value.getValue())
                    .collect(Collectors.joining(", "));
        };
    }

    private String line(Row row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < row.values().size(); i++) {
            parts.add(layout.table().columns().get(i).name() + "=" + row.values().get(i));
        }
        return String.join(", ", parts);
    }

    private List<Row> rows(List<Outgoing> records) {
        Instant now = clock.instant();
        List<Row> rows = new ArrayList<>(records.size());
        for (Outgoing record : records) {
            if (record.row() != null) {
                List<Object> values = new ArrayList<>();
                layout.expressions().forEach(expression -> values.add(expression.of(record, now)));
                rows.add(new Row(values));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        table.close();
    }
}
