// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.FetchRequest;
import muster.model.Fetched;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;

/// The terminals, and one of them.
final class Terminals {

    private static final long CLOCK_IS_OFF = 60;
    private static final long NEARLY_FULL = 90;

    private final Dashboard desk;

    private Terminals(Dashboard desk) {
        this.desk = desk;
    }

    static View of(Dashboard desk) {
        return new Terminals(desk).view("terminals", "Terminals", null);
    }

    /// Those of one branch.
    static View of(Dashboard desk, String branch) {
        return new Terminals(desk).view("terminals of a branch", "Terminals of branch " + branch, branch);
    }

    private View view(String name, String title, String branch) {
        String command = branch == null
                ? CommandLine.of("terminals", "list")
                : CommandLine.of("terminals", "list", "--branch", branch);
        return new TableView<>(desk, name, title, command, new Grid<>(columns(), TerminalRow::serial),
                api -> rows(api.terminals(branch), branch == null))
                .saying("No terminal called yet. Set a terminal's server address to this machine, or look for those on"
                        + " the network with `muster terminals scan`.")
                .opening(this::details)
                .with("a", "approve: take its records from now on", true, this::approve)
                .with("x", "refuse: take no records of it", true, this::refuse)
                .with("f", "fetch: read its whole log now", true, this::fetch);
    }

    private static List<TerminalRow> rows(TerminalList list, boolean all) {
        List<TerminalRow> rows = new ArrayList<>();
        if (all && list.pending() != null) {
            list.pending().forEach(terminal -> rows.add(new TerminalRow(null, terminal)));
        }
        list.terminals().forEach(terminal -> rows.add(new TerminalRow(terminal, null)));
        return rows;
    }

    private List<Column<TerminalRow>> columns() {
        Instant never = Instant.MIN;
        return List.of(
                Column.of("serial", 20, TerminalRow::serial),
                Column.of("name", 30, TerminalRow::name),
                Column.of("state", 9, TerminalRow::state).styled(row -> Frame.style(row.state())),
                Column.<TerminalRow>of("heard", 8, row -> Words.ago(row.heard(), desk.now()))
                        .by(row -> row.heard() == null ? never : row.heard())
                        .toRight(),
                Column.<TerminalRow>of("clock", 8, row -> clock(row.offset()))
                        .by(TerminalRow::offset)
                        .toRight()
                        .styled(row -> isOff(row.offset()) ? Style.WARNING : Style.PLAIN),
                Column.number("read", TerminalRow::punches),
                Column.number("counter", TerminalRow::counter).rank(2),
                Column.<TerminalRow>of("memory", 7, row -> row.memory() == null ? "-" : row.memory() + " %")
                        .by(TerminalRow::memory)
                        .toRight()
                        .rank(3)
                        .styled(row -> isFull(row.memory()) ? Style.WARNING : Style.PLAIN),
                Column.of("branch", 16, TerminalRow::branch).rank(1),
                Column.number("held", TerminalRow::held).rank(4),
                Column.of("address", 24, TerminalRow::address).rank(5),
                Column.<TerminalRow>of("latest punch", 19,
                        row -> row.known() == null ? null : row.known().latestPunch()).rank(6));
    }

    /// A clock's offset with its sign; `!` marks one that is off.
    private static String clock(Long offset) {
        return offset == null ? "-" : String.format(Locale.ROOT, "%+d s", offset) + (isOff(offset) ? "!" : "");
    }

    private static boolean isOff(Long offset) {
        return offset != null && Math.abs(offset) > CLOCK_IS_OFF;
    }

    private static boolean isFull(Long percent) {
        return percent != null && percent >= NEARLY_FULL;
    }

    private void approve(TerminalRow row) {
        desk.act(CommandLine.of("terminals", "approve", row.serial()), "Approved " + row.serial() + ".", api -> {
            api.approve(row.serial(), new TerminalSettings(null, null, null, null));
            return null;
        });
    }

    private void refuse(TerminalRow row) {
        desk.actIfSure("Refuse terminal " + row.serial() + "? It keeps its records.",
                CommandLine.of("terminals", "refuse", row.serial()), "Refused " + row.serial() + ".", api -> {
                    api.refuse(row.serial());
                    return null;
                });
    }

