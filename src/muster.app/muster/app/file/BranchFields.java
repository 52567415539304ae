// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import muster.app.file.BranchColumns.Column;
import muster.app.file.Grid.GridRow;
import muster.app.file.PunchFields.WrongField;
import muster.model.BranchSettings;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.model.TerminalSettings;

/// From the texts of a row to a branch and a terminal. Checked is what would otherwise be a riddle; muster
/// has the last word on the rest. Immutable.
record BranchFields(BranchColumns columns) {

    private static final int LONGEST_NAME = 256;
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "on");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "off");

    BranchRow row(GridRow row) {
        try {
            List<String> beyond = row.cells().stream().skip(columns.count()).toList();
            if (beyond.stream().anyMatch(cell -> !cell.isEmpty())) {
                throw new WrongField(
                        "it has " + row.cells().size() + " values for " + columns.count() + " columns");
            }
            String branch = text(row, Column.BRANCH);
            String serial = text(row, Column.SERIAL);
            if (branch == null && serial == null) {
                throw new WrongField(text(row, Column.HOST) == null
                        ? "it names neither a branch nor a terminal"
                        : "serial is missing; muster terminals scan " + text(row, Column.HOST) + " may tell it");
            }
            return new BranchRow.Good(row.line(), branch(row, branch), terminal(row, serial, branch));
        } catch (WrongField e) {
            return new BranchRow.Bad(row.line(), e.getMessage());
        }
    }

    private BranchSettings branch(GridRow row, String id) throws WrongField {
        String name = text(row, Column.BRANCH_NAME);
        String zone = zone(row, Column.BRANCH_ZONE);
        if (id == null) {
            if (name != null || zone != null) {
                throw new WrongField("a branch without its id in the column branch");
            }
            return null;
        }
        if (!id.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new WrongField("branch is \"" + id + "\" and must be 1 to 64 letters, digits, -, _ or .");
        }
        return new BranchSettings(id, name, zone);
    }

    private TerminalSettings terminal(GridRow row, String serial, String branch) throws WrongField {
        String name = text(row, Column.TERMINAL_NAME);
        String zone = zone(row, Column.ZONE);
        PullSettings pull = pull(row);
        if (serial == null) {
            if (name != null || zone != null || pull != null) {
                throw new WrongField(pull == null || pull.host() == null
                        ? "a terminal without its serial"
                        : "serial is missing; muster terminals scan " + pull.host() + " may tell it");
            }
            return null;
        }
        return new TerminalSettings(serial, name, zone, null, branch, pull);
    }

    private PullSettings pull(GridRow row) throws WrongField {
        String host = text(row, Column.HOST);
        if (host != null && !host.matches("[A-Za-z0-9._:-]{1,253}")) {
            throw new WrongField("host is \"" + host + "\" and must be an address or a name");
        }
        Integer port = number(row, Column.PORT, 1, 65_535);
        Pull.Transport transport = transport(row);
        String keyFile = text(row, Column.COMM_KEY_FILE);
        Integer poll = number(row, Column.POLL_SECONDS, 0, 86_400);
        if (poll != null && poll > 0 && poll < 10) {
            throw new WrongField("poll_seconds is " + poll + " and must be 10 to 86400, or 0 for the usual");
        }
        Boolean live = yesOrNo(row);
        return Stream.of(host, port, transport, keyFile, poll, live).allMatch(value -> value == null)
                ? null
                : new PullSettings(host, port, transport, keyFile, poll, live, null, null, null);
    }

    private Pull.Transport transport(GridRow row) throws WrongField {
        String text = text(row, Column.TRANSPORT);
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Pull.Transport.AUTO;
            case "tcp" -> Pull.Transport.TCP;
            case "udp" -> Pull.Transport.UDP;
            default -> throw new WrongField("transport is \"" + text + "\" and must be auto, tcp or udp");
        };
    }

    private Boolean yesOrNo(GridRow row) throws WrongField {
        String text = text(row, Column.LIVE);
        if (text == null) {
            return null;
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new WrongField("live is \"" + text + "\" and must be yes or no");
        }
        return YES.contains(word);
    }

    private String zone(GridRow row, Column column) throws WrongField {
        String text = text(row, column);
        try {
            return text == null ? null : ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new WrongField(column.word() + " is \"" + text
                    + "\" and must be a zone such as Asia/Kolkata or +05:30");
        }
    }

    private Integer number(GridRow row, Column column, int least, int most) throws WrongField {
        String text = text(row, column);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new WrongField(
                    column.word() + " is \"" + text + "\" and must be a number from " + least + " to " + most);
        }
        return Integer.valueOf(text);
    }

    /// The text of a column; null when it is empty or not there.
    private String text(GridRow row, Column column) throws WrongField {
        int index = columns.index(column);
        if (index < 0 || index >= row.cells().size()) {
            return null;
        }
        if (row.wrong().containsKey(index)) {
            throw new WrongField(column.word() + ": " + row.wrong().get(index));
        }
        String text = row.cells().get(index);
        if (text.length() > LONGEST_NAME) {
            throw new WrongField(column.word() + " is longer than " + LONGEST_NAME + " characters");
        }
        return text.isEmpty() ? null : text;
    }
}
