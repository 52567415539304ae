// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import muster.ble.Advertisement;
import muster.model.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of foreign devices around a crowd of phones (issue 4, show 4), as fast as it goes.
class PhoneCrowdTest {

    private static final int FOREIGN = 5_000;
    private static final int PHONES = 300;

    /// Ten reports a second of each device.
    private static final int ROUNDS = 40;

    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void everyPhoneIsCheckedInOnceAmongThousandsOfForeignDevices() throws Exception {
        try (PhoneHouse house = new PhoneHouse(directory)) {
            house.event();
            Thread worker = Thread.ofVirtual().start(() -> {
                try {
                    house.phones.run(_ -> {});
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            // two radios, so that everything is heard by two threads at once
            CountDownLatch heard = new CountDownLatch(2);
            for (String adapter : List.of("hci0", "hci1")) {
                Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        hearAll(house, adapter, round);
                    }
                    heard.countDown();
                });
            }
            heard.await();
            worker.interrupt();
            worker.join();
            List<String> pins = house.pins();
            assertEquals(PHONES, pins.size());
            assertEquals(PHONES, new TreeSet<>(pins).size());
            assertEquals(PHONES, house.presences().stream()
                    .filter(fact -> fact.act() == Presence.Act.ENTERED)
                    .count());
            assertEquals(PHONES, house.phones.inside(PhoneHouse.EVENT));
            long each = 2L * ROUNDS;
            assertEquals(each * (FOREIGN + PHONES), house.phones.reports());
            assertEquals(each * PHONES, house.phones.matched());
            assertEquals(each * PHONES, house.phones.stays(PhoneHouse.EVENT).stream().mapToLong(Stay::sightings).sum());
        }
    }

    private static void hearAll(PhoneHouse house, String adapter, int round) {
        SplittableRandom random = new SplittableRandom(round);
        if (adapter.equals("hci0")) {
            house.machine.pass(Duration.ofMillis(100));
        }
        IntStream.range(0, FOREIGN + PHONES)
                .mapToObj(i -> advertisement(adapter, i, -40 - random.nextInt(40), house.machine.nanos()))
                .forEach(house.phones::heard);
    }

    private static Advertisement advertisement(String adapter, int i, int rssi, long nanos) {
        String address = "C0:00:00:00:%02X:%02X".formatted(i >> 8, i & 0xFF);
        if (i >= FOREIGN) {
            byte[] id = ("ATT-" + i).getBytes(StandardCharsets.US_ASCII);
            return new Advertisement(adapter, address, rssi, null, null, null, Map.of(0xFFFF, id), nanos);
        }
        return switch (i % 3) {
            case 0 -> new Advertisement(adapter, address, rssi, null, null, null,
                    Map.of(0x004C, new byte[] {0x10, 5, 1, 2, 3, 4, 5}), nanos);
            case 1 -> new Advertisement(adapter, address, rssi, "Headset " + i, null, null, null, nanos);
            default -> new Advertisement(adapter, address, rssi, null,
                    List.of("0000fd6f-0000-1000-8000-00805f9b34fb"),
                    Map.of("0000fd6f-0000-1000-8000-00805f9b34fb", new byte[20]), null, nanos);
        };
    }
}
