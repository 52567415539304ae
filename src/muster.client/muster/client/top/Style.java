// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/// How something looks. A colour only repeats what a word or letter beside it says.
enum Style {
    /// As the window writes.
    PLAIN(TextColor.ANSI.DEFAULT, -1, false),
    /// Less important.
    QUIET(TextColor.ANSI.DEFAULT, 245, false),
    /// The name of a block or a column.
    TITLE(TextColor.ANSI.CYAN, 110, false),
    /// All is well.
    GOOD(TextColor.ANSI.GREEN, 114, false),
    /// It will need a look.
    WARNING(TextColor.ANSI.YELLOW, 179, false),
    /// Something is wrong.
    BAD(TextColor.ANSI.RED, 203, false),
    /// A key to press.
    KEY(TextColor.ANSI.CYAN, 110, false),
    /// The bar on top, and what is chosen.
    CHOSEN(TextColor.ANSI.DEFAULT, -1, true);

    private final TextColor sixteen;
    private final int of256;
    private final boolean reversed;

    Style(TextColor sixteen, int of256, boolean reversed) {
        this.sixteen = sixteen;
        this.of256 = of256;
        this.reversed = reversed;
    }

    TextColor colour(TopSettings.Colours colours) {
        return switch (colours) {
            case NONE -> TextColor.ANSI.DEFAULT;
            case SIXTEEN -> sixteen;
            case MANY -> of256 < 0 ? TextColor.ANSI.DEFAULT : new TextColor.Indexed(of256);
        };
    }

    EnumSet<SGR> modifiers() {
        return reversed ? EnumSet.of(SGR.REVERSE) : EnumSet.noneOf(SGR.class);
    }
}
