// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred terminals with bad lines, a hundred screens, one of which does not read: nothing is lost,
/// nothing is doubled, and the operators are answered meanwhile.
class HundredTerminalsTest {

    private static final int TERMINALS = 100;
    private static final int SCREENS = 99;
    private static final int PUNCHES_EACH = 20;
    private static final int HISTORY = 40_000;
    private static final String SIMULATED = " JOIN terminal t ON t.id = p.terminal WHERE t.serial LIKE 'SIM%'";

    @TempDir
    Path folder;

    @Test
    void every_screen_shows_every_acknowledged_punch_once_and_in_order() throws Exception {
        Path ledger = folder.resolve("ledger");
        List<Follower> screens = new ArrayList<>();
        try (Muster muster = Muster.accepting(folder.resolve("data"));
                Raw deaf = Raw.narrow(muster.api())) {
            fillTheLineOf(deaf, muster);
            for (int i = 0; i < SCREENS; i++) {
                screens.add(Follower.open(muster, "/devices/events"));
            }
            assertEquals(0, questionsWhile(muster, simulation(muster, ledger)).code());

            List<String> acknowledged = Files.readAllLines(ledger);
            assertTrue(acknowledged.size() >= TERMINALS * PUNCHES_EACH, acknowledged.size() + " acknowledged");
            List<Long> punches = journalled(muster, acknowledged);
            assertTrue(duplicates(muster) > 0, "some answers were lost on the way, so that punches came again");
            for (Follower screen : screens) {
                assertEquals(punches, screen.await(punches.size()).ids());
            }
        } finally {
            for (Follower screen : screens) {
                screen.close();
            }
        }
    }

    /// Asks for so much history that no buffer on the way can take it, and reads none of it.
    private static void fillTheLineOf(Raw deaf, Muster muster) throws Exception {
        for (int first = 0; first < HISTORY; first += HISTORY / 4) {
            muster.upload("TSTATT000001", Punches.lines(first, HISTORY / 4));
        }
        deaf.send("GET /api/stream?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    /// Terminals that lose answers, send again what was acknowledged, and note what was.
    private static CompletableFuture<Outcome> simulation(Muster muster, Path ledger) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return muster.run("simulate", "push",
                        "--terminals-at", "127.0.0.1:" + muster.terminals().getPort(),
                        "--terminals", Integer.toString(TERMINALS),
                        "--count", Integer.toString(PUNCHES_EACH), "--rate", "5",
                        "--resend", "0.2", "--faults", "drop-reply:0.1,cut:0.05", "--retry", "200ms",
                        "--ledger", ledger.toString()).good();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /// Asks the API without a pause until the simulation has ended; every answer must be a good one.
    private static Outcome questionsWhile(Muster muster, CompletableFuture<Outcome> simulation) throws Exception {
        int questions = 0;
        while (!simulation.isDone()) {
            for (String path : List.of("/api/status", "/api/punches?limit=10", "/api/terminals", "/readyz")) {
                assertEquals(200, muster.ask("GET", path, null).statusCode(), path);
                questions++;
            }
        }
        assertTrue(questions > 0, "the simulation ended before a question was asked");
        return simulation.join();
    }

    /// The places of the punches; fails the test unless they are those of the ledger, each once.
    private static List<Long> journalled(Muster muster, List<String> ledger) throws Exception {
        try (JournalFile journal = JournalFile.read(muster.journal())) {
            journal.assertSound();
            List<String> kept = journal.texts("SELECT t.serial || char(9) || CAST(p.raw AS TEXT) FROM punch p"
                    + SIMULATED);
            assertEquals(new HashSet<>(ledger), new HashSet<>(kept));
            assertEquals(kept.size(), new HashSet<>(kept).size(), "punches that are there twice");
            return journal.texts("SELECT p.seq FROM punch p" + SIMULATED + " ORDER BY p.seq").stream()
                    .map(Long::valueOf)
                    .toList();
        }
    }

    private static long duplicates(Muster muster) throws Exception {
        return muster.get("/api/terminals").getAsJsonObject().getAsJsonArray("terminals").asList().stream()
                .mapToLong(terminal -> terminal.getAsJsonObject().get("duplicates").getAsLong())
                .sum();
    }
}
