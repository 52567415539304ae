// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which column of a table of branches holds what. Immutable.
final class BranchColumns {

    /// What a column can hold.
    enum Column {
        BRANCH("branchid", "branchcode", "branchno", "branchnumber"),
        BRANCH_NAME,
        BRANCH_ZONE("branchtimezone", "branchtz"),
        SERIAL("serialnumber", "serialno", "sn", "terminal", "terminalserial", "terminalsn", "terminalid", "device",
                "deviceserial", "devicesn", "deviceid", "deviceserialnumber"),
        TERMINAL_NAME("devicename"),
        HOST("hostname", "ip", "ipaddress", "ipaddr", "address", "terminalhost", "terminalip", "deviceip"),
        PORT("terminalport", "deviceport", "tcpport", "udpport"),
        TRANSPORT("protocol"),
        COMM_KEY_FILE("keyfile"),
        POLL_SECONDS("poll", "pollinterval"),
        ZONE("terminalzone", "terminaltimezone", "devicezone"),
        LIVE("realtime");

        private final Set<String> names;

        Column(String... names) {
            this.names = Set.of(names);
        }

        /// The one word for it.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean named(String key) {
            return !ZONES.contains(key) && (key.equals(word().replace("_", "")) || names.contains(key));
        }
    }

    private static final Set<String> ZONES = Set.of("zone", "timezone", "tz");

    private final List<Column> columns;
    private final List<String> unknown;

    private BranchColumns(List<Column> columns, List<String> unknown) {
        this.columns = Collections.unmodifiableList(columns);
        this.unknown = List.copyOf(unknown);
    }

    /// Reads a row of column names. Case, blanks and other marks in them do not matter.
    static BranchColumns of(List<String> head) throws UnreadableFile {
        List<String> keys = head.stream().map(BranchColumns::key).toList();
        List<Column> columns = certain(keys);
        settle(columns, keys, Set.of("id"), List.of(Column.BRANCH));
        boolean terminals = columns.contains(Column.SERIAL);
        settle(columns, keys, Set.of("name"), terminals
                ? List.of(Column.TERMINAL_NAME, Column.BRANCH_NAME)
                : List.of(Column.BRANCH_NAME));
        settle(columns, keys, ZONES, terminals
                ? List.of(Column.ZONE, Column.BRANCH_ZONE)
                : List.of(Column.BRANCH_ZONE));
        if (!columns.contains(Column.BRANCH) && !terminals) {
            throw new UnreadableFile(
                    "its first row names no column for branches or serials: " + shortened(String.join(", ", head)),
                    "name the columns in the first row: branch, branch_name, branch_zone, serial, terminal_name,"
                            + " host, port, transport, comm_key_file, poll_seconds, zone, live");
        }
        return new BranchColumns(columns, unknown(columns, head));
    }

    private static List<Column> certain(List<String> keys) {
        List<Column> columns = new ArrayList<>();
        for (String key : keys) {
            Column column = Arrays.stream(Column.values()).filter(known -> known.named(key)).findFirst().orElse(null);
            columns.add(columns.contains(column) ? null : column);
        }
        return columns;
    }

    /// Gives a column with one of these names its meaning, the first that no other column has: "name" and
    /// "zone" are the terminal's or the branch's.
    private static void settle(List<Column> columns, List<String> keys, Set<String> names, List<Column> meanings) {
        for (int i = 0; i < keys.size(); i++) {
            if (columns.get(i) == null && names.contains(keys.get(i))) {
                columns.set(i, meanings.stream()
                        .filter(meaning -> !columns.contains(meaning))
                        .findFirst()
                        .orElse(null));
            }
        }
    }

    private static List<String> unknown(List<Column> columns, List<String> head) {
        return IntStream.range(0, head.size())
                .filter(i -> columns.get(i) == null && !head.get(i).isBlank())
                .mapToObj(head::get)
                .toList();
    }

    private static String key(String head) {
        return head.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String shortened(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    /// How many there are.
    int count() {
        return columns.size();
    }

    /// Where a column is, from 0; -1 when there is none.
    int index(Column column) {
        return columns.indexOf(column);
    }

    /// The names of those that nobody knows.
    List<String> unknown() {
        return unknown;
    }

    @Override
    public String toString() {
        return columns.stream().map(column -> column == null ? "-" : column.word()).collect(Collectors.joining(", "));
    }
}
