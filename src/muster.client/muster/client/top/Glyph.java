// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What stands in one place of the screen: a character with its combining marks. Immutable.
///
/// Names come from terminals, and anybody can enter one there: control characters (and with them every escape
/// sequence) never get this far, nor does what turns the writing direction.
///
/// @param text what is sent
/// @param width how many columns it takes, 1 or 2
record Glyph(String text, int width) {

    static final Glyph BLANK = new Glyph(" ", 1);

    /// More marks on one letter are no writing but an attempt to smear over other lines.
    private static final int MOST_MARKS = 2;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int FIRST_REGIONAL = 0x1F1E6;
    private static final int LAST_REGIONAL = 0x1F1FF;

    /// First and last code point of what takes two columns (Unicode's East Asian Width, W and F).
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
        0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
        0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
        0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
        0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
        0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
        0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
        0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18AFF, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004,
        0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335,
        0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0,
        0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D,
        0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4,
        0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7,
        0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0,
        0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD
    };

    /// The glyphs of a text.
    ///
    /// @param ascii whether what ASCII lacks is written with what it has
    static List<Glyph> of(String text, boolean ascii) {
        List<Glyph> glyphs = new ArrayList<>(text.length());
        if (plain(text)) {
            text.chars().forEach(c -> glyphs.add(c == ' ' ? BLANK : new Glyph(String.valueOf((char) c), 1)));
            return glyphs;
        }
        int marks = 0;
        for (int c : composed(text, ascii)) {
            if (!isMark(c)) {
                glyphs.add(glyph(c, ascii));
                marks = 0;
            } else if (!ascii && !glyphs.isEmpty() && isBearing(c) && marks++ < MOST_MARKS) {
                Glyph letter = glyphs.removeLast();
                glyphs.add(new Glyph(letter.text + Character.toString(c), letter.width));
            }
        }
        return glyphs;
    }

    /// How many columns a text takes.
    static int width(String text) {
        return plain(text) ? text.length() : of(text, false).stream().mapToInt(Glyph::width).sum();
    }

    private static boolean plain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static int[] composed(String text, boolean ascii) {
        // a broken surrogate is a code point of its own here, and becomes the replacement
        return Normalizer.normalize(text, ascii ? Normalizer.Form.NFD : Normalizer.Form.NFC).codePoints().toArray();
    }

    private static Glyph glyph(int c, boolean ascii) {
        if (c == '\t') {
            return BLANK;
        }
        int shown = c >= FIRST_REGIONAL && c <= LAST_REGIONAL ? 'A' + c - FIRST_REGIONAL : c;
        if (isObeyed(shown)) {
            shown = REPLACEMENT;
        }
        if (ascii && shown >= 0x7F) {
            return new Glyph(String.valueOf(inAscii(shown)), 1);
        }
        return new Glyph(Character.toString(shown), isWide(shown) ? 2 : 1);
    }

    /// What a window might obey, or draws as wide as it pleases.
    private static boolean isObeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /// What takes no column of its own. The tones of skin and the vowels and finals of Hangul join the glyph before.
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || c >= 0x1160 && c <= 0x11FF
                || c >= 0x1F3FB && c <= 0x1F3FF;
    }

    /// Whether a mark is sent on: windows disagree on what selectors, joiners and tones do to the width.
    private static boolean isBearing(int c) {
        return Character.getType(c) != Character.FORMAT && !(c >= 0xFE00 && c <= 0xFE0F) && c < 0xE0000
                && !(c >= 0x1F3FB && c <= 0x1F3FF) && !(c >= 0x1160 && c <= 0x11FF);
    }

    private static boolean isWide(int c) {
        if (c < 0x300) {
            return false;
        }
        int found = Arrays.binarySearch(WIDE, c);
        // between a first and a last one the place to insert is odd
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    private static char inAscii(int c) {
        return switch (c) {
            case '─', '–', '—' -> '-';
            case '│' -> '|';
            case '…' -> '~';
            case '▲' -> '^';
            case '▼' -> 'v';
            case '•', '·' -> '*';
            case '▁', '▂', '▃' -> '.';
            case '▄', '▅' -> ':';
            case '▆', '▇', '█' -> '#';
            case '‘', '’' -> '\'';
            case '“', '”' -> '"';
            default -> '?';
        };
    }
}
