// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.List;
import muster.client.Api;
import muster.client.ApiException;

/// A page of text: details, an explanation, the help. It is wrapped to the window and can be scrolled. For one thread.
final class TextView implements View {

    /// Where its lines come from.
    interface Source {
        List<TextLine> lines(Api api) throws ApiException, InterruptedException;
    }

    private static final int LABEL = 18;

    private final String name;
    private final String title;
    private final String command;
    private final Source source;
    private final List<Key> own = new ArrayList<>();
    private List<TextLine> lines;
    private int top;
    private int height = 1;
    private int length;

    /// A page that stays as it is.
    TextView(String name, String title, String command, List<TextLine> lines) {
        this(name, title, command, lines, null);
    }

    /// A page that is asked for.
    ///
    /// @param lines what is known already
    TextView(String name, String title, String command, List<TextLine> lines, Source source) {
        this.name = name;
        this.title = title;
        this.command = command;
        this.lines = lines;
        this.source = source;
    }

    /// Gives it a key of its own.
    TextView with(Key key) {
        own.add(key);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return length > height ? title + ", line " + (top + 1) + " of " + length : title;
    }

    @Override
    public String command() {
        return command;
    }

    @Override
    public void draw(Canvas canvas) {
        List<TextLine> wrapped = new ArrayList<>();
        lines.forEach(line -> wrap(line, canvas.columns(), wrapped));
        height = Math.max(1, canvas.rows());
        length = wrapped.size();
        top = Math.clamp(top, 0, Math.max(0, length - height));
        for (int i = 0; i < height && top + i < length; i++) {
            TextLine line = wrapped.get(top + i);
            canvas.put(0, i, LABEL - 1, line.label(), Style.TITLE);
            canvas.put(line.label().isEmpty() && line.style() == Style.TITLE ? 0 : column(line), i, line.text(),
                    line.style());
        }
    }

    private static int column(TextLine line) {
        return line.label().isEmpty() ? 2 : LABEL;
    }

    private static void wrap(TextLine line, int columns, List<TextLine> into) {
        int width = Math.max(10, columns - column(line));
        boolean first = true;
        for (String part : Words.wrapped(line.text(), width)) {
            // a blank label keeps what follows in its column
            into.add(new TextLine(first ? line.label() : line.label().isEmpty() ? "" : " ", part, line.style()));
            first = false;
        }
    }

    @Override
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>(own);
        keys.add(Key.of("Up k", "one line up", () -> top--));
        keys.add(Key.of("Down j", "one line down", () -> top++));
        keys.add(Key.of("PgUp", "one page up", () -> top -= height));
        keys.add(Key.of("PgDn Space", "one page down", () -> top += height));
        keys.add(Key.of("Home g", "to the top", () -> top = 0));
        keys.add(Key.of("End G", "to the end", () -> top = length));
        return keys;
    }

    @Override
    public Runnable load(Api api) throws ApiException, InterruptedException {
        if (source == null) {
            return null;
        }
        List<TextLine> answer = source.lines(api);
        return () -> lines = answer;
    }
}
