// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names for the terminals' numbers (zk-push.md sections 7.2 and 7.3).
final class CodesTest {

    @ParameterizedTest
    @CsvSource({"0, check-in", "1, check-out", "2, break-out", "3, break-in", "4, overtime-in", "5, overtime-out",
        "8, meal-start", "9, meal-end", "255, undefined", "6, unknown (6)", "77, unknown (77)"})
    void aStateHasTheSameNameInEveryDialectButOne(int state, String name) {
        for (String dialect : new String[] {"att1", "att2", "pid", "acc", ""}) {
            assertEquals(name, Codes.state(state, dialect), dialect);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, check-in", "1, check-out", "2, meal-in", "3, meal-out", "4, break-in", "5, break-out",
        "255, undefined", "8, unknown (8)"})
    void theOemDialectCountsItsStatesOtherwise(int state, String name) {
        assertEquals(name, Codes.state(state, "oem"));
    }

    @ParameterizedTest
    @CsvSource({
        "att1, 0, password", "att1, 1, finger", "att1, 2, card", "att1, 15, unknown (15)",
        "oem, 0, password", "oem, 3, PIN", "oem, 7, card and password", "oem, 15, unknown (15)",
        "att2, 0, any", "att2, 1, finger", "att2, 2, PIN", "att2, 3, password", "att2, 4, card", "att2, 15, face",
        "att2, 25, palm", "att2, 26, unknown (26)", "pid, 4, card", "pid, 14, 'finger and card, or PIN'"
    })
    void aVerifyModeIsNamedByTheGenerationOfItsTerminal(String dialect, int mode, String name) {
        assertEquals(name, Codes.verifyMode(mode, dialect));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acc", "cpos", "att9"})
    void withoutAKnownGenerationOnlyWhatAllAgreeOnIsNamed(String dialect) {
        assertEquals("finger", Codes.verifyMode(1, dialect));
        assertEquals("face", Codes.verifyMode(15, dialect));
        for (int mode : new int[] {0, 2, 3, 4, 25, 200}) {
            assertNull(Codes.verifyMode(mode, dialect));
        }
    }

    @Test
    void whatWasNotGivenHasNoName() {
        for (String dialect : new String[] {"att1", "att2", "oem", "pid", "acc", ""}) {
            assertNull(Codes.state(Punch.NOT_GIVEN, dialect));
            assertNull(Codes.verifyMode(Punch.NOT_GIVEN, dialect));
        }
    }
}
