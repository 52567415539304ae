// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WindowTest {

    /// A line of which every byte is kept.
    private static final class Recorded extends ANSITerminal {
        private final ByteArrayOutputStream sent;

        Recorded(ByteArrayOutputStream sent) {
            super(new ByteArrayInputStream(new byte[0]), sent, StandardCharsets.UTF_8);
            this.sent = sent;
        }

        @Override
        protected TerminalSize findTerminalSize() {
            return new TerminalSize(20, 3);
        }

        String taken() {
            String text = sent.toString(StandardCharsets.UTF_8);
            sent.reset();
            return text;
        }
    }

    private final Recorded line = new Recorded(new ByteArrayOutputStream());

    private static TopSettings settings(boolean ascii, TopSettings.Colours colours) {
        return new TopSettings(ascii, colours, false, null, null, "operator", ZoneOffset.UTC, true);
    }

    private static void show(Window window, Consumer<Canvas> drawing) throws IOException {
        Canvas canvas = window.canvas();
        drawing.accept(canvas);
        window.show(canvas);
    }

    @Test
    void nothing_at_all_is_sent_when_nothing_changed() throws Exception {
        Window window = new Window(line, settings(false, TopSettings.Colours.SIXTEEN));
        show(window, canvas -> canvas.put(0, 0, "hello", Style.GOOD));
        assertTrue(line.taken().contains("hello"));
        show(window, canvas -> canvas.put(0, 0, "hello", Style.GOOD));
        assertEquals("", line.taken());
    }

    @Test
    void only_what_changed_is_sent() throws Exception {
        Window window = new Window(line, settings(false, TopSettings.Colours.SIXTEEN));
        show(window, canvas -> canvas.put(0, 1, "number 41 of 99", Style.PLAIN));
        line.taken();
        show(window, canvas -> canvas.put(0, 1, "number 42 of 99", Style.PLAIN));
        String sent = line.taken();
        assertTrue(sent.contains("2") && !sent.contains("number") && !sent.contains("99"), sent);
    }

    @Test
    void without_colours_none_is_sent() throws Exception {
        Window window = new Window(line, settings(false, TopSettings.Colours.NONE));
        for (Style style : Style.values()) {
            show(window, canvas -> canvas.put(0, 0, "text " + style, style));
        }
        assertTrue(!line.taken().matches("(?s).*\u001B\\[[34][0-8][m;].*"));
    }

    @Test
    void an_ascii_window_gets_ascii() throws Exception {
        Window window = new Window(line, settings(true, TopSettings.Colours.SIXTEEN));
        show(window, canvas -> {
            canvas.rule(0, "José 张伟");
            canvas.put(0, 1, "█▁▲… x\u0301 😀 \u00A0", Style.PLAIN);
        });
        assertTrue(line.taken().chars().allMatch(c -> c < 0x80));
    }

    @Test
    void wide_and_marked_characters_leave_their_neighbours_where_they_are() throws Exception {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(20, 3));
        Window window = new Window(terminal, settings(false, TopSettings.Colours.SIXTEEN));
        show(window, canvas -> canvas.put(0, 0, "张x\u0301|", Style.PLAIN));
        show(window, canvas -> canvas.put(0, 0, "ab张|", Style.PLAIN));
        assertEquals('a', terminal.getCharacter(0, 0).getCharacterString().charAt(0));
        assertEquals("|", terminal.getCharacter(4, 0).getCharacterString());
    }
}
