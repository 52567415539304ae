// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What must hold when the dust has settled: the ledger, the journal, the stream and every target say the same.
final class TortureCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HELD = "SELECT count(*) FROM quarantine WHERE released_as IS NULL"
            + " AND terminal NOT LIKE '" + RoughTerminals.LIAR + "%'";

    private final TortureScene scene;
    private int lost;
    private int doubled;

    TortureCheck(TortureScene scene) {
        this.scene = scene;
    }

    /// How many acknowledged punches were nowhere, in the journal or at a target.
    int lost() {
        return lost;
    }

    /// How many were in the journal or at a target more than once.
    int doubled() {
        return doubled;
    }

    private Path journal() {
        return scene.data().resolve("muster.db");
    }

    /// Waits until all is delivered and compares; fails the test where something is missing or there twice.
    void all() throws Exception {
        assertEquals(List.of(), scene.ledger().strange(), "answers to terminals");
        release();
        for (String sink : scene.targets().sinks()) {
            SinkView.awaitDone(scene.muster(), sink, PATIENCE);
        }
        assertEquals(List.of(), SinkView.letters(scene.muster(), "state=open"), "dead letters");
        assertEquals(List.of(), scene.targets().wrong(), "messages that no webhook would take");
        List<String> punches;
        try (JournalFile file = JournalFile.read(journal())) {
            file.assertSound();
            punches = file.punches();
            journal(file, punches);
            followed(file);
            times(file);
        }
        for (var target : scene.targets().punches().entrySet()) {
            target(target.getKey(), punches.stream().sorted().toList(), target.getValue());
        }
        Program.Outcome verified = Program.run("verify", "--data", scene.data().toString());
        assertEquals(0, verified.code(), () -> "muster verify: " + verified.out() + verified.err());
    }

    /// A clock that was wrong called some punches impossible; with the right one they are possible again.
    private void release() throws Exception {
        Await.until("punches that were held are released", () -> {
            try (JournalFile file = JournalFile.read(journal())) {
                if (file.number(HELD) == 0) {
                    return true;
                }
            }
            HttpResponse<String> replayed = scene.muster().post("/api/quarantine/replay", "");
            assertEquals(200, replayed.statusCode(), replayed::body);
            return false;
        });
    }

    private void journal(JournalFile file, List<String> punches) throws Exception {
        List<String> honest = punches.stream().filter(punch -> !punch.startsWith(RoughTerminals.LIAR)).toList();
        Set<String> different = new HashSet<>(honest);
        count("the journal", scene.ledger().acknowledged(), different, honest.size() - different.size());
        different.removeAll(scene.ledger().sent());
        assertEquals(Set.of(), different, "punches in the journal that nobody sent");
        assertEquals(0, file.number("SELECT count(*) FROM (SELECT 1 FROM punch NOT INDEXED"
                + " GROUP BY local_time, terminal, pin, state, verify_mode HAVING count(*) > 1)"),
                "natural keys with more than one row");
    }

    private void count(String where, Set<String> acknowledged, Set<String> there, int twice) {
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(there);
        lost += missing.size();
        doubled += twice;
        assertEquals(List.of(), missing.stream().sorted().limit(10).toList(),
                () -> missing.size() + " acknowledged, but not in " + where + ", such as these");
        assertEquals(0, twice, () -> "punches that are in " + where + " twice");
    }

    private void followed(JournalFile file) throws Exception {
        long head = file.head();
        Await.until("who follows has seen entry " + head, PATIENCE, () -> scene.onlooker().last() >= head);
        assertEquals(List.of(), scene.onlooker().wrong(), "numbers that did not come once and in order");
        Map<Long, String> seen = scene.onlooker().punches();
        Map<Long, String> there = new TreeMap<>();
        for (String row : file.texts("SELECT seq || ' ' || local_time FROM punch WHERE seq <= " + head)) {
            int blank = row.indexOf(' ');
            there.put(Long.parseLong(row.substring(0, blank)), row.substring(blank + 1));
        }
        seen.keySet().removeIf(seq -> seq > head);
        assertEquals(there, seen, "punches as they were followed, by their number");
    }

    /// Whatever its own clock said: a punch's local time is the terminal's, and its instant one the zone allows.
    private void times(JournalFile file) throws Exception {
        for (String row : file.texts("SELECT DISTINCT replace(p.local_time, ' ', 'T') || ' ' || r.utc_offset || ' '"
                + " || (p.instant + r.utc_offset - unixepoch(p.local_time)) FROM punch p"
                + " JOIN reading r ON r.id = p.reading")) {
            String[] words = row.split(" ");
            LocalDateTime local = LocalDateTime.parse(words[0]);
            var rules = scene.zone().getRules();
            List<ZoneOffset> valid = new ArrayList<>(rules.getValidOffsets(local));
            if (valid.isEmpty()) {
                valid.addAll(List.of(rules.getTransition(local).getOffsetBefore(),
                        rules.getTransition(local).getOffsetAfter()));
            }
            assertTrue(valid.contains(ZoneOffset.ofTotalSeconds(Integer.parseInt(words[1]))),
                    () -> "an offset that " + scene.zone() + " does not have: " + row);
            assertEquals("0", words[2], () -> "an instant that is not the local time: " + row);
        }
    }

    private void target(String name, List<String> expected, List<String> actual) {
        Set<String> different = new HashSet<>(actual);
        if (actual.equals(expected)) {
            return;
        }
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(different);
        lost += missing.size();
        doubled += actual.size() - different.size();
        assertEquals(List.of(), missing.stream().sorted().limit(10).toList(),
                () -> missing.size() + " of " + expected.size() + " are not at the target " + name);
        assertEquals(expected.size(), actual.size(), () -> "the target " + name + " has some twice, or foreign ones");
        assertEquals(expected, actual, () -> "the target " + name);
    }
}
