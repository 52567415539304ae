// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import muster.model.Explanation;
import muster.model.PunchRow;

/// The life of a punch as lines: what it is, what happened to it, where it went.
final class Story {

    private Story() {}

    static List<TextLine> lines(Explanation explanation, ZoneId zone) {
        List<TextLine> lines = new ArrayList<>(punch(explanation.punch(), zone));
        lines.add(TextLine.text(""));
        lines.add(TextLine.title("What happened"));
        for (Explanation.Step step : explanation.story()) {
            lines.add(new TextLine(label(Words.time(step.at(), zone), step.what()), Words.known(step.text()),
                    Style.PLAIN));
        }
        lines.add(TextLine.text(""));
        lines.add(TextLine.title("Where it went"));
        if (explanation.deliveries().isEmpty()) {
            lines.add(TextLine.text("No sink is configured."));
        }
        for (Explanation.Sent sent : explanation.deliveries()) {
            String state = sent.state().replace('_', ' ');
            lines.add(new TextLine(sent.sink(), state + (sent.at() == null ? "" : " " + Words.moment(sent.at(), zone))
                    + (sent.answer() == null ? "" : ": " + sent.answer()), Frame.style(state)));
        }
        return lines;
    }

    private static String label(String time, String what) {
        return time.equals("-") ? what : time + " " + what;
    }

    private static List<TextLine> punch(PunchRow punch, ZoneId zone) {
        List<TextLine> lines = new ArrayList<>();
        lines.add(TextLine.of("place in journal", punch.seq()));
        lines.add(TextLine.of("person", punch.pin() + "  " + (punch.personName() == null ? "" : punch.personName())));
        lines.add(TextLine.of("terminal", punch.terminal() + "  " + punch.terminalName()));
        lines.add(TextLine.of("terminal's time", punch.localTime() + "  " + Words.known(punch.zone())));
        lines.add(TextLine.of("that is", punch.time()));
        lines.add(TextLine.of("received", Words.moment(punch.receivedAt(), zone) + ", by "
                + Words.word(punch.source())));
        lines.add(TextLine.of("state, verify", Words.known(punch.stateName()) + " (" + Words.known(punch.state())
                + "), " + Words.known(punch.verifyModeName()) + " (" + Words.known(punch.verifyMode()) + ")"));
        if (punch.checkIn() != null) {
            lines.add(TextLine.of("event", Words.known(punch.checkIn().event()) + ", by " + punch.checkIn().method()));
        }
        return lines;
    }
}
