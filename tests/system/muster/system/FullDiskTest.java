// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full acknowledges nothing, says so, and goes on by itself when there is room again.
class FullDiskTest {

    private static final String SERIAL = "TSTATT000001";
    private static final int PUNCHES_A_POST = 50;
    private static final String DISK = "6m";
    private static final int BALLAST = 3 << 20;

    @TempDir
    Path folder;

    private final Set<String> acknowledged = new HashSet<>();
    private final List<List<String>> refused = new ArrayList<>();
    private int made;
    private Path data;

    @BeforeEach
    void makeFolder() throws Exception {
        data = Files.createDirectory(folder.resolve("disk"));
    }

    /// Uploads punches that were not made before; whether they were acknowledged.
    private boolean uploadNew(Muster muster, int count) throws Exception {
        List<String> punches = new ArrayList<>();
        for (int i = 0; i < count; i++, made++) {
            punches.add(Punches.line(made));
        }
        return upload(muster, punches);
    }

    private boolean upload(Muster muster, List<String> punches) throws Exception {
        Answer answer = muster.upload(SERIAL, String.join("\n", punches) + "\n");
        boolean good = answer.status() == 200;
        if (good) {
            assertEquals("OK: " + punches.size(), answer.body());
            acknowledged.addAll(punches);
        } else {
            assertEquals(503, answer.status(), answer.body());
            assertTrue(!answer.body().startsWith("OK"), answer.body());
            refused.add(punches);
        }
        return good;
    }

    /// Leaves no room for a single punch.
    private void uploadUntilFull(Muster muster) throws Exception {
        for (int count = PUNCHES_A_POST; count > 0; count /= 2) {
            while (uploadNew(muster, count)) {
                assertTrue(made < 100_000, "the disk does not fill");
            }
        }
    }

    /// @param journal not written to meanwhile
    private void assertExactlyTheAcknowledged(Path journal) throws Exception {
        try (JournalFile file = JournalFile.read(journal)) {
            file.assertSound();
            List<String> kept = file.texts("SELECT CAST(raw AS TEXT) FROM punch");
            assertEquals(kept.size(), new HashSet<>(kept).size(), "punches that are there twice");
            Set<String> lost = new HashSet<>(acknowledged);
            kept.forEach(lost::remove);
            assertEquals(Set.of(), lost, "acknowledged, but not in the journal");
            assertEquals(acknowledged.size(), kept.size(), "in the journal, but refused");
        }
    }

    private void assertExactlyTheAcknowledged(SmallDisk disk, Muster muster) throws Exception {
        muster.signal("STOP");
        Path copy = disk.copy(muster.journal(), folder);
        muster.signal("CONT");
        assertExactlyTheAcknowledged(copy);
    }

    @Test
    void a_full_disk_is_told_and_nothing_is_lost_when_there_is_room_again() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(data, DISK)) {
            disk.fill("ballast", BALLAST);
            ProcessBuilder builder = disk.inside(Program.serve(data, "--set", Muster.ACCEPT));
            try (Muster muster = Muster.start(builder, data)) {
                uploadUntilFull(muster);
                assertTellsWhy(muster);
                assertExactlyTheAcknowledged(disk, muster);

                disk.free("ballast");
                Await.until("muster is ready again",
                        () -> muster.ask("GET", "/readyz", null).statusCode() == 200);
                for (List<String> punches : List.copyOf(refused)) {
                    assertTrue(upload(muster, punches), muster.log());
                }
                assertEquals(made, acknowledged.size(), "all that was made");
                assertExactlyTheAcknowledged(disk, muster);
                assertTrue(muster.log().contains("is written again"), muster.log());
            }
        }
    }

    private static void assertTellsWhy(Muster muster) throws Exception {
        HttpResponse<String> ready = muster.ask("GET", "/readyz", null);
        assertEquals(503, ready.statusCode());
        String detail = JsonParser.parseString(ready.body()).getAsJsonObject().get("detail").getAsString();
        assertTrue(detail.contains("full"), detail);
        assertTrue(detail.contains("Free some space"), "what to do: " + detail);
        assertEquals(200, muster.ask("GET", "/healthz", null).statusCode());
        assertEquals(200, muster.ask("GET", "/api/punches", null).statusCode());
        assertNotEquals("healthy", muster.get("/api/status").getAsJsonObject()
                .getAsJsonObject("system_state").get("status").getAsString());
        List<String> told = muster.log().lines().filter(line -> line.contains("full")).toList();
        assertEquals(1, told.size(), "the log tells it once: " + told);
    }

    @Test
    void what_a_full_disk_had_acknowledged_survives_a_restart() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(data, DISK)) {
            disk.fill("ballast", BALLAST);
            try (Muster muster = Muster.start(disk.inside(Program.serve(data, "--set", Muster.ACCEPT)), data)) {
                uploadUntilFull(muster);
                muster.kill();
                assertExactlyTheAcknowledged(disk.copy(muster.journal(), folder));
            }
            disk.free("ballast");
            try (Muster muster = Muster.start(disk.inside(Program.serve(data, "--set", Muster.ACCEPT)), data)) {
                assertEquals(200, muster.ask("GET", "/readyz", null).statusCode());
                assertExactlyTheAcknowledged(disk, muster);
                assertTrue(uploadNew(muster, PUNCHES_A_POST), muster.log());
            }
        }
    }

    @Test
    void a_start_on_a_disk_that_cannot_be_written_is_refused_in_a_sentence() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(data, DISK)) {
            try (Muster muster = Muster.start(disk.inside(Program.serve(data, "--set", Muster.ACCEPT)), data)) {
                uploadNew(muster, PUNCHES_A_POST);
            }
            disk.run("mount -o remount,bind,ro '" + data + "'");
            assertRefused(Program.run(disk.inside(Program.serve(data))), List.of(73, 74));
            disk.run("mount -o remount,bind,rw '" + data + "'");
            try (Muster muster = Muster.start(disk.inside(Program.serve(data)), data)) {
                assertExactlyTheAcknowledged(disk, muster);
            }
        }
    }

    @Test
    void a_start_on_a_disk_without_any_room_is_refused_in_a_sentence() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(data, "64k")) {
            disk.fill("ballast", 60_000);
            assertRefused(Program.run(disk.inside(Program.serve(data))), List.of(73, 74));
        }
    }

    private void assertRefused(Program.Outcome start, List<Integer> codes) {
        assertTrue(codes.contains(start.code()), start.code() + ": " + start.err());
        assertEquals("", start.out());
        assertTrue(start.err().contains(data.toString()), start.err());
        assertTrue(!start.err().contains("\tat "), start.err());
    }
}
