// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class FormulasTest {

    @Test
    void whatBeginsAFormulaGetsAnApostrophe() {
        for (String formula : new String[] {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
            assertEquals("'" + formula, Formulas.neutral(formula));
        }
    }

    @Test
    void whatBeginsNoneStaysAsItIs() {
        for (String text : new String[] {"", "7", "Zoë", "a=b", "'s Gravenhage", "'", " =1"}) {
            assertEquals(text, Formulas.neutral(text));
            assertEquals(text, Formulas.original(text));
        }
    }

    @Property
    void everyTextComesBack(@ForAll("cells") String cell) {
        assertEquals(cell, Formulas.original(Formulas.neutral(cell)));
    }

    @Property
    void nothingIsAFormulaAfterwards(@ForAll("cells") String cell) {
        String neutral = Formulas.neutral(cell);
        assertFalse(!neutral.isEmpty() && "=+-@\t\r".indexOf(neutral.charAt(0)) >= 0);
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.strings().withChars("'=+-@\t\ra1 ").ofMaxLength(6);
    }
}
