// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import muster.app.House;
import muster.fuzz.Claim;
import muster.model.Bytes;
import muster.model.Entry;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.zk.http.Headers;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import muster.zk.push.AttLine;
import muster.zk.push.AttLog;
import muster.zk.push.AttPunch;
import muster.zk.push.Dialect;

/// Whole uploads into a real journal: the input is a body of the table `ATTLOG`. As many lines are acknowledged as
/// there are, and each of them is in the journal: as a punch, or in quarantine.
public final class UploadsFuzz {

    private static final String TARGET = "/iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999";
    private static final int LONGEST_DAY = 3000;

    private static House house;
    private static Path folder;
    private static int uploads;
    private static final Set<List<Object>> PUNCHES = new HashSet<>();
    private static final Set<Bytes> HELD = new HashSet<>();

    private UploadsFuzz() {}

    public static void fuzzerInitialize() throws Exception {
        newHouse();
    }

    public static void fuzzerTestOneInput(byte[] body) throws Exception {
        if (++uploads % LONGEST_DAY == 0) {
            newHouse();
        }
        long head = house.journal.head();
        Reply reply = house.ask(Request.of("POST", TARGET, Headers.of(Map.of()), body));
        List<AttLine> lines = AttLog.read(body, Dialect.ATT2);
        Claim.same(200, reply.status(), "status");
        Claim.same("OK: " + lines.size(), new String(reply.body(), StandardCharsets.UTF_8).strip(), "acknowledged");
        List<Entry> entries = house.journal.read(head, 20_000);
        for (Entry entry : entries) {
            if (entry.fact() instanceof Punch punch) {
                PUNCHES.add(List.of(punch.pin(), punch.localTime(), punch.state(), punch.verifyMode()));
            } else if (entry.fact() instanceof Quarantined held) {
                HELD.add(held.raw());
            }
        }
        lines.forEach(UploadsFuzz::kept);
    }

    private static void kept(AttLine line) {
        boolean counted = line instanceof AttPunch punch
                && PUNCHES.contains(List.of(punch.pin(), punch.time(), punch.state(), punch.verifyMode()));
        Claim.that(counted || HELD.contains(Bytes.of(line.raw())), "a line that is nowhere: " + line);
    }

    private static void newHouse() throws Exception {
        if (house != null) {
            house.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(UploadsFuzz::delete);
            }
        }
        folder = Files.createTempDirectory("house");
        house = new House(folder);
        PUNCHES.clear();
        HELD.clear();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
