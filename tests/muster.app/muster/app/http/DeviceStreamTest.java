// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import muster.app.House;
import muster.model.Contact;
import muster.model.Fact;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `/devices/events` carries beside punches. The punches themselves are in [StreamTest].
class DeviceStreamTest {

    private static final String ONE = "TSTATT000001";
    private static final String TWO = "TSTATT000002";

    @TempDir
    Path directory;

    private static Contact contact(String serial, boolean online) {
        return new Contact(serial, online, "192.0.2.7", "", House.MORNING);
    }

    /// News to the journal, which keeps only those.
    private static PersonChange person(String serial, int pin) {
        return new PersonChange(new Person("" + pin, serial, "", 0), false, serial, "terminal", House.MORNING);
    }

    private static List<Fact> people(String serial, int count) {
        return IntStream.range(0, count).<Fact>mapToObj(pin -> person(serial, pin)).toList();
    }

    /// The messages up to the one with an id; each fits its description.
    private static List<Wire.Message> until(long id, Wire wire) throws IOException {
        List<Wire.Message> messages = new ArrayList<>();
        do {
            messages.add(wire.message());
            OpenHouse.CONTRACT.checkMessage("/devices/events", messages.getLast().data());
        } while (messages.getLast().id() < id);
        return messages;
    }

    private static JsonObject json(Wire.Message message) {
        return JsonParser.parseString(message.data()).getAsJsonObject();
    }

    /// Id and count, or id and type of what has none.
    private static List<String> counts(List<Wire.Message> messages) {
        return messages.stream()
                .map(message -> message.id() + " " + (json(message).has("users_count")
                        ? json(message).get("users_count")
                        : json(message).get("type").getAsString()))
                .toList();
    }

    @Test
    void aTerminalThatComesOrGoesIsToldInItsOwnTime() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = Wire.stream(open.port(), "/devices/events")) {
            open.house.terminals.add(new TerminalSettings(ONE, "Main door", "Asia/Tokyo", null), "test");
            open.house.journal.append(List.of(contact(ONE, true), contact(ONE, false), contact(TWO, true)));
            List<Wire.Message> messages = until(4, wire);
            assertEquals(List.of(
                    "{\"type\":\"device_status\",\"device_id\":\"TSTATT000001\",\"device_name\":\"Main door\","
                            + "\"serial_number\":\"TSTATT000001\",\"status\":\"online\","
                            + "\"last_ping\":\"2026-11-20 11:30:10\"}",
                    "{\"type\":\"device_status\",\"device_id\":\"TSTATT000001\",\"device_name\":\"Main door\","
                            + "\"serial_number\":\"TSTATT000001\",\"status\":\"offline\","
                            + "\"last_ping\":\"2026-11-20 11:30:10\"}",
                    "{\"type\":\"device_status\",\"device_id\":\"unknown\","
                            + "\"device_name\":\"Push Device TSTATT000002\",\"serial_number\":\"TSTATT000002\","
                            + "\"status\":\"online\",\"last_ping\":\"2026-11-20 08:00:10\"}"),
                    messages.stream().map(Wire.Message::data).toList());
        }
    }

    @Test
    void aTerminalThatCallsIsToldOnce() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = Wire.stream(open.port(), "/devices/events")) {
            open.house.approve(ONE);
            for (int i = 0; i < 3; i++) {
                open.house.ask("GET", "/iclock/getrequest?SN=" + ONE, "");
            }
            open.punches(ONE, "7", 0, 1);
            long head = open.house.journal.head();
            assertEquals(List.of("2 device_status", head + " attendance"), counts(until(head, wire)));
        }
    }

    @Test
    void peopleOfOneTerminalThatAreReadyTogetherAreOneMessage() throws Exception {
        List<Fact> facts = new ArrayList<>(people(ONE, 5));
        facts.addAll(people(TWO, 2));
        facts.add(OpenHouse.punch(ONE, "7", 0));
        facts.add(person(ONE, 9));
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(facts);
            try (Wire wire = Wire.stream(open.port(), "/devices/events?after=0")) {
                List<Wire.Message> messages = until(9, wire);
                assertEquals(List.of("5 5", "7 2", "8 attendance", "9 1"), counts(messages));
                assertEquals("{\"type\":\"user_sync\",\"device_id\":\"unknown\","
                        + "\"device_name\":\"Push Device TSTATT000001\",\"serial_number\":\"TSTATT000001\","
                        + "\"users_count\":5,\"operation\":\"upload\"}", messages.getFirst().data());
            }
            try (Wire wire = Wire.stream(open.port(), "/devices/events?after=0&terminal=" + TWO)) {
                assertEquals(List.of("7 2"), counts(until(7, wire)));
            }
        }
    }

    @Test
    void whatTheStreamDoesNotCarryStandsBetweenNobody() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(List.of(person(ONE, 1), OpenHouse.notice("between"), person(ONE, 2)));
            try (Wire wire = Wire.stream(open.port(), "/devices/events?after=0")) {
                assertEquals(List.of("3 2"), counts(until(3, wire)));
            }
        }
    }

    @Test
    void onlyWhatATerminalToldCountsAndWhoIsGoneDoesNot() throws Exception {
        Person gone = new Person("7", "", "", 0);
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(List.of(
                    new PersonChange(gone, false, null, "import", House.MORNING),
                    new PersonChange(gone, true, ONE, "terminal", House.MORNING),
                    person(ONE, 1)));
            try (Wire wire = Wire.stream(open.port(), "/devices/events?after=0")) {
                assertEquals(List.of("3 1"), counts(until(3, wire)));
            }
        }
    }

    /// The frames are shared, what becomes one message is not.
    @Test
    void everyPersonIsCountedOnceWhereverAClientBegins() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(people(ONE, 1500));
            for (int after : List.of(1490, 1200, 1499, 0, 700, 1200)) {
                try (Wire wire = Wire.stream(open.port(), "/devices/events?after=" + after)) {
                    int sum = until(1500, wire).stream().mapToInt(m -> json(m).get("users_count").getAsInt()).sum();
                    assertEquals(1500 - after, sum);
                }
            }
        }
    }
}
