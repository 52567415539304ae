// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import muster.model.PunchRow;

/// The punches as they come, newest first; Space freezes them for reading, and none is lost by that. For one thread.
final class Punches {

    /// As many as somebody would scroll through.
    static final int MOST = 1000;

    private final Dashboard desk;
    private final Deque<PunchRow> newest = new ArrayDeque<>();
    private final TableView<PunchRow> view;
    private boolean frozen;
    private int missed;
    private boolean lost;

    Punches(Dashboard desk) {
        this.desk = desk;
        this.view = new TableView<PunchRow>(desk, "punches", "Punches, live", CommandLine.of("punches", "--follow"),
                new Grid<>(columns(), row -> Long.toString(row.seq())), null)
                .saying("No punch came yet. The next one is shown here as soon as it is in the journal.")
                .noting(this::note)
                .opening(row -> explanation(desk, row.seq()))
                .with(Key.of("Space", "freeze: hold still for reading, or go on", this::freeze));
    }

    View view() {
        return view;
    }

    /// The newest ones, newest first.
    List<PunchRow> newest(int most) {
        return newest.stream().limit(most).toList();
    }

    /// The newest page, newest first; takes the place of what there is.
    void page(List<PunchRow> page) {
        newest.clear();
        newest.addAll(page);
        missed = 0;
        view.rows(List.copyOf(newest));
    }

    /// New ones, oldest first.
    void came(List<PunchRow> rows) {
        lost = false;
        for (PunchRow row : rows) {
            newest.addFirst(row);
        }
        while (newest.size() > MOST) {
            newest.removeLast();
        }
        if (frozen) {
            missed += rows.size();
        } else {
            view.rows(new ArrayList<>(newest));
        }
    }

    /// The stream broke; it is followed again from where it was.
    void lost() {
        lost = true;
    }

    /// It is followed again.
    void found() {
        lost = false;
    }

    private void freeze() {
        frozen = !frozen;
        missed = 0;
        if (!frozen) {
            view.rows(new ArrayList<>(newest));
        }
    }

    private String note() {
        return (frozen ? ", FROZEN, " + missed + " new (Space goes on)" : "") + (lost ? ", the stream is lost" : "");
    }

    private static List<Column<PunchRow>> columns() {
        return List.of(
                Column.number("seq", PunchRow::seq),
                Column.of("time", 19, PunchRow::localTime),
                Column.of("pin", 16, PunchRow::pin),
                Column.of("person", 30, PunchRow::personName),
                Column.of("terminal", 24, PunchRow::terminalName),
                Column.<PunchRow>of("state", 12, row -> code(row.stateName(), row.state())).rank(1),
                Column.<PunchRow>of("verify", 14, row -> code(row.verifyModeName(), row.verifyMode())).rank(2),
                Column.<PunchRow>of("source", 8, row -> Words.word(row.source())).rank(4),
                Column.<PunchRow>of("event", 16, row -> row.checkIn() == null ? null : row.checkIn().event()).rank(3),
                Column.of("serial", 16, PunchRow::terminal).rank(5));
    }

    private static String code(String name, Integer number) {
        return name == null ? number == null ? null : number.toString() : name;
    }

    /// The whole life of a punch.
    static View explanation(Dashboard desk, long seq) {
        return new TextView("explain", "The life of punch " + seq, CommandLine.of("explain", Long.toString(seq)),
                List.of(TextLine.text("Asking ...")),
                api -> Story.lines(api.sinks().explain(seq), desk.settings().zone()));
    }
}
