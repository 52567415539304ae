// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DisplayTest {

    @Test
    void lettersTakeOneColumn() {
        assertEquals(5, Display.width("Grüße"));
        assertEquals(4, Display.width("Анна"));
    }

    @Test
    void ideographsAndHangulTakeTwo() {
        assertEquals(6, Display.width("王小明"));
        assertEquals(4, Display.width("한국"));
        assertEquals(2, Display.width("Ａ"));
        assertEquals(2, Display.width("😀"));
        assertEquals(2, Display.width("𠀀"));
    }

    @Test
    void halfWidthKanaTakesOne() {
        assertEquals(3, Display.width("ｱﾝﾅ"));
    }

    @Test
    void combiningCharactersTakeNone() {
        assertEquals(1, Display.width("e\u0301"));
        assertEquals(2, Display.width("\u0928\u093F".substring(0, 1) + "\u0928\u094D"));
        assertEquals(0, Display.width("\u200D"));
        assertEquals(2, Display.width("\u1100\u1161\u11A8"));
    }

    @Test
    void paddingCountsColumnsAndNotCharacters() {
        assertEquals("王  |", Display.padded("王", 4) + "|");
        assertEquals("e\u0301   |", Display.padded("e\u0301", 4) + "|");
    }

    @Test
    void aCutEndsInAnEllipsisAndNeverInHalfACharacter() {
        assertEquals("王小…", Display.cut("王小明天", 6));
        assertEquals("王小…", Display.cut("王小明天", 5));
        assertEquals("short", Display.cut("short", 5));
    }

    @Test
    void escapesOfATerminalWindowAreTakenOut() {
        assertEquals("\uFFFD[31mred\uFFFD[0m", Display.safe("\033[31mred\033[0m"));
        assertEquals("\uFFFD31m", Display.safe("\u009B31m"));
        assertEquals("a\uFFFDb\uFFFDc\uFFFD", Display.safe("a\nb\rc\u007F"));
        assertEquals("abc\uFFFDfdp.exe", Display.safe("abc\u202Efdp.exe"));
        assertEquals("x\uFFFDy", Display.safe("x\uD800y"));
        assertEquals("x\uFFFDy", Display.safe("x\u2028y"));
    }

    @Test
    void namesOfEveryLanguageStayAsTheyAre() {
        for (String name : new String[] {"Zoë", "王小明", "فاطمة", "नमस्ते", "👩‍🔬", "O'Brien"}) {
            assertEquals(name, Display.safe(name));
        }
    }

    @Property(tries = 500)
    void nothingThatAWindowObeysIsLeft(@ForAll String text) {
        String safe = Display.safe(text);
        assertFalse(safe.codePoints().anyMatch(Character::isISOControl));
        assertEquals(safe, Display.safe(safe));
    }

    @Property(tries = 500)
    void aCutIsNeverWiderThanAsked(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int width) {
        assertTrue(Display.width(Display.cut(text, width)) <= width);
    }

    @Property(tries = 500)
    void paddedIsAsWideAsAskedOrAsTheText(@ForAll String text, @ForAll @IntRange(max = 40) int width) {
        assertEquals(Math.max(width, Display.width(text)), Display.width(Display.padded(text, width)));
    }

    @Test
    void numbersSizesAndAges() {
        assertEquals("1,234,567", Display.number(1_234_567));
        assertEquals("1 punch", Display.count(1, "punch", "punches"));
        assertEquals("0 rows", Display.count(0, "row"));
        assertEquals("999 B", Display.size(999));
        assertEquals("1.0 MB", Display.size(999_999));
        assertEquals("12.3 GB", Display.size(12_345_678_901L));
        assertEquals("unknown", Display.size(-1));
        assertEquals("99 s", Display.age(Duration.ofSeconds(99)));
        assertEquals("0 s", Display.age(Duration.ofSeconds(-5)));
        assertEquals("3 min", Display.age(Duration.ofSeconds(200)));
        assertEquals("2 h", Display.age(Duration.ofMinutes(130)));
        assertEquals("5 d", Display.age(Duration.ofHours(125)));
    }
}