    private void fetch(TerminalRow row) {
        desk.act(CommandLine.of("fetch", "--terminal", row.serial()), "Reading the log of " + row.serial() + ".",
                api -> {
                    api.order(new FetchRequest(List.of(row.serial()), null, null, null));
                    return null;
                });
    }

    private View details(TerminalRow row) {
        String serial = row.serial();
        TextView.Source source = row.known() == null ? null : api -> lines(api, serial);
        List<TextLine> first = row.known() == null ? waiting(row) : lines(row.known());
        String command = CommandLine.of("terminals", "show", serial);
        return new TextView("terminal", "Terminal " + serial, command, first, source)
                .with(Key.changing("a", "approve: take its records from now on", () -> approve(row)))
                .with(Key.changing("x", "refuse: take no records of it", () -> refuse(row)))
                .with(Key.changing("f", "fetch: read its whole log now", () -> fetch(row)));
    }

    private List<TextLine> lines(Api api, String serial) throws ApiException, InterruptedException {
        return lines(api.terminal(serial));
    }

    private List<TextLine> waiting(TerminalRow row) {
        return List.of(
                TextLine.of("serial", row.serial()),
                TextLine.of("state", "pending: it waits for approval, and keeps its records"),
                TextLine.of("address", row.address()),
                TextLine.of("dialect", row.waiting().dialect()),
                TextLine.of("first seen", Words.moment(row.waiting().firstSeen(), desk.settings().zone())),
                TextLine.of("last seen", Words.moment(row.waiting().lastSeen(), desk.settings().zone())),
                TextLine.of("calls", Words.number(row.waiting().requests())));
    }

    private List<TextLine> lines(TerminalStatus terminal) {
        TerminalRow row = new TerminalRow(terminal, null);
        List<TextLine> lines = new ArrayList<>();
        lines.add(TextLine.of("serial", terminal.serial()));
        lines.add(TextLine.of("name", terminal.name()));
        lines.add(new TextLine("state", row.state() + ", " + Words.word(terminal.state()), Frame.style(row.state())));
        lines.add(TextLine.of("branch", terminal.branch()));
        lines.add(TextLine.of("heard", heard(terminal)));
        lines.add(TextLine.of("last upload", Words.moment(terminal.lastUpload(), desk.settings().zone())));
        lines.add(TextLine.of("clock",
                clock(terminal.clockOffsetSeconds()) + ", zone " + Words.known(terminal.zone())));
        lines.add(TextLine.of("records", Words.number(terminal.punches()) + " read, its counter says "
                + Words.number(terminal.records()) + " of " + Words.number(terminal.recordCapacity())));
        lines.add(TextLine.of("full on", terminal.fullOn()));
        lines.add(TextLine.of("latest punch", terminal.latestPunch()));
        lines.add(TextLine.of("duplicates", Words.number(terminal.duplicates())));
        lines.add(TextLine.of("variants", Words.number(terminal.variants())));
        lines.add(TextLine.of("held", Words.number(terminal.quarantined())));
        lines.add(TextLine.of("people", Words.number(terminal.users())));
        lines.add(TextLine.of("open commands", terminal.openCommands()));
        lines.add(TextLine.of("speaks", Words.known(terminal.dialect()) + " " + Words.known(terminal.pushVersion())));
        lines.add(TextLine.of("read at", terminal.pull() == null ? "it only pushes"
                : terminal.pull().host() + ":" + terminal.pull().port()));
        if (terminal.lastFetch() != null) {
            lines.add(TextLine.of("last read", fetched(terminal.lastFetch())));
        }
        return lines;
    }

    private String heard(TerminalStatus terminal) {
        return terminal.lastContact() == null ? "not since muster was started"
                : Words.moment(terminal.lastContact(), desk.settings().zone()) + ", from "
                        + Words.known(terminal.address());
    }

    private String fetched(Fetched fetched) {
        return Words.moment(fetched.receivedAt(), desk.settings().zone()) + (fetched.complete() ? ", complete" : ", NOT"
                + " complete") + ", " + Words.number(fetched.records()) + " records, " + Words.number(fetched.stored())
                + " of them new. " + Words.known(fetched.detail());
    }
}
