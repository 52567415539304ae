// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups of a daemon that runs, with the program as it ships.
@Tag("system")
class KeepTest {

    private static final String SERIAL = "TSTATT000001";
    private static final int ROUNDS = 8;

    @TempDir
    Path directory;

    private static void load(Muster muster, AtomicInteger acknowledged) {
        try {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                String line = "%d\t2026-11-%02d %02d:%02d:%02d\t0\t1\n".formatted(
                        1 + i / 86_400, 1 + i / 86_400 % 20, i / 3_600 % 24, i / 60 % 60, i % 60);
                assertTrue(muster.upload(SERIAL, line).body().startsWith("OK"));
                acknowledged.set(i + 1);
            }
        } catch (java.io.IOException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aKilledBackupLeavesNothingUnderItsNameAndAWholeOneHasEveryPunchFromBefore() throws Exception {
        Path data = directory.resolve("data");
        Path stick = Files.createDirectories(directory.resolve("stick"));
        AtomicInteger acknowledged = new AtomicInteger();
        Random random = new Random(8);
        try (Muster muster = Muster.accepting(data)) {
            Thread load = Thread.ofPlatform().start(() -> load(muster, acknowledged));
            Await.until("punches come in", () -> acknowledged.get() > 100);
            for (int round = 0; round < ROUNDS; round++) {
                Process backup = Program.command(
                        "backup", stick.resolve("copy.db").toString(), "--data", data.toString()).start();
                if (!backup.waitFor(300 + random.nextInt(900), TimeUnit.MILLISECONDS)) {
                    backup.destroyForcibly().waitFor();
                }
                if (Files.exists(stick.resolve("copy.db"))) {
                    Program.run("verify", stick.resolve("copy.db").toString()).good();
                    Files.delete(stick.resolve("copy.db"));
                }
            }
            int before = acknowledged.get();
            Program.run("backup", "--to", stick.toString(), "--data", data.toString()).good();
            load.interrupt();
            load.join();
            Path made;
            try (Stream<Path> files = Files.list(stick)) {
                made = files.filter(file -> file.toString().endsWith("Z.db")).findFirst().orElseThrow();
            }
            Path other = directory.resolve("other");
            Program.run("restore", made.toString(), "--data", other.toString()).good();
            Program.run("verify", "--data", other.toString()).good();
            try (Muster restored = Muster.accepting(other)) {
                int found = restored.get("/api/terminals/" + SERIAL).getAsJsonObject().get("punches").getAsInt();
                assertTrue(found >= before, found + " of " + before);
            }
        }
    }

    @Test
    void theSupportBundleTellsNothingAboutPeopleKeysOrTheNetwork() throws Exception {
        Path key = Files.writeString(directory.resolve("api.key"), "s3cr3t-key-of-the-api-0123456789\n");
        Path file = directory.resolve("bundle.zip");
        Path data = directory.resolve("data");
        try (Muster muster = Muster.accepting(data, "--set", "push.addresses=192.0.2.0/24, 127.0.0.1")) {
            muster.upload(SERIAL, "424242\t2026-11-20 08:00:00\t0\t1\n");
            muster.terminal("POST", "/iclock/cdata?SN=" + SERIAL + "&table=OPERLOG&Stamp=9999",
                    "USER PIN=424242\tName=Zenobia Testperson\tPri=0\tPasswd=\tCard=987654\tGrp=1\tTZ=\n");
            muster.post("/api/events", "{\"type\":\"warning\",\"message\":\"Zenobia 424242 at 192.0.2.77\"}");
            muster.run("support-bundle", file.toString(), "--data", data.toString(),
                    "--set", "backend.url=https://happy-otter-123.convex.site/x",
                    "--set", "push.addresses=192.0.2.0/24",
                    "--set", "backend.key_file=" + key).good();
        }
        int parts = 0;
        try (InputStream in = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts++;
                String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                String part = entry.getName();
                assertFalse(text.isBlank(), part);
                for (String secret : new String[] {"424242", "zenobia", "testperson", "987654", "192.0.2", "127.0.0.1",
                    "otter", "s3cr3t", SERIAL.toLowerCase(Locale.ROOT)}) {
                    assertFalse(text.toLowerCase(Locale.ROOT).contains(secret), part + ": " + secret + "\n" + text);
                }
            }
        }
        assertEquals(10, parts);
    }
}
