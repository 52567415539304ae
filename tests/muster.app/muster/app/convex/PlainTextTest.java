// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left of a stranger's text.
final class PlainTextTest {

    @Property(tries = 1_000)
    void aLineIsShortAndHoldsNothingThatIsNotSeen(@ForAll String text, @ForAll @IntRange(min = 2, max = 40) int most) {
        String line = PlainText.line(text, most);
        assertTrue(line.codePointCount(0, line.length()) <= most);
        assertEquals(line.strip(), line);
        assertFalse(line.contains("  "));
        assertTrue(line.codePoints().noneMatch(c -> Character.isISOControl(c)
                || c != 0x200C && c != 0x200D && Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || c == 0x2028 || c == 0x2029));
        assertEquals(line, PlainText.line(line, most));
    }

    @Test
    void namesInEveryScriptStayAsTheyAre() {
        for (String name : new String[] {"Jahresversammlung 2026", "年次総会", "اجتماع سنوي", "نامه‌ها", "വാര്‍ഷികം",
            "👩‍💻 Meetup", "a&b <i>\"'</i>", "naïve; DROP TABLE"}) {
            assertEquals(name, PlainText.line(name, 200));
        }
    }

    @Test
    void escapesReversalsAndLineEndsBecomeOneBlank() {
        assertEquals("a b", PlainText.line("a\u001b\r\n\tb", 20));
        assertEquals("a [31mb", PlainText.line("a\u001b[31mb", 20));
        assertEquals("invoice exe.pdf", PlainText.line("invoice\u202Eexe.pdf", 20));
        assertEquals("a b", PlainText.line("\u0000 a\u2028\u2029\uFEFF\uD800b \u0007", 20));
        assertEquals("", PlainText.line("\u200B\u2066\n", 20));
    }

    @Test
    void aLongerLineIsCutBetweenCharacters() {
        assertEquals("abcd…", PlainText.line("abcdefgh", 5));
        assertEquals("abcde", PlainText.line("abcde", 5));
        assertEquals("👍👍…", PlainText.line("👍".repeat(9), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jd7a8s9dkj3h4", "ATT-4F2A", "a b", "年", "x/y?z#", "\"quoted\""})
    void whatCanBeSeenCanBeAnId(String text) {
        assertTrue(PlainText.isId(text, 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "a\u202Eb", "a\u200Db", "a\u0000", "\uD800", "\uE000",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void whatCannotOrIsTooLongIsNone(String text) {
        assertFalse(PlainText.isId(text, 32));
    }
}
