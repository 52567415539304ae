// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

/// What is shown and kept of a stranger's text: nothing that moves a cursor, hides or reverses what stands beside it.
public final class PlainText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /// One line: whatever is not to be shown becomes a blank, blanks in a row become one.
    ///
    /// @param most how many characters are left at most
    public static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        // a page of a few megabytes need not be looked at to its end for a line of it
        text.codePoints().limit(4L * most).forEach(c -> append(line, c));
        String stripped = line.toString().strip();
        int count = stripped.codePointCount(0, stripped.length());
        return count <= most ? stripped : stripped.substring(0, stripped.offsetByCodePoints(0, most - 1)).strip() + "…";
    }

    private static void append(StringBuilder line, int c) {
        // the joiners are letters' business: Persian, Malayalam and others cannot be written without them
        boolean shown = isShown(c) || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
        if (shown && !Character.isSpaceChar(c)) {
            line.appendCodePoint(c);
        } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
            line.append(' ');
        }
    }

    /// Whether a text can be an id: 1 to so many characters, all of them to be seen, no blank at either end.
    public static boolean isId(String text, int most) {
        return !text.isBlank()
                && text.strip().equals(text)
                && text.codePointCount(0, text.length()) <= most
                && text.codePoints().allMatch(PlainText::isShown);
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
