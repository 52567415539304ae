// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.List;
import java.util.Locale;
import muster.model.StatusReport;

/// The whole screen: the head with the daemon's state, the visible view, the foot with the command line and the keys.
final class Frame {

    static final int FEWEST_COLUMNS = 40;
    static final int FEWEST_ROWS = 10;
    private static final int HEAD = 3;
    private static final int FOOT = 2;
    private static final int ROOMY = 100;
    private static final List<String> SCROLLING =
            List.of("Up", "Down", "PgUp", "PgDn", "Home", "End", "^R", "^L", "^C", "S", "Tab");

    private Frame() {}

    static void draw(Dashboard desk, Canvas canvas) {
        if (canvas.columns() < FEWEST_COLUMNS || canvas.rows() < FEWEST_ROWS) {
            canvas.put(0, 0, "muster: make the window larger", Style.PLAIN);
            canvas.put(0, 1, "(" + FEWEST_COLUMNS + "x" + FEWEST_ROWS + " at least); q ends", Style.PLAIN);
            return;
        }
        head(desk, canvas);
        tabs(desk, canvas);
        canvas.rule(2, desk.visible().title());
        int height = canvas.rows() - HEAD - FOOT;
        desk.visible().draw(canvas.part(0, HEAD, canvas.columns(), height));
        foot(desk, canvas);
    }

    private static void head(Dashboard desk, Canvas canvas) {
        StatusReport status = desk.status();
        String right = status == null ? "" : status.version() + ", up " + status.uptime();
        String state = state(desk);
        String only = desk.settings().readOnly() ? "  [read only]" : "";
        int free = canvas.columns() - right.length() - 2;
        int at = canvas.put(1, 0, "muster ", Style.PLAIN);
        at = canvas.put(at, 0, Math.max(10, free - at - state.length() - only.length() - 2), desk.url(), Style.PLAIN);
        at = canvas.put(at + 2, 0, state, style(state));
        canvas.put(at, 0, Math.max(0, free - at), only, Style.WARNING);
        canvas.putRight(canvas.columns() - right.length() - 1, 0, right.length(), right, Style.PLAIN);
    }

    private static String state(Dashboard desk) {
        if (desk.isWaiting()) {
            return "connecting ...";
        }
        if (!desk.trouble().isEmpty()) {
            return "NO CONNECTION";
        }
        return desk.status().systemState().status().toUpperCase(Locale.ROOT);
    }

    /// How a word of health looks.
    static Style style(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "healthy", "online", "running", "complete", "delivered" -> Style.GOOD;
            case "error", "no connection", "offline", "stopped", "failed", "refused", "not seen" -> Style.BAD;
            case "degraded", "partial", "late", "stale", "retrying", "paused", "waiting", "connecting ...", "warning",
                    "pending" -> Style.WARNING;
            default -> Style.PLAIN;
        };
    }

    private static void tabs(Dashboard desk, Canvas canvas) {
        List<View> views = desk.views();
        boolean roomy = canvas.columns() >= ROOMY;
        int at = roomy ? 1 : 0;
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            boolean shown = view == desk.root();
            at = canvas.put(at, 1, Integer.toString(i + 1), shown ? Style.CHOSEN : Style.KEY);
            at = canvas.put(at, 1, (roomy ? " " : "") + view.name(), shown ? Style.CHOSEN : Style.PLAIN);
            at += roomy ? 3 : 1;
        }
    }

    private static void foot(Dashboard desk, Canvas canvas) {
        int last = canvas.rows() - 1;
        String trouble = desk.trouble();
        if (!desk.message().isEmpty()) {
            canvas.put(0, last - 1, desk.message(), desk.messageStyle());
        } else if (!trouble.isEmpty()) {
            canvas.put(0, last - 1, "Trying again: " + trouble, Style.BAD);
        } else {
            canvas.put(0, last - 1, "$ " + desk.command(), Style.QUIET);
        }
        if (desk.prompt() != null) {
            canvas.put(0, last, desk.prompt().shown(), Style.PLAIN);
            canvas.paint(last, Style.CHOSEN);
        } else if (desk.settings().hints()) {
            hints(desk, canvas, last);
        }
    }

    /// As many keys as fit; the help has all of them.
    private static void hints(Dashboard desk, Canvas canvas, int row) {
        int at = canvas.put(0, row, "?", Style.KEY);
        at = canvas.put(at + 1, row, "help", Style.PLAIN) + 2;
        for (Key key : desk.keys()) {
            String name = key.name().split(" ")[0];
            String word = word(key);
            boolean said = name.equals("?") || name.length() == 1 && Character.isDigit(name.charAt(0));
            if (said || key.changes() && desk.settings().readOnly() || SCROLLING.contains(name)) {
                continue;
            }
            if (at + name.length() + 1 + word.length() > canvas.columns()) {
                continue;
            }
            at = canvas.put(at, row, name, Style.KEY);
            at = canvas.put(at + 1, row, word, Style.PLAIN) + 2;
        }
    }

    /// The begin of what a key does, short enough for the foot.
    private static String word(Key key) {
        String help = key.help();
        int end = help.indexOf(':') > 0 ? help.indexOf(':') : help.indexOf(' ');
        return end < 0 ? help : help.substring(0, end);
    }
}
