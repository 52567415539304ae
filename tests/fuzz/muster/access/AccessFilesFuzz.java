// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// A time program's Access file that is damaged: the input is places (three bytes) and what stands at each now (two
/// bytes). Every punch is placed, or an operator is told; a question never changes the file.
public final class AccessFilesFuzz {

    private static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 20, 8, 0, 5);
    private static final List<AccessPunch> PUNCHES = List.of(
            new AccessPunch("1", "Ada", MORNING, "I", 1, "TSTATT000001", null, null),
            new AccessPunch("77", null, MORNING.plusHours(9), "O", 15, "TSTATT000002", "Gate", "3"));

    private static Path folder;
    private static byte[] sound;

    private AccessFilesFuzz() {}

    public static void fuzzerInitialize() throws IOException {
        folder = Files.createTempDirectory("access");
        sound = Files.readAllBytes(TimeProgramFile.newer(folder));
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        byte[] damaged = sound.clone();
        for (int at = 0; at + 4 < bytes.length; at += 5) {
            int place = (input.next() << 16 | input.next() << 8 | input.next()) % damaged.length;
            damaged[place] = (byte) input.next();
            damaged[(place + 1) % damaged.length] = (byte) input.next();
        }
        Path file = folder.resolve("att2000.mdb");
        Files.write(file, damaged);
        AccessFile access = new AccessFile(file, Duration.ZERO, true, ZoneOffset.UTC,
                InstantSource.fixed(Instant.parse("2026-11-20T08:00:10Z")));
        try {
            Claim.same(PUNCHES.size(), access.compare(PUNCHES).size(), "places");
        } catch (AccessTrouble expected) {
            Claim.told(expected);
        }
        Claim.that(Arrays.equals(damaged, Files.readAllBytes(file)), "a question changed the file");
    }
}
