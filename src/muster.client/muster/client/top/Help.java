// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.List;

/// The page that `?` opens, made of the very keys that the dispatcher looks at.
final class Help {

    private Help() {}

    static View of(Dashboard desk) {
        View view = desk.visible();
        List<TextLine> lines = new ArrayList<>();
        lines.add(TextLine.title("Keys of the view " + view.name()));
        view.keys().forEach(key -> lines.add(line(desk, key)));
        lines.add(TextLine.text(""));
        lines.add(TextLine.title("Keys everywhere"));
        desk.general().forEach(key -> lines.add(line(desk, key)));
        lines.add(TextLine.text(""));
        lines.add(TextLine.text("What cannot be undone is asked for first: y does it, every other key does not. "
                + "Sort and filter of each view are remembered."));
        return new TextView("help", "Help of the view " + view.name(), view.command(), lines);
    }

    private static TextLine line(Dashboard desk, Key key) {
        boolean off = key.changes() && desk.settings().readOnly();
        return TextLine.of(key.name(), key.help() + (off ? " (off: --read-only)" : ""));
    }
}
