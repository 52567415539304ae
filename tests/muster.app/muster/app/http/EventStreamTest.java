// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.app.House;
import muster.model.Fact;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.Presence;
import muster.model.Registration;
import muster.model.ScannerChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens at a door, on the streams.
class EventStreamTest {

    private static final Gathering FAIR = new Gathering("fair", "Book fair", House.MORNING, null,
            Gathering.From.BACKEND, true, Gathering.State.SCANNING, 50, false, false);

    private static final List<Fact> FACTS = List.of(
            new GatheringChange(FAIR, "started", "time", House.MORNING),
            new Registration("fair", "7", false, "backend", House.MORNING),
            new Presence("fair", "7", "Scanner-01", Presence.Act.ENTERED, House.MORNING, House.MORNING, 1, -50, null,
                    true, House.MORNING),
            new ScannerChange("Scanner-01", "hci0", ScannerChange.State.OFF, "the adapter is switched off",
                    "switch it on", House.MORNING));

    @TempDir
    Path directory;

    @Test
    void eachIsToldUnderTheNameOfItsKind() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(FACTS);
            List<String> told = new ArrayList<>();
            try (Wire wire = Wire.stream(open.port(), "/api/stream?after=0")) {
                for (int i = 0; i < FACTS.size(); i++) {
                    String data = wire.message().data();
                    OpenHouse.CONTRACT.checkMessage("/api/stream", data);
                    JsonObject message = JsonParser.parseString(data).getAsJsonObject();
                    String kind = message.get("kind").getAsString();
                    told.add(kind + " " + message.get("terminal") + " " + message.get(kind));
                }
            }
            String at = "2026-11-20T02:30:10Z";
            assertEquals(List.of(
                    "gathering null {\"after\":{\"id\":\"fair\",\"name\":\"Book fair\",\"start\":\"" + at
                            + "\",\"from\":\"backend\",\"active\":true,\"state\":\"scanning\",\"capacity\":50,"
                            + "\"automatic\":false,\"removed\":false},\"act\":\"started\",\"by\":\"time\","
                            + "\"received_at\":\"" + at + "\"}",
                    "registration null {\"event\":\"fair\",\"pin\":\"7\",\"removed\":false,\"by\":\"backend\","
                            + "\"received_at\":\"" + at + "\"}",
                    "presence \"Scanner-01\" {\"event\":\"fair\",\"pin\":\"7\",\"scanner\":\"Scanner-01\","
                            + "\"act\":\"entered\",\"first_seen\":\"" + at + "\",\"last_seen\":\"" + at
                            + "\",\"sightings\":1,\"best_rssi\":-50,\"timed\":true,\"received_at\":\"" + at + "\"}",
                    "scanner \"Scanner-01\" {\"scanner\":\"Scanner-01\",\"adapter\":\"hci0\",\"state\":\"off\","
                            + "\"reason\":\"the adapter is switched off\",\"cure\":\"switch it on\","
                            + "\"received_at\":\"" + at + "\"}"),
                    told);
        }
    }

    @Test
    void eachIsAKindToAskFor() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(FACTS);
            for (int i = 0; i < FACTS.size(); i++) {
                String kind = FACTS.get(i).kind();
                try (Wire wire = Wire.stream(open.port(), "/api/stream?after=0&kinds=" + kind)) {
                    assertEquals(i + 1, wire.message().id(), kind);
                }
            }
            try (Wire wire = Wire.stream(open.port(), "/api/stream?after=0&terminal=Scanner-01")) {
                assertEquals(List.of(3L, 4L), List.of(wire.message().id(), wire.message().id()));
            }
        }
    }

    @Test
    void readersOfPunchesAreNotToldOfThem() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(FACTS);
            open.punches("TSTATT000001", "7", 0, 1);
            try (Wire wire = Wire.stream(open.port(), "/devices/events?after=0")) {
                assertEquals(5, wire.message().id());
            }
        }
    }
}
