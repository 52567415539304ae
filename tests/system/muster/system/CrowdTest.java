// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import muster.model.Attendee;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.ScannerStatus;
import muster.model.Sighting;
import muster.model.SightingBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A door in a street full of headphones and watches: everybody is checked in, and once.
@Tag("system")
class CrowdTest {

    private static final int PHONES = 300;
    private static final int FOREIGN = 5_000;
    private static final int LEAST_ROUNDS = 3;
    private static final Duration TIME = Duration.ofSeconds(20);

    @TempDir
    Path data;

    @Test
    void three_hundred_phones_among_five_thousand_others_are_checked_in_once_each() throws Exception {
        String round = Json.text(new SightingBatch(round()));
        List<String> people = IntStream.range(0, PHONES).mapToObj(CrowdTest::id).toList();
        try (Muster muster = Muster.start(data, "--set", "ble.dedupe=session")) {
            OpenEvent event = OpenEvent.begin(muster, "demo");
            double cpu = cpu(muster);
            long begin = System.nanoTime();
            int rounds = 0;
            while (rounds < LEAST_ROUNDS || System.nanoTime() - begin < TIME.toNanos()) {
                HttpResponse<String> answer = muster.post("/api/sightings", round);
                assertEquals(200, answer.statusCode(), answer::body);
                rounds++;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Await.until("everybody is checked in", () -> event.status().checkedIn() == PHONES);
            tell(muster, rounds, seconds, cpu(muster) - cpu);

            assertEquals(people, event.people());
            GatheringStatus status = event.status();
            assertEquals(List.of(PHONES, (long) PHONES, 0L),
                    List.of(status.inside(), status.entries(), status.exits()), status::toString);
            ScannerStatus scanner = OpenEvent.scanner(muster);
            assertEquals((long) rounds * (PHONES + FOREIGN), scanner.reports());
            assertEquals((long) rounds * PHONES, scanner.matched());
            assertEquals(PHONES, scanner.checkIns());
            long each = rounds;
            assertEquals(List.of(), event.attendees().stream().filter(one -> one.sightings() != each).toList());
            assertEquals(people, event.attendees().stream().map(Attendee::pin).toList());
        }
    }

    private static String id(int number) {
        return "ATT-%04d".formatted(number);
    }

    /// What is heard while everybody advertises once, the phones among the others.
    private static List<Sighting> round() {
        List<Sighting> all = new ArrayList<>();
        int every = FOREIGN / PHONES;
        for (int i = 0; i < FOREIGN; i++) {
            if (i % every == 0 && i / every < PHONES) {
                all.add(phone(i / every));
            }
            all.add(foreign(i));
        }
        return all;
    }

    private static Sighting phone(int number) {
        String hex = hex(id(number));
        String address = address(0xC1, number);
        return switch (number % 3) {
            case 0 -> new Sighting(null, null, address, -60, null, null, null, Map.of(0xFFFF, hex));
            case 1 -> new Sighting(null, null, address, -60, null, null,
                    Map.of("0000fff0-0000-1000-8000-00805f9b34fb", hex), null);
            default -> new Sighting(null, null, address, -60, id(number), null, null, null);
        };
    }

    private static Sighting foreign(int number) {
        String address = address(0xD2, number);
        return number % 2 == 0
                ? new Sighting(null, null, address, -70, null, null, null,
                        Map.of(0x004C, "1005" + hex("watch %04d".formatted(number))))
                : new Sighting(null, null, address, -70, "Speaker " + number, null, null, null);
    }

    private static String address(int first, int number) {
        return "%02X:00:00:00:%02X:%02X".formatted(first, number >> 8, number & 0xFF);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Seconds of processor time, in user and kernel mode (proc(5), /proc/pid/stat fields 14 and 15; Linux counts
    /// them in hundredths there).
    private static double cpu(Muster muster) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + muster.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static void tell(Muster muster, int rounds, double seconds, double cpu) throws Exception {
        String memory = String.join(", ", Files.readAllLines(Path.of("/proc/" + muster.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:") || line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList());
        double reports = (double) rounds * (PHONES + FOREIGN);
        System.out.printf("crowd: %,.0f reports of %,d devices in %.1f s = %,.0f/s; CPU %.1f s = %.1f us each; %s%n",
                reports, PHONES + FOREIGN, seconds, reports / seconds, cpu, cpu * 1e6 / reports, memory);
    }
}
