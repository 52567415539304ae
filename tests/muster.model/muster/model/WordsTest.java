// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The words that stand for the constants of an enum in JSON, SQL and on screen.
final class WordsTest {

    static Stream<Class<? extends Enum<?>>> enums() {
        return Stream.of(Source.class, ZoneFrom.class, LocalTimeFit.class, Quarantined.Reason.class,
                Terminal.State.class, TerminalStatus.Presence.class, Command.State.class, Notice.Level.class,
                CheckIn.Proof.class, CheckIn.Timing.class, CheckInResult.Outcome.class, Attendee.State.class,
                Gathering.From.class, Gathering.State.class, Presence.Act.class, ScannerChange.State.class,
                ScannerStatus.Mode.class, SinkState.class, DeadLetter.State.class);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void everyWordOfAnEnumIsItsNameInLowerCaseAndComesBack(Class<? extends Enum<?>> type) {
        for (Enum<?> constant : type.getEnumConstants()) {
            String word = Json.word(constant);
            assertEquals(constant.name().toLowerCase(Locale.ROOT), word);
            assertEquals("\"" + word + "\"", Json.text(constant));
            assertEquals(constant, Json.parse("\"" + word + "\"", type));
        }
    }

    @ParameterizedTest
    @MethodSource("enums")
    void noOtherWordIsTaken(Class<? extends Enum<?>> type) {
        String capitals = type.getEnumConstants()[0].name();
        for (String word : List.of("no_such_word", "", " ", capitals, "0")) {
            JsonParseException refused =
                    assertThrows(JsonParseException.class, () -> Json.parse("\"" + word + "\"", type));
            assertTrue(refused.getMessage().startsWith("\"" + word + "\" is unknown; there are "),
                    refused.getMessage());
            assertTrue(refused.getMessage().contains(Json.word(type.getEnumConstants()[0])), "names the known ones");
        }
    }

    @Test
    void noEnumOfTheModelIsForgottenHere() {
        Set<Class<?>> met = Stream.of(
                        Punch.class, PunchRow.class, Quarantined.class, QuarantineRow.class, Terminal.class,
                        TerminalStatus.class, Command.class, Notice.class, PunchQuery.class, CheckIn.class,
                        CheckInResult.class, Attendee.class, Gathering.class, Presence.class, ScannerChange.class,
                        ScannerStatus.class, ScannerStatus.Adapter.class, SinkChange.class, SinkStatus.class,
                        DeadLetter.class)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getType)
                .filter(Class::isEnum)
                .collect(Collectors.toSet());
        assertEquals(met, enums().collect(Collectors.toSet()));
    }

    @Test
    void namesOfEveryEnumThatOthersReadAreFixed() {
        assertEquals("[\"push\",\"pull\",\"ble\",\"manual\",\"import\"]", Json.text(Source.values()));
        assertEquals("[\"unparsable\",\"too_old\",\"in_future\",\"not_on_list\",\"clock_unset\"]",
                Json.text(Quarantined.Reason.values()));
        assertEquals("[\"exact\",\"gap\",\"overlap_first\",\"overlap_second\"]", Json.text(LocalTimeFit.values()));
        assertEquals("[\"record\",\"terminal\",\"branch\",\"config\"]", Json.text(ZoneFrom.values()));
        assertEquals("[\"approved\",\"refused\",\"removed\"]", Json.text(Terminal.State.values()));
        assertEquals("[\"online\",\"late\",\"offline\",\"not_seen\"]", Json.text(TerminalStatus.Presence.values()));
        assertEquals(
                "[\"queued\",\"sent\",\"done\",\"failed\",\"unconfirmed\",\"expired\",\"cancelled\"]",
                Json.text(Command.State.values()));
        assertEquals("[\"error\",\"warning\",\"info\"]", Json.text(Notice.Level.values()));
    }

    @Test
    void namesOfEveryEnumOfTheDoorAreFixed() {
        assertEquals("[\"claimed\",\"verified\"]", Json.text(CheckIn.Proof.values()));
        assertEquals(
                "[\"clock\",\"retimed\",\"estimated\",\"sender\"]", Json.text(CheckIn.Timing.values()));
        assertEquals(
                "[\"checked_in\",\"already\",\"not_on_list\",\"waits_for_clock\"]",
                Json.text(CheckInResult.Outcome.values()));
        assertEquals(
                "[\"absent\",\"checked_in\",\"not_on_list\",\"waits_for_clock\"]",
                Json.text(Attendee.State.values()));
        assertEquals("[\"local\",\"backend\"]", Json.text(Gathering.From.values()));
        assertEquals(
                "[\"listed\",\"selected\",\"scanning\",\"paused\",\"ended\"]",
                Json.text(Gathering.State.values()));
        assertEquals("[\"entered\",\"inside\",\"left\"]", Json.text(Presence.Act.values()));
        assertEquals(
                "[\"idle\",\"no_bus\",\"no_daemon\",\"no_adapter\",\"off\",\"starting\",\"scanning\",\"stalled\"]",
                Json.text(ScannerChange.State.values()));
    }
}
