// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Instant;
import java.util.List;
import muster.model.DeadLetter;

/// The dead letters that are open: look at one, try it again, give it up.
final class Letters {

    private static final int MOST = 1000;

    private final Dashboard desk;
    private final String sink;

    private Letters(Dashboard desk, String sink) {
        this.desk = desk;
        this.sink = sink;
    }

    static View of(Dashboard desk) {
        return new Letters(desk, null).view("letters", "Dead letters");
    }

    /// Those of one sink.
    static View of(Dashboard desk, String sink) {
        return new Letters(desk, sink).view("letters of a sink", "Dead letters of " + sink);
    }

    private View view(String name, String title) {
        String command = sink == null
                ? CommandLine.of("deadletters", "list")
                : CommandLine.of("deadletters", "list", "--sink", sink);
        return new TableView<>(desk, name, title, command, new Grid<>(columns(), each -> Long.toString(each.id())),
                api -> api.sinks().letters(sink, null, DeadLetter.State.OPEN, null, MOST).letters())
                .saying("No record is set aside: every target took what it was given.")
                .opening(this::details)
                .with("r", "retry it at once", true, this::retry)
                .with("x", "discard: give it up", true, this::discard)
                .with("e", "explain: the life of its punch", false,
                        letter -> desk.open(Punches.explanation(desk, letter.seq())))
                .with(Key.changing("R", "all: retry all that are open", this::retryAll));
    }

    private List<Column<DeadLetter>> columns() {
        return List.of(
                Column.number("id", DeadLetter::id),
                Column.of("sink", 16, DeadLetter::sink),
                Column.of("pin", 16, DeadLetter::pin),
                Column.of("reason", 16, DeadLetter::reason),
                Column.of("detail", 80, DeadLetter::detail),
                Column.<DeadLetter>of("since", 8, letter -> Words.ago(letter.firstAt(), desk.now()))
                        .by(letter -> letter.firstAt() == null ? Instant.MIN : letter.firstAt())
                        .toRight()
                        .rank(1),
                Column.number("tries", DeadLetter::tries).rank(2),
                Column.number("seq", DeadLetter::seq).rank(3));
    }

    private void retry(DeadLetter letter) {
        desk.act(CommandLine.of("deadletters", "retry", Long.toString(letter.id())),
                "Dead letter " + letter.id() + " is tried again.", api -> {
                    api.sinks().retry(letter.id());
                    return null;
                });
    }

    private void discard(DeadLetter letter) {
        desk.actIfSure("Give up dead letter " + letter.id() + " for good? The punch itself stays.",
                CommandLine.of("deadletters", "discard", Long.toString(letter.id())),
                "Gave up dead letter " + letter.id() + ".", api -> {
                    api.sinks().discard(letter.id());
                    return null;
                });
    }

    private void retryAll() {
        String command = sink == null
                ? CommandLine.of("deadletters", "retry", "--all")
                : CommandLine.of("deadletters", "retry", "--sink", sink);
        desk.actIfSure("Try all dead letters again" + (sink == null ? "?" : " of " + sink + "?"), command,
                "All are tried again.", api -> {
                    api.sinks().retryAll(sink, null);
                    return null;
                });
    }

    private View details(DeadLetter letter) {
        return new TextView("letter", "Dead letter " + letter.id(),
                CommandLine.of("deadletters", "show", Long.toString(letter.id())), lines(letter),
                api -> lines(api.sinks().letter(letter.id())))
                .with(Key.changing("r", "retry it at once", () -> retry(letter)))
                .with(Key.changing("x", "discard: give it up", () -> discard(letter)))
                .with(Key.of("e", "explain: the life of its punch",
                        () -> desk.open(Punches.explanation(desk, letter.seq()))));
    }

    private List<TextLine> lines(DeadLetter letter) {
        return List.of(
                TextLine.of("number", letter.id()),
                TextLine.of("sink", letter.sink()),
                TextLine.of("state", Words.word(letter.state())),
                TextLine.of("person", letter.pin()),
                TextLine.of("reason", letter.reason()),
                TextLine.of("it said", letter.detail()),
                TextLine.of("tries", letter.tries()),
                TextLine.of("set aside", Words.moment(letter.firstAt(), desk.settings().zone())),
                TextLine.of("last try", Words.moment(letter.lastAt(), desk.settings().zone())),
                TextLine.of("delivered under", letter.edit()),
                TextLine.of("by", letter.by()),
                TextLine.of("punch", Words.number(letter.seq())));
    }
}
