// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    @Test
    void everyMeasureHasANameOfItsOwnAndASentence() {
        Set<String> names = new HashSet<>();
        for (Measure measure : Measures.all()) {
            assertTrue(names.add(measure.name()), measure.name());
            assertTrue(measure.help().matches("[A-Z0-9].*\\."), measure.help());
            assertEquals(Optional.of(measure), Measures.named(measure.name()));
        }
        assertEquals(Optional.empty(), Measures.named("terminal.height"));
    }

    @Test
    void theNameTellsTheFamily() {
        for (Measure measure : Measures.all()) {
            int dot = measure.name().indexOf('.');
            assertEquals(measure.family(), dot < 0 ? "" : measure.name().substring(0, dot));
        }
    }

    @Test
    void noTwoHaveTheSameNameInPrometheus() {
        List<String> names =
                Measures.all().stream().map(Measure::prometheus).filter(Objects::nonNull).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
    }
}
