// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import muster.app.config.ProfileConfig;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget;
import muster.app.sink.MemoryTarget.Call;
import muster.app.sink.SinkSet;
import muster.model.Punch;
import muster.model.RosterList.Listed;
import muster.model.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole life of one punch.
final class ExplainApiTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    private Path directory;

    private final MemoryTarget target = new MemoryTarget(100);

    private OpenHouse open(Mode mode) throws Exception {
        return new OpenHouse(directory.resolve("journal"), SinkSet.of(SinkSet.memory("hr", mode, null, target),
                SinkSet.files("events", directory.resolve("events"), "event")));
    }

    private static JsonObject explain(OpenHouse open, long seq) {
        try {
            return open.json("/api/punches/" + seq + "/explain");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject sent(OpenHouse open, long seq, String sink) {
        return StreamSupport.stream(explain(open, seq).getAsJsonArray("deliveries").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(each -> each.get("sink").getAsString().equals(sink))
                .findFirst()
                .orElseThrow();
    }

    private static String state(OpenHouse open, long seq, String sink) {
        return sent(open, seq, sink).get("state").getAsString();
    }

    private static String answer(OpenHouse open, long seq, String sink) {
        return sent(open, seq, sink).get("answer").getAsString();
    }

    private static List<String> words(JsonObject explanation) {
        return StreamSupport.stream(explanation.getAsJsonArray("story").spliterator(), false)
                .map(step -> step.getAsJsonObject().get("what").getAsString())
                .toList();
    }

    private static String step(JsonObject explanation, String word) {
        return StreamSupport.stream(explanation.getAsJsonArray("story").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(step -> step.get("what").getAsString().equals(word))
                .findFirst()
                .orElseThrow()
                .get("text").getAsString();
    }

    @Test
    void aPunchTellsWhenItWasMadeHowItCameItsBytesAndWhoHasIt() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 1);
            Await.until("it was taken", () -> state(open, 1, "hr").equals("delivered"));
            JsonObject told = explain(open, 1);
            assertEquals("7", told.getAsJsonObject("punch").get("pin").getAsString());
            assertTrue(told.getAsJsonObject("punch").get("raw").getAsString().startsWith("7\t2026-11-20T08:00"));
            assertEquals(List.of("made", "received"), words(told));
            assertEquals("the clock of terminal TSTATT000001 showed 2026-11-20 08:00; that is 2026-11-20T02:30:00Z by"
                    + " zone Asia/Kolkata, which the config named (exact)", step(told, "made"));
            assertEquals("it came by push, 10 s after the moment it was made, and was on disk before anybody was told",
                    step(told, "received"));
            assertEquals("answered", answer(open, 1, "hr"));
            assertTrue(sent(open, 1, "hr").has("at"));
        }
    }

    @Test
    void withoutSinksNobodyHasItAndNothingIsMissing() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.punches(SERIAL, "7", 0, 1);
            assertEquals(0, explain(open, 1).getAsJsonArray("deliveries").size());
        }
    }

    @Test
    void aRecordThatItsSinkLeavesOutIsNotCalledDelivered() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 1);
            Await.until("it was looked at", () -> !state(open, 1, "events").equals("waiting"));
            assertEquals("skipped", state(open, 1, "events"));
        }
    }

    @Test
    void whatWaitsTellsWhatItWaitsFor() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            open.punches(SERIAL, "7", 0, 1);
            assertEquals("waiting", state(open, 1, "hr"));
            assertEquals("its turn has not come; the sink is at 0", answer(open, 1, "hr"));
            assertFalse(sent(open, 1, "hr").has("at"));
            open.call("POST", "/api/sinks/hr/pause", "{}");
            assertEquals("the sink is paused: paused by api", answer(open, 1, "hr"));
        }
    }

    @Test
    void aSinkThatFailsTellsWhy() throws Exception {
        target.plan(call -> Call.IS_AWAY);
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 1);
            Await.until("it failed", () -> answer(open, 1, "hr").startsWith("the sink is retrying"));
            assertEquals("the sink is retrying: it is away", answer(open, 1, "hr"));
        }
    }

    @Test
    void aPunchInABatchTellsOfTheOthers() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            target.unknown("8");
            open.punches(SERIAL, "7", 0, 2);
            open.punches(SERIAL, "8", 10, 1);
            open.call("POST", "/api/sync", "{}");
            Await.until("it was taken", () -> !state(open, 1, "hr").equals("waiting"));
            assertEquals("answered; with others: 2 taken, 0 there already, 1 set aside, 0 left out",
                    answer(open, 1, "hr"));
            assertEquals("delivered", state(open, 1, "hr"));
            assertEquals("set_aside", state(open, 3, "hr"));
        }
    }

    @Test
    void whatTheTargetHadAlreadyIsADuplicate() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 2);
            Await.until("it was taken", () -> state(open, 2, "hr").equals("delivered"));
            open.call("POST", "/api/sinks/hr/replay", "{\"position\": 0}");
            Await.until("it came again", () -> state(open, 2, "hr").equals("duplicate"));
        }
    }

    @Test
    void aRecordThatWasPassedOverSaysSo() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            open.punches(SERIAL, "7", 0, 1);
            open.call("POST", "/api/sinks/hr/replay", "{\"position\": 1, \"forward\": true}");
            assertEquals("skipped", state(open, 1, "hr"));
            assertEquals("the cursor was moved over it", answer(open, 1, "hr"));
        }
    }

    @Test
    void aDeadLetterTellsItsStoryToTheEnd() throws Exception {
        target.unknown("7");
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 2);
            Await.until("they were set aside", () -> state(open, 2, "hr").equals("set_aside"));
            assertEquals("unknown_person: nobody is called 7; tried 1 time", answer(open, 1, "hr"));
            open.call("PATCH", "/api/deadletters/1", "{\"pin\": \"1042\"}");
            Await.until("it was taken", () -> state(open, 1, "hr").equals("delivered"));
            assertEquals("taken; under 1042, as api said; set aside at first as unknown_person; tried 2 times",
                    answer(open, 1, "hr"));
            open.call("DELETE", "/api/deadletters/2", null);
            assertEquals("discarded", state(open, 2, "hr"));
            assertEquals("unknown_person: nobody is called 7; given up by api; tried 1 time", answer(open, 2, "hr"));
        }
    }

    @Test
    void whatTheProfileLeavesOutNamesTheSetting() throws Exception {
        ProfileConfig plain = ProfileConfig.plain();
        ProfileConfig brief = new ProfileConfig("brief", plain.shift(), plain.since(), plain.terminals(),
                plain.branches(), plain.events(), plain.sources(), Optional.of(2), plain.pinPattern(), "", 0,
                plain.pins(), plain.direction(), plain.directions());
        try (OpenHouse open = new OpenHouse(directory.resolve("journal"),
                SinkSet.of(List.of(brief), SinkSet.memory("hr", Mode.LIVE, "brief", target)))) {
            open.punches(SERIAL, "1042", 0, 1);
            assertEquals("skipped", state(open, 1, "hr"));
            assertEquals("left out by pin_longest of profile brief", answer(open, 1, "hr"));
        }
    }

    @Test
    void aCheckInTellsOfTheDoorAndWhereItsTimeIsFrom() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            open.call("POST", "/api/gatherings", "{\"name\": \"Fair\"}");
            open.call("POST", "/api/punches", "{\"pin\": \"7\", \"event\": \"fair\"}");
            long seq = seq(open);
            JsonObject told = explain(open, seq);
            assertTrue(step(told, "made").startsWith("the clock of door Scanner-01 showed "), step(told, "made"));
            assertTrue(step(told, "clock").startsWith("its time is from: "), step(told, "clock"));
            Await.until("the event's file has it", () -> state(open, seq, "events").equals("delivered"));
        }
    }

    @Test
    void aCheckInThatWasHeldTellsWhyAndThatItWasReleased() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            open.call("POST", "/api/gatherings", "{\"name\": \"Fair\"}");
            open.call("PUT", "/api/gatherings/fair/roster", "{\"people\": [{\"pin\": \"8\"}]}");
            open.call("POST", "/api/punches", "{\"pin\": \"7\", \"event\": \"fair\"}");
            open.house.roster.add("fair", List.of(new Listed("7", null)), "test");
            open.call("POST", "/api/quarantine/replay", "{}");
            JsonObject told = explain(open, seq(open));
            assertTrue(words(told).containsAll(List.of("made", "received", "held")), words(told).toString());
            assertEquals("released", words(told).getLast(), "nobody knows when");
            assertTrue(step(told, "held").startsWith("it was held at "), step(told, "held"));
            assertEquals("it was released as " + seq(open) + " when it had become possible", step(told, "released"));
        }
    }

    @Test
    void anotherVersionOfThePunchIsToldOf() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            Punch punch = OpenHouse.punch(SERIAL, "7", 0);
            Punch other = new Punch(Source.PULL, punch.terminal(), punch.pin(), punch.localTime(),
                    punch.offset(), punch.zone(), punch.zoneFrom(), punch.fit(), punch.receivedAt(), 4, 15, "",
                    punch.raw());
            open.house.journal.append(List.of(punch, other));
            assertEquals("the same punch was told by pull with state 4 and verify mode 15",
                    step(explain(open, 1), "variant"));
        }
    }

    private static long seq(OpenHouse open) throws Exception {
        return open.json("/api/punches").getAsJsonArray("punches").get(0).getAsJsonObject().get("seq").getAsLong();
    }
}
