// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.model.CloseOut;
import muster.model.CloseOut.Awaited;
import muster.model.CloseOut.OfBranch;
import muster.model.CloseOut.OfSink;
import muster.model.DayState;
import muster.model.Json;

/// A close-out as a page to print: no line is longer than 80 columns.
final class CloseOutPage {

    private static final int COLUMNS = 80;
    private static final String INDENT = "    ";

    private final CloseOut closeOut;
    private final List<String> lines = new ArrayList<>();

    CloseOutPage(CloseOut closeOut) {
        this.closeOut = closeOut;
    }

    /// The page, without line ends.
    List<String> lines() {
        lines.clear();
        head();
        branches();
        awaited();
        sinks();
        foot();
        return List.copyOf(lines);
    }

    private void head() {
        ends("DAY CLOSE-OUT", closeOut.date().toString());
        ends("muster " + closeOut.instance(), "made " + closeOut.madeAt().truncatedTo(ChronoUnit.SECONDS));
        rule('=');
        add("Result: " + Json.word(closeOut.state()).toUpperCase(Locale.ROOT)
                + (closeOut.branch() == null ? "" : "  (branch " + closeOut.branch() + " only)"));
    }

    private void branches() {
        section(row("BRANCH", "NAME", "TERMINALS", "PUNCHES", "HELD", "STATE"));
        for (OfBranch each : closeOut.branches()) {
            add(row(each.branch() == null ? "(none)" : each.branch(), each.name() == null ? "" : each.name(),
                    Display.number(each.terminals()), Display.number(each.punches()),
                    Display.number(each.quarantined()), Json.word(each.state())));
        }
    }

    private static String row(String branch, String name, String terminals, String punches, String held, String state) {
        return cell(branch, 16) + "  " + cell(name, 22) + right(terminals, 11) + right(punches, 10) + right(held, 7)
                + "  " + state;
    }

    private void awaited() {
        if (closeOut.branches().stream().allMatch(each -> each.waitingFor().isEmpty())) {
            return;
        }
        section("WAITED FOR");
        for (OfBranch each : closeOut.branches()) {
            for (Awaited awaited : each.waitingFor()) {
                String name = awaited.name().equals(awaited.terminal()) ? "" : " (" + awaited.name() + ")";
                wrap(awaited.terminal() + name + ", " + Json.word(awaited.state()) + ": " + awaited.reason());
            }
        }
    }

    private void sinks() {
        section("SINKS");
        if (closeOut.sinks().isEmpty()) {
            add("(none)");
        }
        for (OfSink sink : closeOut.sinks()) {
            wrap(sink.sink() + ": " + (sink.state() == DayState.COMPLETE ? "complete"
                    : Json.word(sink.state()) + ", " + Display.number(sink.waiting()) + " waiting, "
                            + Display.count(sink.setAside(), "dead letter") + "; " + sink.reason()));
        }
    }

    private void foot() {
        lines.add("");
        rule('-');
        wrap("Public key (Ed25519): " + closeOut.publicKey());
        wrap("Signature: " + closeOut.signature());
        lines.add("");
        add("Checked by ______________________________    Date ____________________");
    }

    private void section(String title) {
        lines.add("");
        add(title);
        rule('-');
    }

    private void rule(char with) {
        lines.add(String.valueOf(with).repeat(COLUMNS));
    }

    private void ends(String left, String right) {
        String safe = Display.cut(Display.safe(left), COLUMNS - Display.width(right) - 1);
        lines.add(Display.padded(safe, COLUMNS - Display.width(right)) + right);
    }

    private void add(String text) {
        lines.add(Display.cut(Display.safe(text), COLUMNS).stripTrailing());
    }

    /// Breaks a long text at blanks, and a word that is longer than a line anywhere.
    private void wrap(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : Display.safe(text).split(" ")) {
            String left = word;
            boolean fits = Display.width(line.toString()) + 1 + Display.width(left) <= COLUMNS;
            if (!line.isEmpty() && !line.toString().equals(INDENT) && !fits) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
            } else if (!line.isEmpty() && !line.toString().equals(INDENT)) {
                line.append(' ');
            }
            while (Display.width(line + left) > COLUMNS) {
                int most = left.offsetByCodePoints(0, Math.min(left.codePointCount(0, left.length()),
                        Math.max(1, (COLUMNS - Display.width(line.toString())) / 2)));
                lines.add(line + left.substring(0, most));
                left = left.substring(most);
                line = new StringBuilder(INDENT);
            }
            line.append(left);
        }
        lines.add(line.toString().stripTrailing());
    }

    private static String cell(String text, int width) {
        return Display.padded(Display.cut(Display.safe(text), width), width);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
