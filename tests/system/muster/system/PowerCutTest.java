// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A power cut takes what was not synced, on the model of a disk in `tests/rigs/disk`.
@Tag("system")
class PowerCutTest {

    private static final String SERIAL = "TSTATT000001";
    private static final int SYNCS = DroppingDisk.counted().indexOf("fsyncs");

    @TempDir
    Path folder;

    private Path library;

    @BeforeEach
    void build() throws Exception {
        library = DroppingDisk.library(folder);
        Assumptions.assumeTrue(library != null, DroppingDisk.MISSING);
    }

    private DroppingDisk disk(long seed) throws Exception {
        return DroppingDisk.in(library, Files.createDirectories(folder.resolve("seed-" + seed)), seed);
    }

    private static Muster start(DroppingDisk disk, String... options) throws Exception {
        Path data = disk.root().resolve("data");
        ProcessBuilder builder = Program.serve(data, options);
        builder.command().addAll(List.of("--set", Muster.ACCEPT));
        return Muster.start(disk.under(builder), data);
    }

    private static void cut(DroppingDisk disk, Muster muster) throws Exception {
        muster.kill();
        disk.programEnded(true);
        muster.close();
    }

    /// The key that close-outs are signed with was named before it was on the disk: a power cut in the first seconds
    /// left an empty file, and no daemon started on it any more.
    @Test
    void a_power_cut_behind_the_first_start_leaves_a_daemon_that_starts() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            DroppingDisk disk = disk(seed);
            Muster first = start(disk);
            assertEquals("OK: 3", first.upload(SERIAL, Punches.lines(0, 3)).body());
            cut(disk, first);
            try (Muster second = start(disk); JournalFile journal = JournalFile.read(second.journal())) {
                journal.assertSound();
                assertEquals(3, journal.punches().size(), "with seed " + seed);
            }
            assertEquals(0, disk.platter().unseen(), "changes the rig did not see");
        }
    }

    /// What this model cannot take it could not miss either: a journal that is told not to wait loses punches here.
    @Test
    void a_journal_that_does_not_wait_for_the_disk_loses_what_it_acknowledged() throws Exception {
        int lost = 0;
        for (long seed = 1; seed <= 6 && lost == 0; seed++) {
            DroppingDisk disk = disk(seed);
            Muster hasty = start(disk, "--set", "journal.synchronous=normal");
            assertEquals("OK: 50", hasty.upload(SERIAL, Punches.lines(0, 50)).body());
            cut(disk, hasty);
            try (Muster second = start(disk); JournalFile journal = JournalFile.read(second.journal())) {
                journal.assertSound();
                lost += 50 - journal.punches().size();
            }
        }
        assertTrue(lost > 0, "none of six cuts took anything");
    }

    /// An fsync failed, muster was killed, and started again: it found its log whole in the system's memory, and wrote on
    /// behind a part that no later fsync brought to the disk. A power cut then took all it had acknowledged since.
    @Test
    void what_is_acknowledged_behind_a_failed_fsync_and_a_kill_survives_a_power_cut() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            DroppingDisk disk = killedBehindAFailedFsync(seed, 100);
            Muster second = start(disk);
            assertEquals("OK: 50", second.upload(SERIAL, Punches.lines(200, 50)).body());
            cut(disk, second);
            try (Muster third = start(disk); JournalFile journal = JournalFile.read(third.journal())) {
                journal.assertSound();
                assertEquals(53, journal.punches().stream().filter(PowerCutTest::isAcknowledged).count(),
                        "acknowledged, with seed " + seed);
            }
        }
    }

    /// The same, and the power goes while it starts again: what had been moved into the file from behind the hole left
    /// a file that nobody could read.
    @Test
    void a_power_cut_in_a_start_behind_a_failed_fsync_leaves_a_sound_journal() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            DroppingDisk disk = killedBehindAFailedFsync(seed, 900);
            disk.set(DroppingDisk.Setting.SYNC_MICROS, 200_000);
            startInVain(disk, disk.counts()[SYNCS] + (int) seed % 3);
            disk.heal();
            try (Muster third = start(disk); JournalFile journal = JournalFile.read(third.journal())) {
                journal.assertSound();
                assertTrue(Set.of(3, 903).contains(journal.punches().size()),
                        journal.punches().size() + " punches, with seed " + seed);
            }
        }
    }

    /// The disk of a daemon that acknowledged three punches, refused others for an fsync that failed, and was killed.
    private DroppingDisk killedBehindAFailedFsync(long seed, int refused) throws Exception {
        DroppingDisk disk = disk(seed);
        Muster first = start(disk);
        assertEquals("OK: 3", first.upload(SERIAL, Punches.lines(0, 3)).body());
        disk.set(DroppingDisk.Setting.BAD_SYNCS, 10_000);
        assertEquals(503, first.upload(SERIAL, Punches.lines(3, refused)).status());
        first.kill();
        disk.programEnded(false);
        first.close();
        disk.heal();
        return disk;
    }

    /// Starts one and cuts the power when the disk was asked to make sure so many times.
    private static void startInVain(DroppingDisk disk, int syncs) throws Exception {
        Process starting = disk.under(Program.serve(disk.root().resolve("data")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until("it makes sure", () -> disk.counts()[SYNCS] > syncs || !starting.isAlive());
        starting.destroyForcibly().onExit().join();
        disk.programEnded(true);
    }

    private static boolean isAcknowledged(String punch) {
        String time = punch.substring(punch.length() - Punches.time(0).length());
        return time.compareTo(Punches.time(3)) < 0 || time.compareTo(Punches.time(200)) >= 0;
    }

    @Test
    void an_fsync_that_fails_acknowledges_nothing_and_harms_nothing() throws Exception {
        DroppingDisk disk = disk(9);
        Muster muster = start(disk);
        disk.set(DroppingDisk.Setting.BAD_SYNCS, 10_000);
        assertEquals(503, muster.upload(SERIAL, Punches.lines(0, 3)).status());
        disk.heal();
        Await.until("it is written again",
                () -> muster.upload(SERIAL, Punches.lines(0, 3)).body().equals("OK: 3"));
        cut(disk, muster);
        try (Muster again = start(disk); JournalFile journal = JournalFile.read(again.journal())) {
            journal.assertSound();
            assertEquals(3, journal.punches().size());
        }
    }
}
