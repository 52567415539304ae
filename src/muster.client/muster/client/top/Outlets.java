// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Instant;
import java.util.List;
import muster.model.SinkStatus;

/// The sinks: how they are, and pause, resume, test, deliver now.
final class Outlets {

    private final Dashboard desk;

    private Outlets(Dashboard desk) {
        this.desk = desk;
    }

    static View of(Dashboard desk) {
        Outlets sinks = new Outlets(desk);
        return new TableView<>(desk, "sinks", "Sinks", CommandLine.of("sinks", "list"),
                new Grid<>(sinks.columns(), SinkStatus::name), api -> api.sinks().list().sinks())
                .saying("No sink is configured: punches are kept here and delivered nowhere."
                        + " [sinks.NAME] in muster.toml adds one.")
                .opening(sinks::details)
                .with("p", "pause: deliver nothing until it is resumed", true, sinks::pause)
                .with("r", "resume: go on, and try at once", true, sinks::resume)
                .with("t", "test: try its target without a record", true, sinks::test)
                .with("n", "now: deliver what waits", true, sinks::sync);
    }

    private List<Column<SinkStatus>> columns() {
        return List.of(
                Column.of("name", 20, SinkStatus::name),
                Column.<SinkStatus>of("state", 8, sink -> Words.word(sink.state()))
                        .styled(sink -> Frame.style(Words.word(sink.state()))),
                Column.number("waiting", SinkStatus::waiting),
                Column.<SinkStatus>of("oldest", 8, sink -> Words.ago(sink.oldestWaiting(), desk.now()))
                        .by(sink -> sink.oldestWaiting() == null ? Instant.MAX : sink.oldestWaiting())
                        .toRight(),
                Column.<SinkStatus>number("dead", SinkStatus::deadLetters)
                        .styled(sink -> sink.deadLetters() > 0 ? Style.WARNING : Style.PLAIN),
                Column.number("delivered", SinkStatus::delivered),
                Column.of("type", 8, SinkStatus::type).rank(1),
                Column.of("mode", 9, SinkStatus::mode).rank(3),
                Column.of("reason", 60, SinkStatus::reason).rank(2),
                Column.of("target", 48, SinkStatus::target).rank(4));
    }

    private void pause(SinkStatus sink) {
        desk.actIfSure("Pause sink " + sink.name() + "? Records wait until it is resumed.",
                CommandLine.of("sinks", "pause", sink.name()), "Paused " + sink.name() + ".", api -> {
                    api.sinks().pause(sink.name());
                    return null;
                });
    }

    private void resume(SinkStatus sink) {
        desk.act(CommandLine.of("sinks", "resume", sink.name()), "Resumed " + sink.name() + ".", api -> {
            api.sinks().resume(sink.name());
            return null;
        });
    }

    private void test(SinkStatus sink) {
        String command = CommandLine.of("sinks", "test", sink.name());
        desk.act(command, "Tried " + sink.name() + ".", api -> {
            String answer = muster.model.Json.pretty(api.sinks().test(sink.name()));
            List<TextLine> lines = answer.lines().map(TextLine::text).toList();
            return () -> desk.open(new TextView("trial", "Trial of sink " + sink.name(), command, lines));
        });
    }

    private void sync(SinkStatus sink) {
        desk.act(CommandLine.of("sync", "now", "--sink", sink.name()), "Delivering to " + sink.name() + ".", api -> {
            api.sinks().sync(sink.name());
            return null;
        });
    }

    private View details(SinkStatus sink) {
        String name = sink.name();
        return new TextView("sink", "Sink " + name, CommandLine.of("sinks", "show", name), lines(sink),
                api -> lines(api.sinks().one(name)))
                .with(Key.changing("p", "pause: deliver nothing until it is resumed", () -> pause(sink)))
                .with(Key.changing("r", "resume: go on, and try at once", () -> resume(sink)))
                .with(Key.changing("t", "test: try its target without a record", () -> test(sink)))
                .with(Key.of("d", "dead letters of this sink", () -> desk.open(Letters.of(desk, name))));
    }

    private List<TextLine> lines(SinkStatus sink) {
        String state = Words.word(sink.state());
        return List.of(
                TextLine.of("name", sink.name()),
                new TextLine("state", state, Frame.style(state)),
                TextLine.of("reason", sink.reason()),
                TextLine.of("what to do", sink.cure()),
                TextLine.of("type", sink.type()),
                TextLine.of("target", sink.target()),
                TextLine.of("delivers", sink.mode()),
                TextLine.of("cursor", Words.number(sink.cursor()) + " of " + Words.number(sink.head())),
                TextLine.of("waiting", Words.number(sink.waiting()) + ", the oldest for "
                        + Words.ago(sink.oldestWaiting(), desk.now())),
                TextLine.of("dead letters", Words.number(sink.deadLetters())),
                TextLine.of("delivered", Words.number(sink.delivered()) + ", of them known already "
                        + Words.number(sink.duplicates())),
                TextLine.of("left out", Words.number(sink.skipped())),
                TextLine.of("failed in a row", sink.failures()),
                TextLine.of("last success", Words.moment(sink.lastSuccess(), desk.settings().zone())),
                TextLine.of("last failure", Words.moment(sink.lastFailure(), desk.settings().zone())),
                TextLine.of("next try", Words.moment(sink.nextTry(), desk.settings().zone())));
    }
}
