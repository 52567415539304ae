// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import com.googlecode.lanterna.input.KeyStroke;
import java.util.Arrays;

/// A key of a view: what presses it, what the help says of it, what it does. The dispatcher and the help read the
/// same list of these, so neither can say what the other does not do. Immutable.
///
/// @param name as [#name(KeyStroke)] spells it; several with blanks between do the same
/// @param help what it does, for people
/// @param changes whether it changes something at the daemon; such a key does nothing with `--read-only`
/// @param action what it does
record Key(String name, String help, boolean changes, Runnable action) {

    /// A key that only looks.
    static Key of(String name, String help, Runnable action) {
        return new Key(name, help, false, action);
    }

    /// A key that changes something.
    static Key changing(String name, String help, Runnable action) {
        return new Key(name, help, true, action);
    }

    /// Whether a stroke of that name presses it.
    boolean isPressedBy(String stroke) {
        return Arrays.asList(name.split(" ")).contains(stroke);
    }

    /// How a stroke is called: `a`, `S`, `Space`, `Enter`, `Up`, `^C`; empty when it is none.
    static String name(KeyStroke stroke) {
        return switch (stroke.getKeyType()) {
            case Character -> character(stroke);
            case ArrowUp -> "Up";
            case ArrowDown -> "Down";
            case ArrowLeft -> "Left";
            case ArrowRight -> "Right";
            case PageUp -> "PgUp";
            case PageDown -> "PgDn";
            case Home -> "Home";
            case End -> "End";
            case Enter -> "Enter";
            case Escape -> "Esc";
            case Tab -> "Tab";
            case Backspace -> "Backspace";
            default -> "";
        };
    }

    private static String character(KeyStroke stroke) {
        char c = stroke.getCharacter();
        if (stroke.isAltDown()) {
            return "";
        }
        if (stroke.isCtrlDown()) {
            return "^" + Character.toUpperCase(c);
        }
        return c == ' ' ? "Space" : c < ' ' ? "" : String.valueOf(c);
    }
}
