// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import muster.model.FetchReport;
import muster.model.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day of a bank with 120 terminals and an event at the door in the evening, compressed into `-Dmuster.hours=1`:
/// nothing leaks, nothing is lost, nothing is doubled. Draws build/soak/soak.svg and writes build/soak/report.md.
@Tag("soak")
class SoakTest {

    private static final double HOURS = Double.parseDouble(System.getProperty("muster.hours", "1"));
    private static final int TERMINALS = 60;
    private static final int LISTENERS = 20;
    private static final List<String> SINKS = List.of("hook", "table");
    private static final String FROM = " FROM punch p JOIN terminal t ON t.id = p.terminal";
    private static final List<SoakChart.Shade> AWAY = List.of(
            new SoakChart.Shade(10, 13, "#f7d9d6", "the webhook's receiver is away"),
            new SoakChart.Shade(17, 17.2, "#f7d9d6", ""));
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// Simulations that come and go: from which hour of the day to which.
    private record Wave(double from, double to, String name, List<String> words) {}

    @TempDir
    Path folder;

    private final Path into = Program.IMAGE.resolveSibling("soak");
    private final double hour = HOURS * 3600 / 24;
    private final List<Path> ledgers = new ArrayList<>();
    private final List<Process> simulations = new ArrayList<>();
    private final List<SoakListener> listeners = new ArrayList<>();

    @Test
    void a_day_of_a_bank_and_an_event_leaves_nothing_behind() throws Exception {
        Files.createDirectories(into);
        Path collections = folder.resolve("collections.log");
        Path password = Files.writeString(folder.resolve("password"), Postgres.PASSWORD + "\n");
        SoakVerdict verdict = new SoakVerdict();
        try (Postgres postgres = Postgres.start();
                CuttingProxy between = new CuttingProxy(postgres.port(), 1, 0.01);
                SoakHook hook = new SoakHook();
                SimulatedFleet fleet = SimulatedFleet.start(folder.resolve("fleet"), TERMINALS,
                        "--records", "200", "--rate", "0.02");
                Muster muster = daemon(collections, hook, between, password)) {
            fleet.addTo(muster);
            listen(muster);
            day(muster, collections, hook, verdict);
            Set<String> held = close(muster, fleet);
            streams(muster, verdict);
            journal(muster, held, verdict);
            verdict.tells("commits that were cut on their way to PostgreSQL", between.cuts());
            sinks(muster, hook, postgres, verdict);
        } finally {
            simulations.forEach(Process::destroyForcibly);
            for (SoakListener listener : listeners) {
                listener.close();
            }
        }
        assertEquals(List.of(), verdict.wrong());
    }

    private Muster daemon(Path collections, SoakHook hook, CuttingProxy between, Path password) throws Exception {
        Path data = folder.resolve("data");
        Path secret = WebhookDouble.secret(folder.resolve("secret"));
        List<String> sinks = new ArrayList<>(SinkView.set("hook", "type=webhook", "url=" + hook.url(),
                "private_addresses=true", "secret_files=" + secret));
        sinks.addAll(SinkView.set("table", "type=sql", "create=true", "table=punches",
                "url=" + Postgres.url(between.port()) + "?prepareThreshold=0", "user=" + Postgres.USER,
                "password_file=" + password));
        sinks.addAll(List.of("--set", Muster.ACCEPT));
        ProcessBuilder builder = Program.serve(data, sinks.toArray(String[]::new));
        builder.environment().put("MUSTER_JAVA_OPTS", "-Xlog:gc:file=" + collections);
        return Muster.start(builder, data);
    }

