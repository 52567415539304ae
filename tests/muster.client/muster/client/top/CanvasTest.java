// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CanvasTest {

    @Test
    void what_does_not_fit_is_cut_and_says_so() {
        Canvas canvas = new Canvas(8, 1, false);
        assertEquals(8, canvas.put(2, 0, "abcdefghi", Style.PLAIN));
        assertEquals("  abcde…\n", canvas.text());
    }

    @Test
    void a_wide_character_is_never_cut_in_half() {
        Canvas canvas = new Canvas(6, 1, false);
        canvas.put(0, 0, "张张张张", Style.PLAIN);
        assertEquals("张张…\n", canvas.text());
    }

    @Test
    void half_of_a_wide_character_cannot_stay() {
        Canvas canvas = new Canvas(6, 1, false);
        canvas.put(0, 0, "张张", Style.PLAIN);
        canvas.put(1, 0, "x", Style.PLAIN);
        assertEquals(" x张\n", canvas.text());
        canvas.put(2, 0, "y", Style.PLAIN);
        assertEquals(" xy\n", canvas.text());
    }

    @Test
    void a_part_does_not_reach_beyond_its_edges() {
        Canvas canvas = new Canvas(10, 3, false);
        Canvas part = canvas.part(2, 1, 4, 1);
        part.put(0, 0, "abcdef", Style.PLAIN);
        part.put(0, 1, "below", Style.PLAIN);
        part.put(-1, 0, "before", Style.PLAIN);
        assertEquals("\n  abc…\n\n", canvas.text());
    }

    @Test
    void two_are_the_same_when_text_and_look_are() {
        Canvas one = new Canvas(4, 1, false);
        Canvas other = new Canvas(4, 1, false);
        one.put(0, 0, "ab", Style.GOOD);
        other.put(0, 0, "ab", Style.GOOD);
        assertTrue(one.same(other));
        other.paint(0, Style.BAD);
        assertFalse(one.same(other));
    }

    @Property(tries = 300)
    void whatever_is_written_each_line_is_exactly_as_wide_as_the_canvas(
            @ForAll String text, @ForAll @IntRange(max = 12) int at,
            @ForAll @IntRange(max = 12) int most) {
        Canvas canvas = new Canvas(10, 1, false);
        canvas.put(0, 0, "张伟x张伟", Style.PLAIN);
        canvas.put(at, 0, most, text, Style.PLAIN);
        int width = 0;
        for (int column = 0; column < 10; column++) {
            Glyph glyph = canvas.glyph(column, 0);
            boolean second = column > 0 && canvas.glyph(column - 1, 0) != null
                    && canvas.glyph(column - 1, 0).width() == 2;
            assertEquals(second, glyph == null);
            width += glyph == null ? 0 : glyph.width();
        }
        assertEquals(10, width);
    }
}
