// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;

/// A place of the screen as lanterna keeps it, with the width that [Glyph] measured: lanterna takes every
/// letter with a combining mark for a wide one, and some emoji for narrow ones. Immutable.
final class Cell extends TextCharacter {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final boolean wide;
    private final Style style;

    // every public constructor is deprecated, and the factories measure the width by themselves
    @SuppressWarnings("deprecation")
    Cell(Glyph glyph, Style style, TopSettings.Colours colours) {
        super(TextCharacter.fromString(" ", style.colour(colours), TextColor.ANSI.DEFAULT, style.modifiers())[0]);
        this.text = glyph.text();
        this.wide = glyph.width() == 2;
        this.style = style;
    }

    @Override
    public String getCharacterString() {
        return text;
    }

    @Override
    public boolean is(char other) {
        return text.length() == 1 && text.charAt(0) == other;
    }

    @Override
    public boolean isDoubleWidth() {
        return wide;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && cell.text.equals(text) && cell.style == style;
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + style.hashCode();
    }
}