    /// The hours of a day; what a bank sends in each.
    private List<Wave> waves(Muster muster) {
        String door = "127.0.0.1:" + muster.terminals().getPort();
        List<String> push = List.of("simulate", "push", "--terminals-at", door, "--terminals", "" + TERMINALS,
                "--users", "400", "--faults", "drop-reply:0.02,cut:0.01,garbage:0.01", "--resend", "0.02",
                "--patience", "10m");
        List<String> phones = List.of("simulate", "phones", "--start", "--phones", "60", "--foreign", "20",
                "--url", muster.url(), "--arrival", seconds(0.8), "--stay", seconds(1.2));
        return List.of(
                new Wave(0.2, 22, "", with(push, "--rate", "0.05", "--seed", "1")),
                new Wave(7, 9, "morning and evening", with(push, "--rate", "1", "--seed", "2")),
                new Wave(16.5, 18.5, "", with(push, "--rate", "1", "--seed", "3")),
                new Wave(19, 21.5, "event at the door", phones));
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    private String seconds(double hours) {
        return Math.max(1, Math.round(hours * hour)) + "s";
    }

    private void begin(Wave wave) throws IOException {
        List<String> words = with(wave.words(), "--duration", seconds(wave.to() - wave.from()));
        if (words.contains("push")) {
            Path ledger = folder.resolve("ledger" + ledgers.size());
            ledgers.add(ledger);
            words.addAll(List.of("--ledger", ledger.toString()));
        }
        simulations.add(Program.command(words.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(into.resolve("simulation" + simulations.size() + ".log").toFile())
                .start());
    }

    private void listen(Muster muster) throws IOException {
        for (int i = 0; i < LISTENERS; i++) {
            listeners.add(new SoakListener(muster.api()));
        }
    }

    /// One day: every few seconds a look.
    private void day(Muster muster, Path collections, SoakHook hook, SoakVerdict verdict) throws Exception {
        List<Wave> due = new ArrayList<>(waves(muster));
        try (SoakQuestions questions = new SoakQuestions(muster)) {
            SoakProbe probe = new SoakProbe(muster, collections, listeners, questions);
            long pause = (long) Math.max(1000, Math.min(10_000, HOURS * 3_600_000 / 400));
            boolean away = false;
            for (double now = 0; now < 24; now = probe.now() / hour) {
                for (Wave wave : List.copyOf(due)) {
                    if (wave.from() <= now) {
                        begin(wave);
                        due.remove(wave);
                    }
                }
                double time = now;
                boolean trouble = AWAY.stream().anyMatch(each -> time >= each.from() && time < each.to());
                if (trouble != away) {
                    away = trouble;
                    hook.present(!trouble);
                }
                probe.look();
                Thread.sleep(pause);
            }
            told(probe, waves(muster), verdict);
            verdict.tells("questions to the API", questions.asked());
            verdict.none("answers that were no good ones", questions.refused());
        }
    }

    private void told(SoakProbe probe, List<Wave> waves, SoakVerdict verdict) throws IOException {
        List<SoakChart.Shade> shades = new ArrayList<>();
        for (Wave wave : waves.subList(1, waves.size())) {
            String color = wave.words().contains("push") ? "#fff1cc" : "#dcefdc";
            shades.add(new SoakChart.Shade(wave.from(), wave.to(), color, wave.name()));
        }
        shades.addAll(AWAY);
        List<SoakChart.Course> courses = new ArrayList<>();
        for (SoakProbe.What what : SoakProbe.What.values()) {
            SoakChart.Course course = probe.course(what);
            courses.add(course);
            switch (what) {
                case RSS, DIRTY -> verdict.grows(course, 15);
                case HEAP -> verdict.grows(course, 10);
                case THREADS -> verdict.grows(course, 3);
                case FILES -> verdict.grows(course, 20);
                case WAL -> verdict.stays(course, 80);
                default -> verdict.shows(course);
            }
        }
        String title = String.format(Locale.ROOT, "A day of a bank and an event at the door, in %.2f hours; %d looks",
                HOURS, probe.looks());
        Files.writeString(into.resolve("soak.svg"), new SoakChart(24 * hour).draw(title, courses, shades));
    }

    /// All that the terminals hold is read; then they are switched off.
    ///
    /// @return what those of port 4370 held before that reading
    private Set<String> close(Muster muster, SimulatedFleet fleet) throws Exception {
        for (Process simulation : simulations) {
            if (!simulation.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                simulation.destroy();
            }
        }
        LocalDateTime last = LocalDateTime.now().minusSeconds(2);
        long id = Json.parse(muster.post("/api/fetch", "{\"all\":true}").body(), FetchReport.class).id();
        Await.until("the fetch has ended", PATIENCE, () -> muster.get("/api/fetch/" + id, FetchReport.class).ended());
        for (SimulatedFleet.Device device : fleet.devices()) {
            assertEquals(204, muster.ask("DELETE", "/api/terminals/" + device.serial(), null).statusCode());
        }
        Set<String> held = fleet.end();
        held.removeIf(line -> LocalDateTime.parse(line.split(" ")[2] + "T" + line.split(" ")[3]).isAfter(last));
        return held;
    }

    private void streams(Muster muster, SoakVerdict verdict) throws Exception {
        for (String sink : SINKS) {
            SinkView.awaitDone(muster, sink, PATIENCE);
        }
        long head = SinkView.one(muster, SINKS.getFirst()).head();
        verdict.tells("entries in the journal", head);
        Await.until("every stream has told the newest entry", PATIENCE,
                () -> listeners.stream().allMatch(each -> each.position() >= head));
        verdict.none("streams that ended, or told something out of order",
                listeners.stream().filter(SoakListener::wronged).count());
        long most = listeners.stream().mapToLong(SoakListener::punches).max().orElse(0);
        verdict.same("punches every stream told", most,
                listeners.stream().mapToLong(SoakListener::punches).min().orElse(0));
    }

    private void journal(Muster muster, Set<String> held, SoakVerdict verdict) throws Exception {
        try (JournalFile journal = JournalFile.read(muster.journal())) {
            journal.assertSound();
            Set<String> raw = new HashSet<>(journal.texts("SELECT t.serial || char(9) || CAST(p.raw AS TEXT)" + FROM));
            Set<String> acknowledged = new HashSet<>();
            for (Path ledger : ledgers) {
                acknowledged.addAll(Files.readAllLines(ledger));
            }
            verdict.tells("punches acknowledged at the terminals' door", acknowledged.size());
            acknowledged.removeAll(raw);
            verdict.none("acknowledged and lost", acknowledged.size());
            verdict.tells("punches the terminals of port 4370 held", held.size());
            journal.texts("SELECT terminal || ' ' || pin || ' ' || local_time || ' ' || state || ' ' || verify_mode"
                    + " FROM punches WHERE state IS NOT NULL AND verify_mode IS NOT NULL").forEach(held::remove);
            verdict.none("held there and not read", held.size());
            long punches = journal.number("SELECT count(*) FROM punch");
            verdict.tells("bytes of the journal for each punch", Files.size(muster.journal()) / Math.max(1, punches));
        }
    }

    private void sinks(Muster muster, SoakHook hook, Postgres postgres, SoakVerdict verdict) throws Exception {
        try (JournalFile journal = JournalFile.read(muster.journal())) {
            long punches = journal.number("SELECT count(*) FROM punch");
            verdict.tells("punches in the journal", punches);
            verdict.same("punches the webhook's receiver has", punches, hook.punches());
            verdict.none("punches it has twice", hook.doubled());
            verdict.tells("messages told it again under their own id", hook.again());
            verdict.same("rows in PostgreSQL", punches, postgres.number("SELECT count(*) FROM punches"));
        }
        Files.writeString(into.resolve("report.md"), verdict.report(String.format(Locale.ROOT,
                "A day of a bank (%d terminals that send, %d that are read), an event at the door, %d streams, a"
                        + " webhook whose receiver goes away twice, a PostgreSQL whose connection is cut at one commit"
                        + " in a hundred; compressed into %.2f hours.%n%n![](soak.svg)",
                TERMINALS, TERMINALS, LISTENERS, HOURS)));
    }
}
