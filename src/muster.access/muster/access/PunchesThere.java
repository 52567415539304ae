// SPDX-License-Identifier: Apache-2.0
package muster.access;

import com.healthmarketscience.jackcess.Cursor;
import com.healthmarketscience.jackcess.CursorBuilder;
import com.healthmarketscience.jackcess.Index;
import com.healthmarketscience.jackcess.Row;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The punches an Access file has, by person and second: through its key, or by one walk over the table where a version
/// has none.
final class PunchesThere {

    private final Sheet sheet;
    private final Index key;
    private final Map<Integer, TreeMap<LocalDateTime, Map<String, Object>>> walked = new HashMap<>();

    private PunchesThere(Sheet sheet, Index key) {
        this.sheet = sheet;
        this.key = key;
    }

    /// @param batch the punches that will be asked for
    static PunchesThere of(Sheet sheet, List<AccessPunch> batch) throws IOException {
        for (Index index : sheet.table().getIndexes()) {
            List<? extends Index.Column> columns = index.getColumns();
            if (columns.size() == 2
                    && columns.get(0).getName().equalsIgnoreCase("USERID")
                    && columns.get(1).getName().equalsIgnoreCase("CHECKTIME")
                    && columns.get(0).isAscending()
                    && columns.get(1).isAscending()) {
                return new PunchesThere(sheet, index);
            }
        }
        PunchesThere there = new PunchesThere(sheet, null);
        there.walk(batch);
        return there;
    }

    private void walk(List<AccessPunch> batch) throws IOException {
        LocalDateTime first = LocalDateTime.MAX;
        LocalDateTime last = LocalDateTime.MIN;
        for (AccessPunch punch : batch) {
            first = punch.time().isBefore(first) ? punch.time() : first;
            last = punch.time().isAfter(last) ? punch.time() : last;
        }
        for (Row row : sheet.rows("USERID", "CHECKTIME", "CHECKTYPE", "SENSORID", "sn", "Memoinfo")) {
            LocalDateTime time = sheet.time(row, "CHECKTIME");
            Integer user = sheet.number(row, "USERID");
            if (time != null && user != null
                    && !time.isBefore(first) && !time.isAfter(last.plusSeconds(Att2000.ROOM))) {
                walked.computeIfAbsent(user, _ -> new TreeMap<>()).put(time, row);
            }
        }
    }

    /// A person's rows from a second on.
    ///
    /// @param seconds how many seconds behind it
    Map<LocalDateTime, Map<String, Object>> from(int user, LocalDateTime time, int seconds) throws IOException {
        if (key == null) {
            TreeMap<LocalDateTime, Map<String, Object>> rows = walked.getOrDefault(user, new TreeMap<>());
            return rows.subMap(time, true, time.plusSeconds(seconds), true);
        }
        Map<LocalDateTime, Map<String, Object>> rows = new TreeMap<>();
        Cursor cursor = new CursorBuilder(sheet.table())
                .setIndex(key)
                .setStartEntry(user, time.minusNanos(500_000_000))
                .setEndEntry(user, time.plusSeconds(seconds).plusNanos(499_000_000))
                .toCursor();
        for (Row row : cursor) {
            rows.put(sheet.time(row, "CHECKTIME"), row);
        }
        return rows;
    }

    /// A row that was written now.
    void add(int user, Map<String, Object> row) {
        if (key == null) {
            walked.computeIfAbsent(user, _ -> new TreeMap<>())
                    .put(sheet.time(row, "CHECKTIME"), row);
        }
    }
}
