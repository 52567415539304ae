// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.config.Target;
import muster.app.sink.sql.Expression.Field;
import muster.sql.Column;
import muster.sql.Column.Type;
import muster.sql.Table;

/// The columns of a target's table and what goes into each (product.md section 5.5). Immutable.
///
/// @param expressions one for each column, in the order of the columns
record Layout(Table table, List<Expression> expressions) {

    private static final List<String> NEUTRAL_KEY = List.of("punch_id");
    private static final List<String> HRBOOK_KEY = List.of("log_date", "badge", "log_time", "access_device");

    /// The layout of a configuration. Columns that are configured come on top of `neutral` and `hrbook` and replace
    /// those with the same name; an empty expression leaves a column out.
    ///
    /// @throws IllegalArgumentException if a column or the key is not right; the message names it
    static Layout of(Target.Sql target) {
        Map<String, Expression> columns = switch (target.layout()) {
            case "neutral" -> neutral();
            case "hrbook" -> hrbook(target.devicePrefix());
            default -> new LinkedHashMap<>();
        };
        target.columns().forEach((name, text) -> {
            if (text.isBlank()) {
                columns.remove(name);
            } else {
                columns.put(name, Expression.of(name, text));
            }
        });
        List<Column> made = new ArrayList<>();
        columns.forEach((name, expression) -> made.add(column(name, expression)));
        Table table = new Table(target.table(), made, key(target, columns),
                target.conflict() == Target.Conflict.UPDATE, target.create());
        return new Layout(table, List.copyOf(columns.values()));
    }

    private static List<String> key(Target.Sql target, Map<String, Expression> columns) {
        if (!target.key().isEmpty()) {
            return target.key();
        }
        return switch (target.layout()) {
            case "neutral" -> NEUTRAL_KEY;
            case "hrbook" -> HRBOOK_KEY;
            default -> columns.entrySet().stream()
                    .filter(column -> column.getValue().field() == Field.PUNCH_ID)
                    .map(Map.Entry::getKey)
                    .limit(1)
                    .toList();
        };
    }

    private static Column column(String name, Expression expression) {
        return switch (name) {
            // numbers that muster does not know, for those who add to the table
            case "clock_offset_ms", "flag" -> Column.of(name, Type.INTEGER);
            default -> expression.column(name);
        };
    }

    private static Map<String, Expression> neutral() {
        Map<String, Expression> columns = new LinkedHashMap<>();
        for (String name : List.of(
                "punch_id", "device_sn", "device_name", "branch", "pin", "employee_code", "punched_at", "punched_local",
                "state_raw", "direction", "verify_raw", "verify_name", "work_code", "source", "received_at",
                "clock_offset_ms", "event_id", "raw")) {
            columns.put(name, switch (name) {
                case "employee_code", "clock_offset_ms" -> Expression.text(null);
                default -> Expression.of(name, name);
            });
        }
        return columns;
    }

    private static Map<String, Expression> hrbook(String devicePrefix) {
        Map<String, Expression> columns = new LinkedHashMap<>();
        columns.put("log_date", Expression.of(Field.DATE));
        columns.put("badge", Expression.of(Field.PIN));
        columns.put("badge_dup", Expression.of(Field.PIN));
        columns.put("log_time", Expression.of(Field.TIME));
        columns.put("flag", Expression.text("0"));
        columns.put("access_door", Expression.of(Field.DEVICE_SN));
        columns.put("batch", Expression.text(""));
        columns.put("access_device", new Expression(Field.DEVICE_SN, devicePrefix));
        columns.put("created_at", Expression.of(Field.NOW));
        columns.put("source", Expression.of(Field.SOURCE));
        return columns;
    }
}
