// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlyphTest {

    private static String shown(String text, boolean ascii) {
        return Glyph.of(text, ascii).stream().map(Glyph::text).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3", "张伟, 4", "ｱｲ, 2", "한국, 4", "😀, 2", "✅, 2", "☺, 1", "é, 1", "علي, 3", "ไทย, 3", "ที่, 1", "𠀀, 2"
    })
    void a_text_takes_as_many_columns_as_a_window_gives_it(String text, int columns) {
        assertEquals(columns, Glyph.width(text));
    }

    @Test
    void a_letter_and_its_mark_are_one_glyph() {
        assertEquals(List.of(new Glyph("é", 1)), Glyph.of("e\u0301", false));
        assertEquals(List.of(new Glyph("x\u0301", 1)), Glyph.of("x\u0301", false));
        assertEquals(List.of(new Glyph("한", 2)), Glyph.of("\u1112\u1161\u11AB", false));
    }

    @Test
    void marks_that_smear_over_other_lines_are_left_out() {
        assertEquals("x\u0334\u0335", shown("x\u0334\u0335\u0336\u0337\u0338", false));
        assertEquals("", shown("\u0301", false));
    }

    @Test
    void what_windows_disagree_on_is_made_simple() {
        assertEquals("👨👩", shown("👨\u200D👩", false), "joined people");
        assertEquals("👍", shown("👍\uD83C\uDFFD", false), "a tone of skin");
        assertEquals("DE", shown("\uD83C\uDDE9\uD83C\uDDEA", false), "a flag");
        assertEquals("☺", shown("☺\uFE0F", false), "a selector");
    }

    @Test
    void what_a_window_obeys_never_gets_there() {
        assertEquals("\uFFFD[31mred\uFFFD", shown("\u001B[31mred\u009B", false));
        assertEquals("abc", shown("a\u202Eb\u2066c\u200F", false), "what turns the writing direction");
        assertEquals("\uFFFD\uFFFD", shown("\u2028\uD800", false));
    }

    @Test
    void ascii_says_what_it_can() {
        assertEquals("Jose -|~^ ?", shown("José ─│…▲ 张", true));
        assertEquals("#.:", shown("█▁▄", true));
    }

    @Property
    void no_text_brings_a_control_character_to_the_window(@ForAll String text) {
        for (Glyph glyph : Glyph.of(text, false)) {
            assertFalse(glyph.text().codePoints().anyMatch(Character::isISOControl), text);
            assertTrue(glyph.width() == 1 || glyph.width() == 2);
            assertFalse(glyph.text().isEmpty());
        }
    }

    @Property
    void no_text_brings_a_byte_above_127_to_an_ascii_window(@ForAll String text) {
        assertTrue(shown(text, true).chars().allMatch(c -> c >= ' ' && c < 0x7F), text);
    }
}
