// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What happened, for people to read: `build/torture/report.md`.
final class TortureReport {

    private final long seed;
    private final String fault;
    private final Instant begin = Instant.now();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final long[] disk = new long[DroppingDisk.counted().size()];
    private int rounds;
    private int scenes;
    private int acknowledged;
    private int lost;
    private int doubled;
    private int returns;
    private int badActs;
    private int cuts;
    private int unseen;
    private long atRisk;
    private Duration slowest = Duration.ZERO;
    private String slowestAt = "";

    /// @param fault empty for all
    TortureReport(long seed, String fault) {
        this.seed = seed;
        this.fault = fault;
    }

    void leftOut(Fault fault, String why) {
        leftOut.add(fault.word() + ": " + why);
    }

    void round(Fault.Plan plan, Duration recovery) {
        rounds++;
        plan.others().forEach(each -> faults.merge(each, 1, Integer::sum));
        if (plan.end() != null) {
            faults.merge(plan.end(), plan.again() ? 2 : 1, Integer::sum);
        }
        if (recovery.compareTo(slowest) > 0) {
            slowest = recovery;
            slowestAt = "round " + rounds + ": " + plan;
        }
    }

    void check(TortureCheck check) {
        lost += check.lost();
        doubled += check.doubled();
    }

    void scene(TortureScene scene) {
        scenes++;
        acknowledged += scene.ledger().count();
        returns += scene.onlooker().returns();
        badActs += scene.terminals().badActs();
        Platter platter = scene.disk().platter();
        cuts += platter.cuts();
        unseen += platter.unseen();
        atRisk += platter.atRisk();
        int[] counts = scene.disk().counts();
        for (int i = 0; i < disk.length; i++) {
            disk[i] += Integer.toUnsignedLong(counts[i]);
        }
    }

    void failed(long seed, int round, Fault.Plan plan, Throwable why) {
        failures.add("round " + round + " of the scene with seed " + seed + " (" + plan + "): "
                + String.valueOf(why.getMessage()).lines().findFirst().orElse("")
                + "\n  repeat: `" + command(seed, round) + "`");
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private String command(long from, int count) {
        return "make torture SEED=" + from + " ROUNDS=" + count + (fault.isEmpty() ? "" : " FAULT=" + fault);
    }

    /// One line for whoever watches.
    String summary() {
        return rounds + " rounds, " + acknowledged + " acknowledged, " + lost + " lost, " + doubled + " doubled, "
                + failures.size() + " failures, slowest recovery " + slowest.toMillis() + " ms (" + slowestAt + ")";
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Torture\n\n");
        text.append("Begun ").append(begin.truncatedTo(ChronoUnit.SECONDS)).append(", ")
                .append(Duration.between(begin, Instant.now()).toSeconds()).append(" s; ")
                .append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.version"))
                .append(", ").append(Runtime.getRuntime().availableProcessors()).append(" processors.\n")
                .append("Seed ").append(seed).append("; to repeat: `").append(command(seed, rounds)).append("`\n\n")
                .append("The power cuts and failing disk are a model (tests/rigs/disk/README.md). A seed repeats the")
                .append(" faults and their order;\nhow threads meet them is the machine's.\n\n");
        text.append("| what | how much |\n|---|---|\n");
        row(text, "rounds, in scenes of their own", rounds + ", " + scenes);
        row(text, "punches acknowledged", acknowledged);
        row(text, "lost", lost);
        row(text, "doubled", doubled);
        row(text, "failed rounds", failures.size());
        row(text, "slowest recovery", slowest.toMillis() + " ms (" + slowestAt + ")");
        row(text, "times the follower came back", returns);
        row(text, "bad acts of terminals", badActs);
        row(text, "power cuts, sectors at risk in them", cuts + ", " + atRisk);
        row(text, "changes the rig of the disk did not see until a program had ended", unseen);
        for (int i = 0; i < disk.length; i++) {
            row(text, "disk: " + DroppingDisk.counted().get(i), disk[i]);
        }
        text.append("\n| fault | rounds |\n|---|---|\n");
        faults.forEach((each, count) -> row(text, each.word() + ": " + each.text(), count));
        leftOut.forEach(each -> text.append("\nLeft out: ").append(each).append('\n'));
        failures.forEach(each -> text.append("\n- ").append(each).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static void row(StringBuilder text, String what, Object value) {
        text.append("| ").append(what).append(" | ").append(value).append(" |\n");
    }
}
