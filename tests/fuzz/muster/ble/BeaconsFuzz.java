// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// Advertisements: prefix, name, service UUIDs, service and manufacturer data, as the input's bytes say. No device on
/// the air makes the reader fail, and an id has one spelling.
public final class BeaconsFuzz {

    private static final BeaconReader[] READERS = {new BeaconReader("ATT-"), new BeaconReader(""),
        new BeaconReader("e2c56db5-dffb"), new BeaconReader("12")};
    private static final Instant NOW = Instant.parse("2026-11-20T02:30:10Z");

    private BeaconsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        BeaconReader reader = input.one(READERS);
        int what = input.next();
        Map<Integer, byte[]> companies = new HashMap<>();
        Map<String, byte[]> services = new HashMap<>();
        if (what % 2 == 1) {
            companies.put(input.one(0x004C, 0xFFFF, 0x0059, -1), input.some());
        }
        if (what % 4 > 1) {
            services.put(input.one("0000feaa-0000-1000-8000-00805f9b34fb", "0000ff01-0000-1000-8000-00805f9b34fb",
                    "4154542d-3132-3334-3536-373839303132", "feaa", ""), input.some());
        }
        List<String> uuids = what % 8 > 3 ? List.of(input.text(), input.text()) : List.of();
        String name = what % 16 > 7 ? input.text() : null;
        Optional<Beacon> found = reader.read(new Advertisement(
                "hci0", "02:00:00:00:00:01", -60, name, uuids, services, companies, 0));
        found.ifPresent(beacon -> claim(reader, beacon));
        byte[] rest = input.rest();
        roster().verify(rest, NOW);
        roster().replayed(rest, "02:00:00:00:00:01", NOW);
    }

    private static RotatingRoster roster() {
        RotatingRoster roster = new RotatingRoster(new RotatingCode(
                "0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "door", Duration.ofSeconds(60)));
        roster.people(List.of("P-1"));
        return roster;
    }

    private static void claim(BeaconReader reader, Beacon beacon) {
        Claim.that(!beacon.id().isBlank() && beacon.id().length() <= 64, "an id that is none: " + beacon.id());
        Claim.that(beacon.id().chars().allMatch(c -> c >= 0x20 && c < 0x7F), "an id nobody can type: " + beacon.id());
        if (beacon.code() != null) {
            Claim.that(RotatingCode.is(beacon.code()) && beacon.forms().isEmpty(), "a code that is none");
            return;
        }
        Claim.that(beacon.forms().contains(beacon.id()), "an id not among its own forms");
        Optional<Beacon> named = reader.read(new Advertisement(
                "hci0", "02:00:00:00:00:01", -60, beacon.id(), List.of(), Map.of(), Map.of(), 0));
        named.ifPresent(again -> Claim.that(beacon.forms().contains(again.id()),
                beacon.id() + " heard as a name is " + again.id()));
    }
}
