// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;

/// What a person looks at. Only what changed is sent, and nothing at all when nothing did. For one thread.
final class Window {

    private final Screen screen;
    private final TopSettings settings;
    private Canvas shown;
    private boolean stale;

    Window(Terminal terminal, TopSettings settings) throws IOException {
        this.settings = settings;
        this.screen = new TerminalScreen(terminal);
        screen.setCursorPosition(null);
        screen.startScreen();
        this.stale = true;
    }

    /// A blank canvas as large as the window is now.
    Canvas canvas() {
        if (screen.doResizeIfNecessary() != null) {
            stale = true;
        }
        TerminalSize size = screen.getTerminalSize();
        return new Canvas(size.getColumns(), size.getRows(), settings.ascii());
    }

    /// Everything is sent next time: something else wrote into the window.
    void spoil() {
        stale = true;
    }

    /// Shows it.
    void show(Canvas canvas) throws IOException {
        if (!stale && shown != null && shown.same(canvas)) {
            return;
        }
        for (int row = 0; row < canvas.rows(); row++) {
            for (int column = 0; column < canvas.columns(); column++) {
                Glyph glyph = canvas.glyph(column, row);
                if (glyph != null) {
                    Cell cell = new Cell(glyph, canvas.style(column, row), settings.colours());
                    screen.setCharacter(column, row, cell);
                }
            }
        }
        screen.refresh(stale ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
        shown = canvas;
        stale = false;
    }
}
