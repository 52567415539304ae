// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

    private record Row(String name, Long number) {}

    private final Grid<Row> grid = new Grid<>(
            List.of(Column.of("name", 20, Row::name), Column.number("number", Row::number)), Row::name);

    private void given(String... names) {
        grid.rows(java.util.Arrays.stream(names).map(name -> new Row(name, (long) name.length())).toList());
    }

    private List<String> shown() {
        return grid.shown().stream().map(Row::name).toList();
    }

    @Test
    void rows_stay_in_the_order_they_come_in_until_a_column_is_chosen() {
        given("ccc", "a", "bb");
        assertEquals(List.of("ccc", "a", "bb"), shown());
        grid.sortNext();
        assertEquals(List.of("a", "bb", "ccc"), shown());
        grid.turn();
        assertEquals(List.of("ccc", "bb", "a"), shown());
        assertEquals("-name", grid.sort());
        grid.sortNext();
        grid.sortNext();
        assertEquals("", grid.sort(), "behind the last column comes none");
    }

    @Test
    void numbers_are_sorted_as_numbers_and_unknown_ones_come_first() {
        grid.sort("number");
        grid.rows(List.of(new Row("ten", 10L), new Row("nine", 9L), new Row("none", null)));
        assertEquals(List.of("none", "nine", "ten"), shown());
    }

    @Test
    void an_order_by_a_column_that_is_gone_is_none() {
        grid.sort("-colour");
        assertEquals("", grid.sort());
    }

    @Test
    void every_word_of_a_filter_must_be_found_in_any_column_or_in_the_named_one() {
        given("north", "south", "southwest");
        grid.filter("OUTH");
        assertEquals(List.of("south", "southwest"), shown());
        grid.filter("outh number:5");
        assertEquals(List.of("south"), shown());
        grid.filter("12:30");
        assertEquals(List.of(), shown(), "a colon that names no column is text");
    }

    @Test
    void the_chosen_row_stays_chosen_when_rows_come_in_above_it() {
        given("b", "c");
        grid.move(1);
        given("a", "b", "c", "d");
        assertEquals("c", grid.chosenRow().name());
        given("a", "b");
        assertEquals("b", grid.chosenRow().name(), "it is gone: the nearest");
    }

    @Test
    void whoever_looks_at_the_first_row_goes_on_looking_at_the_first() {
        given("b");
        given("a", "b");
        assertEquals("a", grid.chosenRow().name());
    }

    @Test
    void there_may_be_no_row() {
        grid.move(5);
        assertNull(grid.chosenRow());
        assertEquals(0, grid.top(10));
    }

    @Test
    void the_chosen_row_is_always_in_sight() {
        given(java.util.stream.IntStream.range(0, 100).mapToObj(i -> "r" + i).toArray(String[]::new));
        for (int to : new int[] {99, 0, 50, 45, 70}) {
            grid.choose(to);
            int top = grid.top(10);
            assertTrue(top <= to && to < top + 10, () -> "row " + to + " from " + top);
        }
    }

    @Test
    void columns_of_little_weight_go_first_and_no_column_is_torn() {
        Grid<Row> wide = new Grid<>(List.of(
                Column.of("name", 20, Row::name),
                Column.<Row>of("light", 20, row -> "light text").rank(2),
                Column.<Row>of("heavy", 20, row -> "heavy text").rank(1)), Row::name);
        wide.rows(List.of(new Row("someone", 1L)));
        Canvas canvas = new Canvas(24, 2, false);
        GridDrawing.draw(wide, canvas);
        assertTrue(canvas.text().contains("heavy text"), canvas.text());
        assertFalse(canvas.text().contains("light"), canvas.text());
    }

    @Test
    void columns_stand_below_each_other_whatever_the_names() {
        given("abcd", "张伟", "e\u0301\u202Exyz");
        Canvas canvas = new Canvas(40, 4, false);
        GridDrawing.draw(grid, canvas);
        int column = -1;
        for (int i = 0; i < 40; i++) {
            Glyph glyph = canvas.glyph(i, 1);
            column = glyph != null && glyph.text().equals("4") ? i : column;
        }
        assertEquals("4", canvas.glyph(column, 1).text());
        assertEquals("2", canvas.glyph(column, 2).text());
    }
}
